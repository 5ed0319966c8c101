import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Choices, Group, Select, TextField } from "../forms/fields";
import { graphql } from "../gql";
import type { FileFormat, ReportInput } from "../gql/graphql";
import { useAct } from "../lib/act";
import { leave } from "../lib/graphql";
import { useLoad } from "../lib/queries";
import { exportQuery, FORMATS, type ReportKind, reportKindsQuery } from "../lib/reports";
import * as paths from "../paths";
import { Dialog } from "./Dialog";
import { bytes, count, day } from "./format";
import { Button, Skeleton, Tick } from "./kit";
import { Refusal } from "./Refusal";

const SaveReport = graphql(
  `mutation SaveReport($input: SaveReportInput!) { saveReport(input: $input) { savedReport { id name nextOn } } }`,
);
const MakeExport = graphql(`mutation MakeExport($input: MakeExportInput!) { makeExport(input: $input) { export { id } } }`);
const OpenExport = graphql(`mutation OpenExport($input: OpenExportInput!) { openExport(input: $input) { url } }`);

type TakeAwayProps = {
  /** What is taken away: the report, what narrows it and its order. */
  report: ReportInput;
  /** What the rows are, such as `12 applications`. */
  what: string;
  /** The columns that are on screen; all of them where this is left out. */
  seen?: readonly string[];
  onClose: () => void;
};

/** Takes a list away as a file: which columns, which format; then how far it has come, and the file itself. */
export default function TakeAway({ report, what, seen, onClose }: TakeAwayProps) {
  const kind = useLoad(reportKindsQuery)?.reportKinds.find((k) => k.report === report.report);
  const [made, setMade] = useState<string>();
  const [saved, setSaved] = useState<Saved>();
  return (
    <Dialog open title={`Export ${what}`} onClose={onClose}>
      {!kind ? (
        <Skeleton lines={6} />
      ) : saved ? (
        <SavedAs saved={saved} onClose={onClose} />
      ) : made ? (
        <Progress id={made} onClose={onClose} />
      ) : (
        <Asking kind={kind} report={report} seen={seen} onMade={setMade} onSaved={setSaved} onClose={onClose} />
      )}
    </Dialog>
  );
}

