import { createFileRoute, Link } from "@tanstack/react-router";
import { type BoardCase, workloadQuery } from "../lib/moves";
import { useLoad } from "../lib/queries";
import { useViewer } from "../lib/viewer";
import * as paths from "../paths";
import { LevelMark } from "../ui/Colonnade";
import { count, day, relative } from "../ui/format";
import { Empty, Section, Skeleton } from "../ui/kit";
import { Page } from "../ui/Page";
import { STATE } from "../ui/Status";
import { nameOf } from "./workload/-board";

export const Route = createFileRoute("/clocks")({ component: ClocksPage });

const KINDS = [
  ["OVERDUE", "Overdue", "No decision is late."],
  ["DUE_SOON", "Due within five working days", "Nothing is due within five working days."],
  ["STOPPED", "Stopped", "No case waits for a university or is on hold."],
] as const;

/** Where the clocks of open cases stand: what is late, what is due soon, what stands still and since when (W6). */
function ClocksPage() {
  const cases = useLoad(workloadQuery)?.workload.cases;
  const late = cases?.filter((c) => c.clock === "OVERDUE").length ?? 0;
  return (
    <Page
      title="Clocks"
      lead={<span role="status">{!cases ? "Loading" : late === 0 ? "No decision is late" : `${count(late, "decision")} late`}</span>}
      actions={<Link {...paths.workload()}>Workload</Link>}
      width="wide"
    >
      {!cases ? (
        <Skeleton lines={8} />
      ) : cases.length === 0 ? (
        <Empty title="No open case">Clocks run from the day an assessment starts, for 20 working days.</Empty>
      ) : (
        KINDS.map(([clock, title, none]) => {
          const of = cases.filter((c) => c.clock === clock);
          return (
            <Section key={clock} title={of.length > 0 ? `${title}: ${of.length}` : title}>
              {of.length === 0 ? (
                <p className="text-ink-2">{none}</p>
              ) : (
                <ul className="border-t border-line">
                  {of.map((c) => (
                    <Clock key={c.id} c={c} />
                  ))}
                </ul>
              )}
            </Section>
          );
        })
      )}
    </Page>
  );
}

function Clock({ c }: { c: BoardCase }) {
  const { today, desk } = useViewer();
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b border-line py-2.5">
      <span className="basis-28">{desk === "operator" ? <Link {...paths.application(c.applicationId)}>{nameOf(c)}</Link> : nameOf(c)}</span>
      <span className="min-w-0 flex-1 basis-56 font-medium">{c.university}</span>
      <span className="basis-24">
        <LevelMark level={c.level} />
      </span>
      <span className="basis-40 text-ink-2">{c.assessor?.name ?? "Nobody"}</span>
      <span className="basis-52">
        {c.clock === "STOPPED" ? (
          <span className="text-ink-2">{`${STATE[c.state]}${c.stoppedOn ? ` since ${day(c.stoppedOn)}` : ""}`}</span>
        ) : (
          c.dueOn && (
            <>
              {day(c.dueOn)}{" "}
              <span className={`font-medium ${c.clock === "OVERDUE" ? "text-bad" : "text-warn"}`}>{relative(c.dueOn, today)}</span>
            </>
          )
        )}
      </span>
    </li>
  );
}
