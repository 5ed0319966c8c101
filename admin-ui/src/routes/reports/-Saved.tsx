import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { FORMATS, type SavedReportRow, savedReportsQuery } from "../../lib/reports";
import * as paths from "../../paths";
import { type Column, DataTable } from "../../ui/DataTable";
import { count, day, moment } from "../../ui/format";
import { Button, Notice, Section, Skeleton } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";

const RunReport = graphql(`mutation RunReport($input: SavedReportInput!) { runReport(input: $input) { export { id } } }`);
const PauseReport = graphql(`mutation PauseReport($input: SavedReportInput!) { pauseReport(input: $input) { savedReport { id } } }`);
const ResumeReport = graphql(`mutation ResumeReport($input: SavedReportInput!) { resumeReport(input: $input) { savedReport { id } } }`);
const RemoveReport = graphql(
  `mutation RemoveReport($input: SavedReportInput!) { removeReport(input: $input) { savedReport { id name } } }`,
);
const RestoreReport = graphql(`mutation RestoreReport($input: SavedReportInput!) { restoreReport(input: $input) { savedReport { id } } }`);

/** Reports that are kept under a name: when each runs, how its last run went, and what can be done with it. */
export function SavedReports({ of }: { of: string | undefined }) {
  const { data, error } = useQuery({
    ...savedReportsQuery,
    refetchInterval: (q) => (q.state.data?.savedReports.nodes.some((r) => r.lastRun?.state === "RUNNING") ? 1000 : false),
  });
  if (error && !data) throw error;
  const page = data?.savedReports;
  const [gone, setGone] = useState<{ id: string; name: string }>();
  const run = useAct(RunReport);
  const pause = useAct(PauseReport);
  const resume = useAct(ResumeReport);
  const remove = useAct(RemoveReport, { onDone: (r) => setGone(r.removeReport.savedReport) });
  const restore = useAct(RestoreReport, { onDone: () => setGone(undefined) });
  const columns: readonly Column<SavedReportRow, never>[] = [
    {
      id: "name",
      head: "Report",
      rowHeader: true,
      cell: (r) => (
        <>
          <Link {...paths.reports(r.id)} aria-current={r.id === of ? "true" : undefined}>
            {r.name}
          </Link>{" "}
          <span className="text-ink-2">{[...r.narrowed, FORMATS[r.format]].join("; ")}</span>
        </>
      ),
    },
    { id: "when", head: "Runs", width: "w-48", cell: (r) => r.schedule?.words },
    { id: "next", head: "Next", width: "w-32", cell: (r) => (r.paused ? "Paused" : r.nextOn && day(r.nextOn)) },
    { id: "last", head: "Last run", width: "w-64", cell: (r) => r.lastRun && `${moment(r.lastRun.madeAt)}, ${went(r.lastRun)}` },
    { id: "by", head: "Told to", width: "w-40", cell: (r) => r.madeBy?.name },
    {
      id: "acts",
      head: "Acts",
      width: "w-64",
      cell: (r) => {
        const input = { savedReportId: r.id };
        const called = <span className="sr-only"> {r.name}</span>;
        return (
          <span className="flex flex-wrap gap-1">
            <Button size="sm" busy={run.isPending && run.variables.savedReportId === r.id} onClick={() => run.mutate(input)}>
              Run now{called}
            </Button>
            <Button size="sm" onClick={() => (r.paused ? resume : pause).mutate(input)}>
              {r.paused ? "Go on" : "Pause"}
              {called}
            </Button>
            <Button size="sm" onClick={() => remove.mutate(input)}>
              Remove{called}
            </Button>
          </span>
        );
      },
    },
  ];
  if (!page) return <Skeleton lines={2} />;
  if (page.totalCount === 0 && !gone) return null;
  return (
    <Section title="By schedule">
      <Refusal error={run.error ?? pause.error ?? resume.error ?? remove.error ?? restore.error} />
      {gone && (
        <Notice tone="ok" title={`${gone.name} was removed`}>
          <div className="no-print mt-2 flex gap-2">
            <Button size="sm" busy={restore.isPending} onClick={() => restore.mutate({ savedReportId: gone.id })}>
              Undo
            </Button>
            <Button size="sm" tone="bare" onClick={() => setGone(undefined)}>
              Dismiss
            </Button>
          </div>
        </Notice>
      )}
      {page.nodes.length > 0 && (
        <div className="-mx-3">
          <DataTable label="Reports by schedule" columns={columns} rows={page.nodes} rowKey={(r) => r.id} empty={null} />
        </div>
      )}
    </Section>
  );
}

/** How a run went, in a few words. */
function went(run: NonNullable<SavedReportRow["lastRun"]>): string {
  if (run.state === "RUNNING") return "being written";
  return run.state === "FAILED" ? "not written" : count(run.rows, "row");
}
