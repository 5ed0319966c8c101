import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ImportDetails, type ImportRow, importRowsQuery } from "../../lib/imports";
import { Empty, Rule, Skeleton } from "../../ui/kit";
import { Pages } from "../../ui/Pages";
import { RowStands } from "./-Stands";
import type { Shown } from "./$id";

const OUTCOMES = ["ADDED", "CHANGED", "TAKEN_BACK", "KEPT"] as const;
type Outcome = (typeof OUTCOMES)[number];
const isOutcome = (shown: Shown): shown is Outcome => (OUTCOMES as readonly string[]).includes(shown);

type Props = {
  of: ImportDetails;
  search: { show?: Shown | undefined; after?: string | undefined };
  change: (next: { show: Shown; after?: string }) => void;
};

/** The rows of one verdict or outcome, what is wrong with each said where it stands. */
export function Rows({ of, search, change }: Props) {
  const { counts } = of;
  const written = of.state !== "CHECKED";
  const all: readonly (readonly [Shown, number])[] = [
    ["BAD", counts.bad],
    ["DIFFERS", counts.differing],
    ...(written
      ? ([
          ["KEPT", counts.kept],
          ["ADDED", counts.added - counts.takenBack > 0 ? counts.added - counts.takenBack : 0],
          ["CHANGED", counts.changed],
          ["TAKEN_BACK", counts.takenBack],
        ] as const)
      : ([["NEW", counts.new]] as const)),
    ["SAME", counts.same],
  ];
  const some = all.filter(([, n]) => n > 0);
  const shown = some.find(([s]) => s === search.show)?.[0] ?? some[0]?.[0] ?? "BAD";
  const outcome = isOutcome(shown) ? shown : undefined;
  const verdict = isOutcome(shown) ? undefined : shown;
  const { data, error, isPlaceholderData } = useQuery({
    ...importRowsQuery(of.id, verdict, outcome, search.after),
    placeholderData: keepPreviousData,
  });
  if (error && !data) throw error;
  const page = data?.importRows;
  return (
    <>
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">Rows shown</legend>
        {some.map(([s, n]) => (
          <label
            key={s}
            className="btn flex min-h-8 cursor-pointer items-center gap-1.5 rounded-full border border-line-2 bg-surface px-3 hover:border-ink-3 has-checked:border-accent has-checked:bg-accent-tint has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input type="radio" name="shown" className="sr-only" checked={shown === s} onChange={() => change({ show: s })} />
            <RowStands verdict={isOutcome(s) ? "NEW" : s} outcome={isOutcome(s) ? s : undefined} />
            <span className="text-sm text-ink-2 tabular-nums">{n.toLocaleString("en-GB")}</span>
          </label>
        ))}
      </fieldset>
      {!page ? (
        <Skeleton lines={6} />
      ) : page.nodes.length === 0 ? (
        <Empty title="No such row">Choose another kind of row above.</Empty>
      ) : (
        <div className={`-mx-3 transition-opacity duration-100 ${isPlaceholderData ? "opacity-60" : ""}`}>
          <table className="dt stack">
            <caption className="sr-only">Rows of the file, in its order</caption>
            <thead>
              <tr>
                <th scope="col" className="w-20">
                  Row
                </th>
                <th scope="col" className="w-40">
                  What becomes of it
                </th>
                <th scope="col">What it says</th>
              </tr>
            </thead>
            <tbody>
              {page.nodes.map((row) => (
                <tr key={row.number} className="align-top">
                  <th scope="row">
                    <span className="md:hidden">Row </span>
                    {row.number}
                  </th>
                  <td>
                    <RowStands verdict={row.verdict} outcome={row.outcome} />
                  </td>
                  <td className="wide">
                    <Said row={row} headings={of.columns.map((c) => c.heading)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pages
        page={page}
        after={search.after}
        onPage={(after) => change({ show: shown, after })}
        first="Back to the first rows"
        next="Next rows"
      />
    </>
  );
}

/** A row's cells; under them what is wrong, cell by cell, or what differs. */
function Said({ row, headings }: { row: ImportRow; headings: readonly string[] }) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5 py-1.5">
      <span className="line-clamp-2 break-words text-ink-2">{row.cells.filter(Boolean).join(" · ")}</span>
      {row.problems.length > 0 && (
        <ul className="flex flex-col gap-1">
          {row.problems.map((p) => {
            const heading = p.column == null ? null : (headings[p.column] ?? `Column ${p.column + 1}`);
            const cell = p.column == null ? null : row.cells[p.column];
            return (
              <li key={`${p.column} ${p.message}`} className="flex max-w-[80ch] gap-2">
                <Rule>{p.rule}</Rule>
                <span className="min-w-0 break-words">
                  {heading !== null && (
                    <span className="font-medium">
                      {heading}
                      {cell ? ` “${cell.length > 60 ? `${cell.slice(0, 60)}…` : cell}”` : ", blank"}:{" "}
                    </span>
                  )}
                  <span className={row.verdict === "BAD" ? "text-bad" : ""}>{p.message}</span>
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {row.changes.length > 0 && (
        <dl className="flex flex-col gap-1">
          {row.changes.map((c) => (
            <div key={c.field} className="flex max-w-[80ch] flex-wrap gap-x-2">
              <dt className="font-medium">{c.field}:</dt>
              <dd className="min-w-0 break-words">
                <del className="text-ink-3">{c.from || "nothing"}</del> <ins className="no-underline">{c.to || "nothing"}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
