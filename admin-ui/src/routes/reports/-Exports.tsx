import { type ExportRow, FORMATS } from "../../lib/reports";
import { type Column, DataTable } from "../../ui/DataTable";
import { bytes, count, day, dayOf, moment } from "../../ui/format";
import { Empty } from "../../ui/kit";
import { Download } from "../../ui/TakeAway";

const COLUMNS: readonly Column<ExportRow, never>[] = [
  {
    id: "what",
    head: "Report",
    rowHeader: true,
    cell: (e) => (
      <>
        <span className="font-medium">{e.called ?? e.title}</span>{" "}
        <span className="text-ink-2">
          {[e.called && e.title, ...e.narrowed, e.period && `for ${day(e.period)}`].filter(Boolean).join("; ") || "everything"}
        </span>
      </>
    ),
  },
  { id: "format", head: "Format", width: "w-36", cell: (e) => FORMATS[e.format] },
  { id: "state", head: "State", width: "w-72", cell: stands },
  { id: "made", head: "Made", width: "w-72", cell: (e) => `${moment(e.madeAt)}${e.madeBy ? ` by ${e.madeBy.name}` : ""}` },
  {
    id: "file",
    head: "File",
    width: "w-32",
    cell: (e) => e.state === "READY" && <Download id={e.id} what={`${e.title}, ${moment(e.madeAt)}`} />,
  },
];

function stands(e: ExportRow): string {
  switch (e.state) {
    case "RUNNING":
      return `Being written: ${count(e.rows, "row")} so far`;
    case "READY":
      return `${count(e.rows, "row")}, ${bytes(Number(e.size))}${e.keptUntil ? `, until ${day(dayOf(e.keptUntil))}` : ""}`;
    case "REMOVED":
      return `${count(e.rows, "row")}; its week is over`;
    case "FAILED":
      return e.problem ?? "Not written";
  }
}

/** What was taken away, the latest first. */
export function Exports({ rows }: { rows: readonly ExportRow[] }) {
  return (
    <div className="-mx-3">
      <DataTable
        label="Exports"
        columns={COLUMNS}
        rows={rows}
        rowKey={(e) => e.id}
        empty={<Empty title="Nothing was exported yet">Take a whole list above, or a narrowed one where you see it.</Empty>}
      />
    </div>
  );
}
