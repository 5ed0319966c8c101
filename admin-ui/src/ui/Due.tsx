import type { ApplicationState } from "../gql/graphql";
import { day, daysUntil, relative } from "./format";

/** Whether a decision is late: not while the clock is stopped, nor once it is made (W6). */
export const isLate = (a: { dueOn?: string | null; state: ApplicationState }, today: string) =>
  Boolean(a.dueOn) && (a.state === "IN_ASSESSMENT" || a.state === "MODERATION") && daysUntil(a.dueOn ?? today, today) < 0;

/** When the decision is due, how soon, and whether the clock stands still. */
export function Due({ of, today }: { of: { dueOn?: string | null; state: ApplicationState }; today: string }) {
  if (!of.dueOn || of.state === "DECIDED" || of.state === "WITHDRAWN") return null;
  const stopped = of.state === "AWAITING_EVIDENCE" || of.state === "ON_HOLD";
  const near = daysUntil(of.dueOn, today) <= 5;
  if (stopped) return <span className="text-ink-2">Clock stopped</span>;
  return (
    <span>
      {day(of.dueOn)}{" "}
      <span className={isLate(of, today) ? "font-medium text-bad" : near ? "font-medium text-warn" : "text-ink-3"}>
        {relative(of.dueOn, today)}
      </span>
    </span>
  );
}
