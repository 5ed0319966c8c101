import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { asApiError } from "../../lib/errors";
import { useLoad } from "../../lib/queries";
import { auditTrailQuery, type TrailRow, trailFilterOf, trailKindsQuery } from "../../lib/trail";
import { type TrailListState, TrailSearch } from "../../lib/trail-search";
import { type Desk, useViewer } from "../../lib/viewer";
import { type Column, DataTable } from "../../ui/DataTable";
import { count, moment } from "../../ui/format";
import { Button, Empty, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { Refusal } from "../../ui/Refusal";
import { Filters } from "./-Filters";
import { Opened } from "./-Opened";

const TakeAway = lazy(() => import("../../ui/TakeAway"));

export const Route = createFileRoute("/audit/")({ validateSearch: TrailSearch, component: Audit });

const columns = (desk: Desk, open: (id: string) => void): readonly Column<TrailRow, never>[] => {
  const all: (Column<TrailRow, never> | false)[] = [
    {
      id: "what",
      head: "What",
      rowHeader: true,
      cell: (l) => (
        <button
          type="button"
          onClick={() => open(l.id)}
          className="min-h-6 cursor-pointer text-start text-accent underline underline-offset-3"
        >
          {l.summary}
        </button>
      ),
    },
    {
      id: "who",
      head: "Who",
      width: "w-48",
      cell: (l) =>
        l.forTheScheme ? (
          <ForTheScheme actor={l.actor} />
        ) : (
          (l.actor ?? <span className="text-ink-3">{desk === "operator" ? "The product" : "The scheme"}</span>)
        ),
    },
    desk === "operator" && {
      id: "university",
      head: "University",
      width: "w-60",
      cell: (l) => l.university?.name ?? <span className="text-ink-3">The scheme</span>,
    },
    { id: "reference", head: "Reference", width: "w-32", cell: (l) => l.application?.reference },
    { id: "when", head: "When", width: "w-48", cell: (l) => <time dateTime={l.at}>{moment(l.at)}</time> },
  ];
  return all.filter((c) => c !== false);
};

/** Somebody who ran the scheme and acted for the university (U11). */
const ForTheScheme = ({ actor }: { actor: string | null | undefined }) => (
  <span className="font-medium whitespace-normal text-bad">{actor ? `${actor}, for the scheme` : "The scheme, acting for you"}</span>
);

/** The audit trail: an operator reads every chain, a manager their own university's (T4). */
function Audit() {
  const { desk } = useViewer();
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const [opened, setOpened] = useState<string>();
  const [exporting, setExporting] = useState(false);
  const kinds = useLoad(trailKindsQuery)?.trailKinds;
  const codes = kinds?.map((k) => k.kind) ?? [];
  const { data, error, isPlaceholderData } = useQuery({
    ...auditTrailQuery(search, codes),
    enabled: Boolean(kinds),
    placeholderData: keepPreviousData,
  });
  const wrong = error ? asApiError(error) : null;
  if (wrong && wrong.code !== "BAD_USER_INPUT") throw error;
  const page = wrong ? undefined : data?.trail;
  const line = page?.nodes.find((l) => l.id === opened);
  const change = (part: Partial<TrailListState>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, after: undefined, ...part }), replace });
  const clear = () => void navigate({ search: {} });
  return (
    <Page
      title="Audit"
      lead={
        <>
          <span role="status" className="inline-block first-letter:uppercase">
            {page ? lines(page.totalCount) : wrong ? "Nothing was looked for" : "Loading"}
          </span>
          {page && !search.from && !search.to && !search.q ? " of the last 90 days" : ""}. Who did what, and when: nobody can change or
          remove a line.
        </>
      }
      actions={
        <>
          {desk === "operator" && (
            <Button disabled={!page || page.totalCount === 0} onClick={() => setExporting(true)}>
              Export
            </Button>
          )}
          <Button onClick={() => print()}>Print</Button>
        </>
      }
    >
      <Filters desk={desk} kinds={kinds ?? []} search={search} change={change} />
      <Refusal error={wrong} title="This cannot be looked for" />
      {!wrong && (
        <div className={`-mx-3 transition-opacity duration-100 ${isPlaceholderData ? "opacity-60" : ""}`}>
          {!page ? (
            <div className="px-3">
              <Skeleton lines={8} />
            </div>
          ) : (
            <DataTable
              label="Audit trail"
              columns={columns(desk, setOpened)}
              rows={page.nodes}
              rowKey={(l) => l.id}
              onOpen={(l) => setOpened(l.id)}
              empty={
                <Empty title="No line matches" action={<Button onClick={clear}>Clear the filters</Button>}>
                  Take a filter away, or choose an earlier first day: without one, only the last 90 days are shown.
                </Empty>
              }
            />
          )}
        </div>
      )}
      <Pages page={page} after={search.after} onPage={(after) => change({ after })} first="Back to the newest" next="Older lines" />
      {line && <Opened key={line.id} line={line} onClose={() => setOpened(undefined)} />}
      <Suspense>
        {exporting && page && (
          <TakeAway
            report={{ report: "TRAIL", trail: trailFilterOf(search, codes) }}
            what={lines(page.totalCount)}
            onClose={() => setExporting(false)}
          />
        )}
      </Suspense>
    </Page>
  );
}

/** Lines are counted so far, and no further. */
const COUNTED = 100_000;
const lines = (many: number) => (many > COUNTED ? `more than ${count(COUNTED, "line")}` : count(many, "line"));
