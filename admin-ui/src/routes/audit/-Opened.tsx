import { Link, type LinkProps } from "@tanstack/react-router";
import { type Changed, difference, inWords, type TrailRow } from "../../lib/trail";
import { useViewer } from "../../lib/viewer";
import * as paths from "../../paths";
import { Dialog } from "../../ui/Dialog";
import { Button, ButtonLink, Facts } from "../../ui/kit";

const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "long", timeZone: "Europe/London" });

/** The page of what a line is about besides its application, by the kind of its id. */
function pageOf(id: string, operator: boolean): LinkProps | undefined {
  const page: Record<string, (id: string) => LinkProps> = {
    prg: paths.programme,
    frm: paths.framework,
    quo: paths.quote,
    ...(operator ? { imp: paths.importOf, blk: paths.bulkAct, uni: paths.university } : {}),
  };
  return page[id.slice(0, 3)]?.(id);
}

/** One line of the trail, whole. */
export function Opened({ line, onClose }: { line: TrailRow; onClose: () => void }) {
  const operator = useViewer().desk === "operator";
  const changes = difference(line.before, line.after);
  const gone = line.act.endsWith(".removed");
  const origin = <span className="break-all tabular-nums">{line.origin}</span>;
  const hash = <code className="break-all text-sm">{line.hash}</code>;
  const act = (
    <>
      {inWords(line.act)} <code className="text-sm text-ink-3">{line.act}</code>
    </>
  );
  const application = line.application && <Link {...paths.application(line.application.id)}>{line.application.reference}</Link>;
  const subject = line.subjectId && !gone ? pageOf(line.subjectId, operator) : undefined;
  return (
    <Dialog open wide title={line.summary} onClose={onClose}>
      <Facts
        rows={[
          ["When", exact.format(new Date(line.at))],
          ["Who", line.actor ?? (operator ? "The product itself" : "The scheme, or the product itself")],
          line.forTheScheme ? ["As", "Somebody who runs the scheme, acting for the university"] : null,
          line.origin ? ["From", origin] : null,
          ["What", act],
          ["Of", line.university?.name ?? "The scheme"],
          application ? ["Application", application] : null,
          line.number ? ["Line", line.number.toLocaleString("en-GB")] : null,
          ["Hash", hash],
        ]}
      />
      {changes.length > 0 ? (
        <Changes of={changes} />
      ) : (
        <p className="text-ink-2">
          {operator || line.before || line.after
            ? "Nothing was changed: it is told that it was done."
            : "What was changed is not shown here, or nothing was."}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {subject && <ButtonLink {...subject}>Go to what it is about</ButtonLink>}
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}

/** What was and what is, field by field; a side on which nothing stands is left out. */
function Changes({ of }: { of: readonly Changed[] }) {
  const cell = "border-b border-line py-2 pe-4 text-start align-top";
  const was = of.some((c) => c.was !== undefined);
  const is = of.some((c) => c.is !== undefined);
  return (
    <table className="w-full table-fixed">
      <caption className="pb-2 text-start font-semibold">{was && is ? "What changed" : is ? "What was written" : "What there was"}</caption>
      <thead className="text-xs text-ink-2">
        <tr>
          {["Field", ...(was ? ["Before"] : []), ...(is ? ["After"] : [])].map((head) => (
            <th key={head} scope="col" className={`${cell} font-medium`}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {of.map((c) => (
          <tr key={c.field}>
            <th scope="row" className={`${cell} font-normal break-words text-ink-2`}>
              {c.field}
            </th>
            {was && <td className={`${cell} break-words`}>{c.was ?? <span className="text-ink-3">not told</span>}</td>}
            {is && <td className={`${cell} break-words`}>{c.is ?? <span className="text-ink-3">not told</span>}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
