import { expect, test } from "vitest";
import { stoppedSince } from "../ui/Due";

const asked = (from: string, answered?: string, dueOn = "2026-12-20") => ({
  state: answered ? ("ANSWERED" as const) : ("OPEN" as const),
  askedAt: `${from}T10:00:00Z`,
  answeredAt: answered ? `${answered}T10:00:00Z` : null,
  dueOn,
});

test("the clock stands still since the first of the requests that overlap", () => {
  expect(stoppedSince([])).toBeUndefined();
  expect(stoppedSince([asked("2026-11-01", "2026-11-05")])).toBeUndefined();
  expect(stoppedSince([asked("2026-11-10")])).toBe("2026-11-10");
  expect(stoppedSince([asked("2026-11-01", "2026-11-12"), asked("2026-11-10")])).toBe("2026-11-01");
  expect(stoppedSince([asked("2026-11-01", "2026-11-05"), asked("2026-11-10"), asked("2026-11-12")])).toBe("2026-11-10");
  expect(stoppedSince([{ ...asked("2026-11-01", undefined, "2026-11-12"), state: "LAPSED" as const }, asked("2026-11-10")])).toBe(
    "2026-11-01",
  );
});
