import { useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import * as v from "valibot";
import { Select } from "../../forms/fields";
import { text } from "../../lib/applications";
import { useLoad } from "../../lib/queries";
import { exportsQuery, reportKindsQuery } from "../../lib/reports";
import * as paths from "../../paths";
import { Button, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { Exports } from "./-Exports";
import { SavedReports } from "./-Saved";

const TakeAway = lazy(() => import("../../ui/TakeAway"));

export const Route = createFileRoute("/reports/")({
  validateSearch: v.object({ of: v.optional(v.fallback(text, "")), after: v.optional(v.fallback(text, "")) }),
  component: Reports,
});

/** What can be taken away as a file, and what was. */
function Reports() {
  const { of, after } = Route.useSearch();
  const navigate = Route.useNavigate();
  const { data, error } = useQuery({
    ...exportsQuery(of, after),
    refetchInterval: (q) => (q.state.data?.exports.nodes.some((e) => e.state === "RUNNING") ? 1000 : false),
  });
  if (error && !data) throw error;
  const page = data?.exports;
  return (
    <Page
      title="Reports"
      lead="Lists as files: CSV, or Excel workbooks. Each is written as things stand when it is made, and kept for a week."
    >
      <NewExport />
      <SavedReports of={of} />
      <Section title={of ? "Runs" : "Exports"} actions={of && <Link {...paths.reports()}>All exports</Link>}>
        {!page ? <Skeleton lines={6} /> : <Exports rows={page.nodes} />}
        <Pages page={page} after={after} onPage={(after) => void navigate({ search: { of, after } })} />
      </Section>
    </Page>
  );
}

/** A whole list, without filters; lists that are narrowed are exported where they are seen. */
function NewExport() {
  const kinds = useLoad(reportKindsQuery)?.reportKinds;
  const [chosen, setChosen] = useState(0);
  const [open, setOpen] = useState(false);
  const kind = kinds?.[chosen];
  if (!kinds || !kind) return <Skeleton lines={2} />;
  return (
    <div className="no-print flex flex-wrap items-end gap-3">
      <Select id="report" size="md" label="A whole list" value={chosen} onChange={(e) => setChosen(Number(e.target.value))}>
        {kinds.map((k, place) => (
          <option key={k.report} value={place}>
            {k.title}
          </option>
        ))}
      </Select>
      <Button onClick={() => setOpen(true)}>Export …</Button>
      <Suspense>
        {open && <TakeAway report={{ report: kind.report }} what={`all: ${kind.title.toLowerCase()}`} onClose={() => setOpen(false)} />}
      </Suspense>
    </div>
  );
}
