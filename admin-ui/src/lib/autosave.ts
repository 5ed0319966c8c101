import { useEffect, useSyncExternalStore } from "react";
import { asApiError, plain } from "./errors";
import { uuid } from "./graphql";
import type { Held, Keep } from "./kept";

/** Where a text stands: written and not yet sent, on its way, kept, or why not. */
export type Phase =
  | "saved"
  | "waiting"
  | "saving"
  /** Written in part: not yet something the server would keep. */
  | "incomplete"
  | "offline"
  | "conflict"
  | "failed";

/** One thing being edited. `other` is what somebody else saved meanwhile. */
export type Entry<T> = {
  value: T;
  version: number;
  phase: Phase;
  savedAt?: number;
  message?: string;
  other?: { value: T; version: number };
};

type Options<T> = {
  save: (key: string, value: T, version: number, idempotencyKey: string) => Promise<number>;
  /** What the server holds now: asked for after a conflict. */
  latest: (key: string) => Promise<{ value: T; version: number }>;
  ready?: (value: T) => boolean;
  /** Whether two are the same to the server. */
  same?: (a: T, b: T) => boolean;
  /** Both in one, where a person wants neither lost; the first is theirs. */
  merge?: (mine: T, other: T) => T;
  /** Where words wait until the server has them; without it they live as long as the page. */
  keep?: Keep<T>;
  delay?: number;
  online?: () => boolean;
};

const BACKOFF = [2_000, 4_000, 8_000, 16_000, 30_000];

/**
 * Saves each thing 800 ms after its last change, one at a time. What can't be sent is kept here and tried again, with the same
 * idempotency key for the same words; a stale version is never overwritten: both are shown and a person chooses. With a `keep`,
 * every change is also on this computer's disk until the server has it, and a page that is opened later goes on from there.
 */
export class Autosave<T> {
  readonly #options: Required<Omit<Options<T>, "keep">>;
  readonly #keep: Keep<T> | undefined;
  /** What was found on disk and waits for the server's word on its key. */
  #found = new Map<string, Held<T>[]>();
  /** What the server said before the disk did. */
  #early: Map<string, { value: T; version: number }> | undefined;
  #entries = new Map<string, Entry<T>>();
  #keys = new Map<string, { value: T; key: string }>();
  #listeners = new Set<() => void>();
  #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #queue: string[] = [];
  #running: Promise<void> | undefined;
  #tries = 0;
  #again: ReturnType<typeof setTimeout> | undefined;
  #summary: Summary = { phase: "saved", unsaved: 0 };

