import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Autosave } from "../lib/autosave";
import { ApiError } from "../lib/errors";
import type { Held, Keep } from "../lib/kept";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Sent = { key: string; value: string; version: number; idempotency: string };
/** A store over a server that answers as the test says. */
function store(
  answer: (sent: Sent, n: number) => number | Promise<number>,
  more: Partial<ConstructorParameters<typeof Autosave<string>>[0]> = {},
) {
  const sent: Sent[] = [];
  const s = new Autosave<string>({
    save: async (key, value, version, idempotency) => {
      const one = { key, value, version, idempotency };
      sent.push(one);
      return answer(one, sent.length);
    },
    latest: async () => ({ value: "theirs", version: 7 }),
    online: () => true,
    ...more,
  });
  s.seed("1.1", "", 0);
  return { s, sent };
}

test("saves 800 ms after the last change, once, with the last words", async () => {
  const { s, sent } = store(({ version }) => version + 1);
  s.edit("1.1", "a");
  await vi.advanceTimersByTimeAsync(700);
  s.edit("1.1", "ab");
  expect(s.summary()).toMatchObject({ phase: "waiting", unsaved: 1 });
  await vi.advanceTimersByTimeAsync(799);
  expect(sent).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(sent).toMatchObject([{ value: "ab", version: 0 }]);
  expect(s.entry("1.1")).toMatchObject({ value: "ab", version: 1, phase: "saved" });
  expect(s.summary()).toMatchObject({ phase: "saved", unsaved: 0 });
});

test("words written while a save is on its way are saved after it, on the new version", async () => {
  let release: (v: number) => void = () => {};
  const { s, sent } = store((_, n) => (n === 1 ? new Promise<number>((r) => (release = r)) : 2));
  s.edit("1.1", "first");
  await vi.advanceTimersByTimeAsync(800);
  s.edit("1.1", "second");
  release(1);
  await vi.advanceTimersByTimeAsync(800);
  expect(sent.map((x) => [x.value, x.version])).toEqual([
    ["first", 0],
    ["second", 1],
  ]);
  expect(sent[0]?.idempotency).not.toBe(sent[1]?.idempotency);
  expect(s.entry("1.1")).toMatchObject({ value: "second", version: 2, phase: "saved" });
});

test("without connection the words stay and are tried again with the same idempotency key", async () => {
  const { s, sent } = store(({ version }, n) => {
    if (n < 3) throw new ApiError("OFFLINE", "no way through");
    return version + 1;
  });
  s.edit("1.1", "kept");
  await vi.advanceTimersByTimeAsync(800);
  expect(s.summary()).toMatchObject({ phase: "offline", unsaved: 1 });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(s.entry("1.1")).toMatchObject({ value: "kept", phase: "saved" });
  expect(new Set(sent.map((x) => x.idempotency)).size).toBe(1);
});

test("coming back online sends at once", async () => {
  let online = false;
  const { s, sent } = store(({ version }) => version + 1, { online: () => online });
  const stop = s.watch();
  s.edit("1.1", "kept");
  await vi.advanceTimersByTimeAsync(800);
  expect(sent).toHaveLength(0);
  expect(s.summary().phase).toBe("offline");
  online = true;
  dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toHaveLength(1);
  stop();
});

test("leaving is warned about only while something is unsaved", async () => {
  const { s } = store(({ version }) => version + 1);
  const stop = s.watch();
  const leave = () => {
    const e = new Event("beforeunload", { cancelable: true });
    dispatchEvent(e);
    return e.defaultPrevented;
  };
  expect(leave()).toBe(false);
  s.edit("1.1", "a");
  expect(leave()).toBe(true);
  await vi.advanceTimersByTimeAsync(800);
  expect(leave()).toBe(false);
  stop();
});

test.each([
  ["mine", "mine", 8, 2],
  ["theirs", "theirs", 7, 1],
] as const)("a conflict shows the other version; choosing %s", async (choice, value, version, sends) => {
  const { s, sent } = store(({ version: v }, n) => {
    if (n === 1) throw new ApiError("CONFLICT", "stale");
    return v + 1;
  });
  s.edit("1.1", "mine");
  await vi.advanceTimersByTimeAsync(800);
  expect(s.entry("1.1")).toMatchObject({ value: "mine", phase: "conflict", other: { value: "theirs", version: 7 } });
  s.edit("1.1", "mine");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sent).toHaveLength(1);
  s.settle("1.1", choice);
  await vi.advanceTimersByTimeAsync(0);
  expect(s.entry("1.1")).toMatchObject({ value, version, phase: "saved" });
  expect(sent).toHaveLength(sends);
});

