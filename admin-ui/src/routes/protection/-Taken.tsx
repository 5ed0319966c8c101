import { lazy, Suspense } from "react";
import { useLoad } from "../../lib/queries";
import { type ExportRow, exportsQuery } from "../../lib/reports";
import { useViewer } from "../../lib/viewer";
import { bytes, count, day, dayOf, moment } from "../../ui/format";
import { Section, Skeleton } from "../../ui/kit";

const Download = lazy(() => import("../../ui/TakeAway").then((m) => ({ default: m.Download })));

function stands(e: ExportRow): string {
  switch (e.state) {
    case "RUNNING":
      return "Being written";
    case "READY":
      return `${count(e.rows, "row")}, ${bytes(Number(e.size))}${e.keptUntil ? `, until ${day(dayOf(e.keptUntil))}` : ""}`;
    case "REMOVED":
      return "Its week is over";
    case "FAILED":
      return e.problem ?? "Not written";
  }
}

/** Archives that the viewer may fetch, the latest first. */
export function Taken({ title, empty }: { title: string; empty: string }) {
  const { person } = useViewer();
  const all = useLoad(exportsQuery())?.exports.nodes;
  const rows = all?.filter((e) => e.madeBy?.id === person?.id && (e.report === "PERSON" || e.report === "EVERYTHING"));
  return (
    <Section title={title}>
      {!rows ? (
        <Skeleton lines={3} />
      ) : rows.length === 0 ? (
        <p className="max-w-[65ch] text-ink-2">{empty}</p>
      ) : (
        <ul aria-label={title} className="border-t border-line">
          {rows.map((e) => (
            <li key={e.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2">
              <span className="min-w-0 flex-1 basis-60">
                <span className="font-medium">{e.title}</span>, {moment(e.madeAt)}
                <span className="block text-sm text-ink-2">{[...e.narrowed, stands(e)].join("; ")}</span>
              </span>
              {e.state === "READY" && (
                <Suspense>
                  <Download id={e.id} what={`${e.title}, ${moment(e.madeAt)}`} />
                </Suspense>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