  constructor(options: Options<T>) {
    const { keep, ...rest } = options;
    this.#options = {
      ready: () => true,
      same: (a, b) => JSON.stringify(a) === JSON.stringify(b),
      merge: (mine) => mine,
      delay: 800,
      online: () => navigator.onLine,
      ...rest,
    };
    this.#keep = keep;
    if (keep) void this.#adopt(keep);
  }

  /** Takes over what a page left behind that is gone; until that is known nothing can be edited. */
  async #adopt(keep: Keep<T>) {
    const early = new Map<string, { value: T; version: number }>();
    this.#early = early;
    for (const held of await keep.adopt()) this.#found.set(held.key, [...(this.#found.get(held.key) ?? []), held]);
    this.#early = undefined;
    for (const [key, { value, version }] of early) this.seed(key, value, version);
  }

  subscribe = (f: () => void) => {
    this.#listeners.add(f);
    return () => {
      this.#listeners.delete(f);
    };
  };
  entry = (key: string) => this.#entries.get(key);
  summary = () => this.#summary;

  /** What the server says; never in the way of what is being written. */
  seed(key: string, value: T, version: number) {
    if (this.#early) {
      this.#early.set(key, { value, version });
      return;
    }
    const known = this.#entries.get(key);
    if (known && (known.phase !== "saved" || known.version >= version)) return;
    this.#put(key, { value, version, phase: "saved" });
    const found = this.#found.get(key);
    if (!found) return;
    this.#found.delete(key);
    for (const held of found) this.#goOn(held, { value, version });
  }

  /** Goes on from words found on disk: they wait again, or stand beside what somebody saved meanwhile. */
  #goOn({ key, value, version, sent }: Held<T>, server: { value: T; version: number }) {
    const { same, ready, merge } = this.#options;
    const now = this.#entries.get(key);
    // An earlier page's words are there already: neither is lost.
    const mine = now && now.phase !== "saved" && !same(now.value, value) ? merge(value, now.value) : value;
    if (same(mine, server.value)) {
      this.#keep?.drop(key);
      return;
    }
    // What the server has is what was sent last: nobody else wrote it, the answer only never came.
    const ours = version >= server.version || (sent !== undefined && same(sent, server.value));
    if (ours) {
      this.#put(key, { value: mine, version: server.version, phase: ready(mine) ? "waiting" : "incomplete" });
      this.#hold(key);
      if (ready(mine)) this.#enqueue(key);
    } else this.#put(key, { value: mine, version, phase: "conflict", other: server });
  }

  #hold(key: string, sent?: T) {
    const e = this.#entries.get(key);
    if (e) this.#keep?.put({ key, value: e.value, version: e.version, sent, at: Date.now() });
  }

  edit(key: string, value: T) {
    const known = this.#entries.get(key);
    if (!known) return;
    const { ready, delay } = this.#options;
    const { message: _message, ...rest } = known;
    const phase: Phase =
      known.phase === "conflict" ? "conflict" : known.phase === "saving" ? "saving" : ready(value) ? "waiting" : "incomplete";
    this.#put(key, { ...rest, value, phase });
    this.#hold(key, phase === "saving" ? this.#keys.get(key)?.value : undefined);
    clearTimeout(this.#timers.get(key));
    if (phase === "conflict" || !ready(value)) return;
    this.#timers.set(
      key,
      setTimeout(() => this.#enqueue(key), delay),
    );
  }

  /** After a conflict: keep what is written here, on top of the other version, take the other, or keep both in one. */
  settle(key: string, choice: "mine" | "theirs" | "both") {
    const e = this.#entries.get(key);
    if (e?.phase !== "conflict" || !e.other) return;
    const { other, message: _message, ...rest } = e;
    if (choice === "theirs") {
      this.#put(key, { ...rest, value: other.value, version: other.version, phase: "saved" });
      this.#keep?.drop(key);
    } else {
      const value = choice === "both" ? this.#options.merge(e.value, other.value) : e.value;
      this.#put(key, { ...rest, value, version: other.version, phase: "waiting" });
      this.#hold(key);
      this.#enqueue(key);
    }
  }

  /** Sends now whatever waits, also what failed before. */
  async flush(): Promise<void> {
    clearTimeout(this.#again);
    for (const [key, e] of this.#entries) {
      if (["waiting", "offline", "failed"].includes(e.phase)) this.#enqueue(key);
    }
    await this.#running;
  }

  /** Listens for the network to come back and warns before leaving with unsaved words. Returns the way to stop. */
  watch(): () => void {
    const back = () => void this.flush();
    const leaving = (e: BeforeUnloadEvent) => {
      if (this.#summary.unsaved > 0) e.preventDefault();
    };
    const hidden = () => {
      if (document.visibilityState === "hidden") void this.flush();
    };
    addEventListener("online", back);
    addEventListener("beforeunload", leaving);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      removeEventListener("online", back);
      removeEventListener("beforeunload", leaving);
      document.removeEventListener("visibilitychange", hidden);
    };
  }

  #put(key: string, entry: Entry<T>) {
    this.#entries.set(key, entry);
    const all = [...this.#entries.values()];
    const worst = ORDER.find((phase) => all.some((e) => e.phase === phase)) ?? "saved";
    const savedAt = Math.max(0, ...all.map((e) => e.savedAt ?? 0));
    this.#summary = { phase: worst, unsaved: all.filter((e) => e.phase !== "saved").length, ...(savedAt ? { savedAt } : {}) };
    for (const f of this.#listeners) f();
  }

  #enqueue(key: string) {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    if (!this.#queue.includes(key)) this.#queue.push(key);
    this.#running ??= this.#drain().finally(() => {
      this.#running = undefined;
    });
  }

  async #drain() {
    for (let key = this.#queue.shift(); key !== undefined; key = this.#queue.shift()) {
      if (!(await this.#send(key))) {
        this.#queue = [];
        this.#later();
        return;
      }
    }
  }

  /** False when there is no way through and everything else can wait as well. */
  async #send(key: string): Promise<boolean> {
    const e = this.#entries.get(key);
    if (!e || e.phase === "saved" || e.phase === "conflict" || !this.#options.ready(e.value)) return true;
    const { message: _message, ...clean } = e;
    if (!this.#options.online()) {
      this.#put(key, { ...clean, phase: "offline" });
      return false;
    }
    const sent = e.value;
    const before = this.#keys.get(key);
    const attempt = before?.value === sent ? before : { value: sent, key: uuid() };
    this.#keys.set(key, attempt);
    this.#put(key, { ...clean, phase: "saving" });
    this.#hold(key, sent);
    try {
      const version = await this.#options.save(key, sent, e.version, attempt.key);
      this.#tries = 0;
      this.#keys.delete(key);
      const now = this.#entries.get(key) ?? e;
      const changed = now.value !== sent;
      const ready = this.#options.ready(now.value);
      this.#put(key, { value: now.value, version, phase: changed ? (ready ? "waiting" : "incomplete") : "saved", savedAt: Date.now() });
      if (changed) this.#hold(key);
      else this.#keep?.drop(key);
      if (changed && ready && !this.#timers.has(key)) this.#enqueue(key);
      return true;
    } catch (thrown) {
      const error = asApiError(thrown);
      const now = this.#entries.get(key) ?? e;
      if (error.unsure || error.code === "RATE_LIMITED") {
        this.#put(key, { ...now, phase: "offline" });
        return false;
      }
      this.#keys.delete(key);
      if (error.code === "CONFLICT") {
        try {
          const other = await this.#options.latest(key);
          // The same words twice are no conflict.
          if (this.#options.same(now.value, other.value)) {
            this.#put(key, { ...other, phase: "saved", savedAt: Date.now() });
            this.#keep?.drop(key);
          } else this.#put(key, { ...now, phase: "conflict", other });
        } catch {
          this.#put(key, { ...now, phase: "offline" });
          return false;
        }
        return true;
      }
      this.#put(key, { ...now, phase: "failed", message: error.reasons[0]?.message ?? error.fields[0]?.message ?? plain(error) });
      return true;
    }
  }

  #later() {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => void this.flush(), BACKOFF[Math.min(this.#tries, BACKOFF.length - 1)]);
    this.#tries += 1;
  }
}

/** The worst of all, for one line at the head of the page. */
export type Summary = { phase: Phase; unsaved: number; savedAt?: number };
const ORDER: readonly Phase[] = ["conflict", "failed", "offline", "saving", "waiting", "incomplete", "saved"];

/** One entry of a store. */
export const useEntry = <T>(store: Autosave<T>, key: string) => useSyncExternalStore(store.subscribe, () => store.entry(key));

/** How everything in a store stands; leaving the page sends what still waits. */
export function useSummary<T>(store: Autosave<T>): Summary {
  useEffect(
    () => () => {
      void store.flush();
    },
    [store],
  );
  return useSyncExternalStore(store.subscribe, store.summary);
}