type AskingProps = {
  kind: ReportKind;
  report: ReportInput;
  seen: readonly string[] | undefined;
  onMade: (id: string) => void;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
};
type Saved = { name: string; nextOn: string | null };
const WHEN = { NOW: "Now, once", WEEK: "Every week", MONTH: "Every month" } as const;
type When = keyof typeof WHEN;
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function Asking({ kind, report, seen, onMade, onSaved, onClose }: AskingProps) {
  const all = kind.columns.map((c) => c.name);
  const [columns, setColumns] = useState<string[]>(() => (seen ? all.filter((c) => seen.includes(c)) : all));
  const [format, setFormat] = useState<FileFormat>("XLSX");
  const [tried, setTried] = useState(false);
  const [when, setWhen] = useState<When>("NOW");
  const [on, setOn] = useState(1);
  const [name, setName] = useState("");
  const save = useAct(SaveReport, {
    onDone: (r) => onSaved({ ...r.saveReport.savedReport, nextOn: r.saveReport.savedReport.nextOn ?? null }),
  });
  const make = useAct(MakeExport, { onDone: (r) => onMade(r.makeExport.export.id) });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setTried(true);
    if (columns.length === 0 || (when !== "NOW" && !name.trim())) return;
    // In the order that the report proposes, whatever the order they were ticked in.
    const wanted = { ...report, columns: all.filter((c) => columns.includes(c)) };
    if (when === "NOW") make.mutate({ report: wanted, format });
    else save.mutate({ name: name.trim(), report: wanted, format, schedule: { every: when, day: on } });
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <p className="max-w-[60ch] text-ink-2">
        With the filters and the order on screen. The file is kept for a week, and that it was taken is recorded.
      </p>
      <Refusal error={make.error ?? save.error} title={when === "NOW" ? "The export was not started" : "The report was not saved"} />
      <Group id="export-format" size="md" label="Format">
        {(["XLSX", "CSV"] as const).map((f) => (
          <Tick key={f} type="radio" name="export-format" label={FORMATS[f]} checked={format === f} onChange={() => setFormat(f)} />
        ))}
      </Group>
      <div className="max-h-[40dvh] overflow-auto rounded-md border border-line p-3">
        <Choices
          id="export-columns"
          size="md"
          label="Columns"
          options={kind.columns.map((c) => [c.name, c.heading] as const)}
          value={columns}
          onChange={setColumns}
          error={tried && columns.length === 0 ? "Tick at least one column" : undefined}
        />
      </div>
      <Group id="export-when" size="md" label="When">
        {(Object.keys(WHEN) as When[]).map((w) => (
          <Tick
            key={w}
            type="radio"
            name="export-when"
            label={WHEN[w]}
            checked={when === w}
            onChange={() => {
              setWhen(w);
              setOn(1);
            }}
          />
        ))}
      </Group>
      {when !== "NOW" && (
        <>
          <Select
            id="export-day"
            size="md"
            label={when === "WEEK" ? "On" : "On day"}
            hint={when === "MONTH" ? "A month that is too short ends with it." : undefined}
            value={on}
            onChange={(e) => setOn(Number(e.target.value))}
          >
            {Array.from({ length: when === "WEEK" ? 7 : 31 }, (_, n) => (
              <option key={n} value={n + 1}>
                {when === "WEEK" ? WEEKDAYS[n] : n + 1}
              </option>
            ))}
          </Select>
          <TextField
            id="export-name"
            size="md"
            label="Called"
            hint="You get a letter with a link when it is ready; the data never goes by mail."
            value={name}
            onChange={(e) => setName(e.target.value)}
            error={tried && !name.trim() ? "Give the report a name" : undefined}
          />
        </>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" busy={make.isPending || save.isPending}>
          {when === "NOW" ? "Export" : "Save the report"}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}

/** A report was saved: when it runs next, and where it is. */
function SavedAs({ saved, onClose }: { saved: Saved; onClose: () => void }) {
  return (
    <div className="flex flex-col gap-5">
      <p role="status">
        {saved.name} is saved. {saved.nextOn && `It runs next on ${day(saved.nextOn)}.`} It is under{" "}
        <Link {...paths.reports()}>Reports</Link>.
      </p>
      <div>
        <Button tone="primary" onClick={onClose}>
          Close
        </Button>
      </div>
    </div>
  );
}

/** How far an export has come, and its file when it is ready; `here` where the page it was begun on lists it. */
export function Progress({ id, here = false, onClose }: { id: string; here?: boolean; onClose: () => void }) {
  const question = exportQuery(id);
  const { data, error } = useQuery({ ...question, refetchInterval: (q) => (q.state.data?.export.state === "RUNNING" ? 500 : false) });
  if (error && !data) throw error;
  const made = data?.export;
  return (
    <div className="flex flex-col gap-5">
      {made?.state === "FAILED" ? (
        <p role="alert" className="max-w-[60ch] text-bad">
          {made.problem}
        </p>
      ) : (
        <p role="status">
          {made?.state === "READY"
            ? `Ready: ${count(made.rows, "row")}, ${bytes(Number(made.size))}.`
            : `Being written: ${count(made?.rows ?? 0, "row")} so far.`}
        </p>
      )}
      {made?.state === "RUNNING" && <progress className="w-full" aria-label="Being written" />}
      <p className="max-w-[60ch] text-sm text-ink-2">
        {here ? (
          "You can close this: the file is on this page as soon as it is ready."
        ) : (
          <>
            You can close this: the file is under <Link {...paths.reports()}>Reports</Link> as soon as it is ready.
          </>
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        {made?.state === "READY" && <Download id={id} tone="primary" />}
        <Button onClick={onClose}>Close</Button>
      </div>
    </div>
  );
}

/** Fetches an export's file by an address that is good for five minutes. */
export function Download({ id, tone, what = "" }: { id: string; tone?: "primary"; what?: string }) {
  const open = useAct(OpenExport, { onDone: (r) => leave(r.openExport.url) });
  return (
    <>
      <Button {...(tone ? { tone } : { size: "sm" as const })} busy={open.isPending} onClick={() => open.mutate({ exportId: id })}>
        Download{what && <span className="sr-only"> {what}</span>}
      </Button>
      <Refusal error={open.error} title="The file was not fetched" />
    </>
  );
}
