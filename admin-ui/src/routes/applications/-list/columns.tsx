import { Link } from "@tanstack/react-router";
import { type ApplicationRow, KINDS, type Sort, WAITS } from "../../../lib/applications";
import type { Desk } from "../../../lib/viewer";
import * as paths from "../../../paths";
import { Colonnade, LevelMark } from "../../../ui/Colonnade";
import type { Column } from "../../../ui/DataTable";
import { Due } from "../../../ui/Due";
import { day, dayOf } from "../../../ui/format";
import type { Level } from "../../../ui/levels";
import { Status } from "../../../ui/Status";

/** Columns that can be left out or taken in, by what they are called; the first say which application a row is, and stay. */
export const OPTIONAL = {
  status: "Status",
  waits: "Waits for",
  level: "Level",
  kind: "Kind",
  pillars: "Pillars",
  assessor: "Assessor",
  submitted: "Submitted",
  due: "Due",
  updated: "Last change",
} as const;
export type Optional = keyof typeof OPTIONAL;

/** What the columns are called in a report. */
const REPORTED: Record<Optional, readonly string[]> = {
  status: ["status"],
  waits: ["waits"],
  level: ["level"],
  kind: ["kind"],
  pillars: ["selfRated", "pillars"],
  assessor: ["assessor"],
  submitted: ["submitted"],
  due: ["due"],
  updated: ["updated"],
};

/** The columns of a report that shows what is seen here. */
export const reported = (wanted: readonly string[]): readonly string[] => [
  "reference",
  "university",
  "programmes",
  ...(Object.keys(OPTIONAL) as Optional[]).filter((c) => wanted.includes(c)).flatMap((c) => REPORTED[c]),
];

/** Those that are shown unless the address says others. */
export const USUAL: readonly Optional[] = ["status", "level", "pillars", "assessor", "due"];

/** The columns that somebody wants to see. */
export function columns(
  desk: Desk,
  today: string,
  levels: readonly Level[],
  wanted: readonly string[],
): readonly Column<ApplicationRow, Sort>[] {
  const all: (Column<ApplicationRow, Sort> | false)[] = [
    {
      id: "ref",
      head: "Reference",
      sort: "REFERENCE",
      width: "w-32",
      cell: (a) => <Link {...paths.application(a.id)}>{a.reference}</Link>,
    },
    {
      id: "what",
      head: desk === "operator" ? "University and programme" : "Programme",
      ...(desk === "operator" ? { sort: "UNIVERSITY" as const } : {}),
      rowHeader: true,
      cell: (a) => (
        <>
          {desk === "operator" && <span className="font-medium">{a.university.name} </span>}
          <span className={desk === "operator" ? "text-ink-2" : "font-medium"}>{a.programmes.map((p) => p.name).join(", ")}</span>
        </>
      ),
    },
    {
      id: "status",
      head: "Status",
      width: "w-44",
      cell: (a) => <Status state={a.state} awarded={a.decision ? Boolean(a.decision.level) : undefined} />,
    },
    { id: "waits", head: "Waits for", width: "w-32", cell: (a) => WAITS[a.waitingOn] },
    { id: "level", head: "Level", width: "w-26", cell: (a) => <LevelMark level={a.level} of={levels.length} /> },
    { id: "kind", head: "Kind", width: "w-36", cell: (a) => KINDS[a.kind] },
    {
      id: "pillars",
      head: "Pillars",
      width: "w-28",
      cell: (a) => (
        <Colonnade
          levels={levels}
          columns={a.pillars.map((p) => ({ ...p.pillar, self: p.selfLevel, outcome: p.outcome?.level, confirmed: Boolean(p.outcome) }))}
        />
      ),
    },
    desk === "operator" && {
      id: "assessor",
      head: "Assessor",
      width: "w-40",
      cell: (a) =>
        a.assessor?.name ?? (a.state === "DRAFT" || a.state === "WITHDRAWN" ? null : <span className="text-ink-3">Unassigned</span>),
    },
    { id: "submitted", head: "Submitted", width: "w-32", cell: (a) => a.submittedAt && day(dayOf(a.submittedAt)) },
    {
      id: "due",
      head: "Due",
      sort: "DUE",
      width: "w-52",
      cell: (a) => <Due of={a} today={today} />,
    },
    { id: "updated", head: "Last change", sort: "UPDATED", width: "w-32", cell: (a) => day(dayOf(a.updatedAt)) },
  ];
  return all.filter((c) => c !== false).filter((c) => !(c.id in OPTIONAL) || wanted.includes(c.id));
}
