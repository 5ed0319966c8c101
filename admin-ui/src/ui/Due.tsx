import type { ApplicationState, RequestState } from "../gql/graphql";
import { count, day, dayOf, daysUntil, relative } from "./format";

/** Whether a decision is late: not while the clock is stopped, nor once it is made (W6). */
export const isLate = (a: { dueOn?: string | null; state: ApplicationState }, today: string) =>
  Boolean(a.dueOn) && (a.state === "IN_ASSESSMENT" || a.state === "MODERATION") && daysUntil(a.dueOn ?? today, today) < 0;

type Waited = { state: RequestState; askedAt: string; answeredAt?: string | null; dueOn: string };

/** The first day of the wait that still goes on: of requests that overlap, the earliest (W6). */
export function stoppedSince(requests: readonly Waited[]): string | undefined {
  const waits = requests.map((r) => ({
    from: dayOf(r.askedAt),
    until: r.state === "OPEN" ? undefined : r.answeredAt ? dayOf(r.answeredAt) : r.dueOn,
  }));
  let since = waits
    .filter((w) => !w.until)
    .map((w) => w.from)
    .toSorted()[0];
  for (const w of waits.toSorted((a, b) => b.from.localeCompare(a.from))) {
    if (since && w.from < since && (!w.until || w.until >= since)) since = w.from;
  }
  return since;
}

/** Since 12 Nov 2026, for 11 days. */
export const standing = (since: string, today: string) =>
  since === today ? "since today" : `since ${day(since)}, for ${count(daysUntil(today, since), "day")}`;

/** When the decision is due, how soon, and whether the clock stands still. */
export function Due({
  of,
  today,
  requests = [],
}: {
  of: { dueOn?: string | null; state: ApplicationState };
  today: string;
  /** What it waits for: with it, since when and how long the clock stands still. */
  requests?: readonly Waited[];
}) {
  if (!of.dueOn || of.state === "DECIDED" || of.state === "WITHDRAWN") return null;
  const stopped = of.state === "AWAITING_EVIDENCE" || of.state === "ON_HOLD";
  const near = daysUntil(of.dueOn, today) <= 5;
  const since = stopped ? stoppedSince(requests) : undefined;
  if (stopped) return <span className="text-ink-2">Clock stopped{since ? ` ${standing(since, today)}` : ""}</span>;
  return (
    <span>
      {day(of.dueOn)}{" "}
      <span className={isLate(of, today) ? "font-medium text-bad" : near ? "font-medium text-warn" : "text-ink-3"}>
        {relative(of.dueOn, today)}
      </span>
    </span>
  );
}
