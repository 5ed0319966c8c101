import { timelineQuery, useLoad } from "../lib/queries";
import { count, moment } from "./format";
import { Section, Skeleton } from "./kit";

/** What happened to an application and who did it, newest first (T4). */
export function Timeline({ id }: { id: string }) {
  const data = useLoad(timelineQuery(id));
  if (!data) return <Skeleton lines={3} />;
  const { nodes, totalCount } = data.application.timeline;
  return (
    <Section title="Timeline">
      {nodes.length === 0 ? (
        <p className="text-ink-2">Nothing has happened yet.</p>
      ) : (
        <ol className="flex flex-col border-l border-line">
          {nodes.map((e) => (
            <li key={e.id} className="relative flex flex-wrap gap-x-4 py-2 pl-5">
              <span aria-hidden="true" className="absolute top-4 -left-[4.5px] size-2 rounded-full bg-line-2" />
              <span className="min-w-0 flex-1 basis-80">{e.summary}</span>
              <span className="text-sm text-ink-3">
                {e.actor ? `${e.actor}, ` : ""}
                <time dateTime={e.at}>{moment(e.at)}</time>
              </span>
            </li>
          ))}
        </ol>
      )}
      {totalCount > nodes.length && <p className="text-sm text-ink-3">{count(totalCount - nodes.length, "earlier event")} not shown.</p>}
    </Section>
  );
}
