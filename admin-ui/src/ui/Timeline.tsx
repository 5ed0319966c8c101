import type { ApplicationTimelineQuery } from "../gql/graphql";
import { timelineQuery, useLoad } from "../lib/queries";
import { count, day, dayOf, moment } from "./format";
import { Section, Skeleton } from "./kit";

type Event = ApplicationTimelineQuery["timeline"]["nodes"][number];

/** Acts of which there are dozens: several in a row by one person are one line, opened on demand. */
const SMALL = new Set(["criterion.rated", "criterion.judged", "evidence.tied", "evidence.read", "evidence.removed"]);
const FEW = 3;

/** Events in runs: a run of more than a few small ones by the same person, or one event alone. */
export function runsOf(events: readonly Event[]): Event[][] {
  const runs: Event[][] = [];
  for (const e of events) {
    const run = runs.at(-1);
    const last = run?.[0];
    if (run && last && SMALL.has(e.act) && SMALL.has(last.act) && e.actor === last.actor && e.forTheScheme === last.forTheScheme)
      run.push(e);
    else runs.push([e]);
  }
  return runs.flatMap((run) => (run.length >= FEW ? [run] : run.map((e) => [e])));
}

/** What happened to an application and who did it, newest first (T4). */
export function Timeline({ id }: { id: string }) {
  const data = useLoad(timelineQuery(id));
  if (!data) return <Skeleton lines={3} />;
  const { nodes, totalCount } = data.timeline;
  return (
    <Section title="Timeline">
      <Happened events={nodes} />
      {totalCount > nodes.length && <p className="text-sm text-ink-3">{count(totalCount - nodes.length, "earlier event")} not shown.</p>}
    </Section>
  );
}

/** Events, the small ones of a kind as one line. */
export function Happened({ events }: { events: readonly Event[] }) {
  if (events.length === 0) return <p className="text-ink-2">Nothing has happened yet.</p>;
  return (
    <ol className="flex flex-col border-l border-line">
      {runsOf(events).map((run) => {
        const [first] = run;
        if (!first) return null;
        return (
          <li key={first.id} className="relative py-2 pl-5">
            <span
              aria-hidden="true"
              className={`absolute top-4 -left-[4.5px] size-2 rounded-full ${run.length > 1 ? "bg-line" : "bg-line-2"}`}
            />
            {run.length === 1 ? <Line event={first} /> : <Run events={run} />}
          </li>
        );
      })}
    </ol>
  );
}

function Line({ event }: { event: Event }) {
  return (
    <div className="flex flex-wrap gap-x-4">
      <span className="min-w-0 flex-1 basis-80">{event.summary}</span>
      <span className="text-sm text-ink-3">
        {event.actor ? `${event.actor}, ` : ""}
        {event.forTheScheme ? "for the scheme, " : ""}
        <time dateTime={event.at}>{moment(event.at)}</time>
      </span>
    </div>
  );
}

function Run({ events }: { events: readonly Event[] }) {
  const [last, first] = [events[0], events.at(-1)];
  if (!last || !first) return null;
  const [from, to] = [day(dayOf(first.at)), day(dayOf(last.at))];
  return (
    <details>
      <summary className="flex cursor-pointer flex-wrap gap-x-4">
        <span className="min-w-0 flex-1 basis-80 text-accent underline underline-offset-3">{count(events.length, "smaller change")}</span>
        <span className="text-sm text-ink-3">
          {last.actor ? `${last.actor}, ` : ""}
          {from === to ? to : `${from} to ${to}`}
        </span>
      </summary>
      <ul className="mt-2 flex flex-col gap-1.5 text-sm">
        {events.map((e) => (
          <li key={e.id}>
            <Line event={e} />
          </li>
        ))}
      </ul>
    </details>
  );
}