test("a refusal names what to change and the rest is still saved", async () => {
  const { s, sent } = store(({ key, version }) => {
    if (key === "1.1") throw new ApiError("REFUSED", "x", { reasons: [{ rule: "E4", message: "The application is submitted." }] });
    return version + 1;
  });
  s.seed("1.2", "", 0);
  s.edit("1.1", "a");
  s.edit("1.2", "b");
  await vi.advanceTimersByTimeAsync(800);
  expect(s.entry("1.1")).toMatchObject({ phase: "failed", message: "The application is submitted." });
  expect(s.entry("1.2")).toMatchObject({ phase: "saved", version: 1 });
  expect(sent).toHaveLength(2);
});

test("what is not ready waits and is not sent; news from the server never covers what is being written", async () => {
  const { s, sent } = store(({ version }) => version + 1, { ready: (v) => v !== "half" });
  s.edit("1.1", "half");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sent).toHaveLength(0);
  expect(s.summary().phase).toBe("incomplete");
  s.seed("1.1", "from the server", 9);
  expect(s.entry("1.1")?.value).toBe("half");
});

/** A disk that another page left words on. */
function disk(left: Held<string>[] = []) {
  const held = new Map(left.map((h) => [h.key, h]));
  const keep: Keep<string> = {
    put: (h) => void held.set(h.key, h),
    drop: (key) => void held.delete(key),
    adopt: async () => left,
  };
  return { held, keep };
}
const left = (value: string, version: number, sent?: string): Held<string> => ({ key: "1.1", value, version, sent, at: 1 });

test("every change is on disk at once, and leaves it when the server has it", async () => {
  const { held, keep } = disk();
  const { s } = store(({ version }) => version + 1, { keep });
  await vi.advanceTimersByTimeAsync(0);
  s.edit("1.1", "a");
  expect(held.get("1.1")).toMatchObject({ value: "a", version: 0 });
  s.edit("1.1", "ab");
  expect(held.get("1.1")).toMatchObject({ value: "ab", version: 0 });
  await vi.advanceTimersByTimeAsync(800);
  expect(s.entry("1.1")).toMatchObject({ value: "ab", phase: "saved" });
  expect(held.size).toBe(0);
});

test("a page that is opened later goes on from what is on disk, and saves it", async () => {
  const { keep } = disk([left("mid-sent", 0)]);
  const { s, sent } = store(({ version }) => version + 1, { keep });
  await vi.advanceTimersByTimeAsync(0);
  expect(s.entry("1.1")).toMatchObject({ value: "mid-sent" });
  expect(sent).toMatchObject([{ value: "mid-sent", version: 0 }]);
});

test("what the server got before the page was killed is no conflict; what somebody else wrote is", async () => {
  const ours = disk([left("one two", 0, "one")]);
  const mine = new Autosave<string>({ save: async (_, __, v) => v + 1, latest: async () => ({ value: "", version: 0 }), keep: ours.keep });
  mine.seed("1.1", "one", 1);
  await vi.advanceTimersByTimeAsync(0);
  expect(mine.entry("1.1")).toMatchObject({ value: "one two", version: 2, phase: "saved" });

  const other = disk([left("one two", 0, "one")]);
  const theirs = new Autosave<string>({
    save: async (_, __, v) => v + 1,
    latest: async () => ({ value: "", version: 0 }),
    merge: (a, b) => `${b} ${a}`,
    keep: other.keep,
  });
  theirs.seed("1.1", "another", 1);
  await vi.advanceTimersByTimeAsync(0);
  expect(theirs.entry("1.1")).toMatchObject({ value: "one two", phase: "conflict", other: { value: "another", version: 1 } });
  theirs.settle("1.1", "both");
  await vi.advanceTimersByTimeAsync(0);
  expect(theirs.entry("1.1")).toMatchObject({ value: "another one two", version: 2, phase: "saved" });
  expect(other.held.size).toBe(0);
});

test("two pages left words on one thing: both are kept", async () => {
  const { keep } = disk([left("first", 0), { ...left("second", 0), at: 2 }]);
  const { s } = store(({ version }) => version + 1, { keep, merge: (mine, other) => `${other} ${mine}` });
  await vi.advanceTimersByTimeAsync(0);
  expect(s.entry("1.1")?.value).toBe("first second");
});

test("the same words twice are no conflict", async () => {
  const { s } = store(
    () => {
      throw new ApiError("CONFLICT", "stale");
    },
    { latest: async () => ({ value: "the same", version: 4 }) },
  );
  s.edit("1.1", "the same");
  await vi.advanceTimersByTimeAsync(800);
  expect(s.entry("1.1")).toMatchObject({ value: "the same", version: 4, phase: "saved" });
});
