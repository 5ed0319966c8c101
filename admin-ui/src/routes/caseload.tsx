import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import { graphql } from "../gql";
import type { CaseloadQuery, CaseRole, Party } from "../gql/graphql";
import { ask, queryClient } from "../lib/graphql";
import { stringifySearch } from "../lib/search";
import { useToday } from "../lib/viewer";
import * as paths from "../paths";
import { Colonnade, LevelMark } from "../ui/Colonnade";
import { type Column, DataTable } from "../ui/DataTable";
import { Due } from "../ui/Due";
import { count } from "../ui/format";
import { Button, ButtonLink, Empty, Notice, Skeleton } from "../ui/kit";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { Status } from "../ui/Status";
import { SavedViews } from "../ui/Views";
import { Filters } from "./-caseload/Filters";
import { HandBack } from "./-caseload/HandBack";
import { NextCaseAnswer, NextCaseButton, useNextCase } from "./-caseload/NextCase";
import { CaseloadSearch, type CaseloadState, filter, isNarrowed } from "./-caseload/search";

const Caseload = graphql(`query Caseload($filter: ApplicationFilter, $after: String) {
  applications(filter: $filter, sort: DUE, first: 25, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id reference state waitingOn dueOn myRole unread
      level { code title rank }
      edition { id levels { code title rank } }
      university { id name }
      programmes { id name }
      decision { level { code title rank } }
      pillars { criteria judged pillar { number title } selfLevel { code title rank } outcome { level { code title rank } } }
    }
  }
}`);
type Row = CaseloadQuery["applications"]["nodes"][number];
const query = (s: CaseloadState) => ask("live", Caseload, { filter: filter(s), after: s.after || null });

export const Route = createFileRoute("/caseload")({
  validateSearch: CaseloadSearch,
  component: CaseloadPage,
});

const WAITS: Record<Party, string> = {
  UNIVERSITY: "Waits for the university",
  OPERATOR: "Waits for the operator",
  ASSESSOR: "Waits for you",
  NOBODY: "",
};

const HELD: readonly Row["state"][] = ["SUBMITTED", "IN_ASSESSMENT", "AWAITING_EVIDENCE", "ON_HOLD"];

const ROLE: Record<CaseRole, string> = {
  FIRST_ASSESSOR: "You mark it",
  SECOND_ASSESSOR: "You mark it second",
  MODERATOR: "In moderation: yours to settle when two differ",
};
/** Where a case of one's caseload is worked on. */
const pathOf = (a: Row) => (a.myRole === "MODERATOR" ? paths.moderation(a.id) : paths.judge(a.id));

function columns(today: string, decided: boolean, onHandBack: (row: Row) => void): readonly Column<Row, never>[] {
  const all: (Column<Row, never> | false)[] = [
    { id: "ref", head: "Reference", width: "w-28", cell: (a) => <Link {...pathOf(a)}>{a.reference}</Link> },
    {
      id: "what",
      head: "University and programme",
      rowHeader: true,
      cell: (a) => (
        <>
          {a.unread && <span className="me-1.5 rounded-sm bg-info-tint px-1.5 text-sm font-medium text-info">New</span>}
          <span className="font-medium">{a.university.name}</span>{" "}
          <span className="text-ink-2">{a.programmes.map((p) => p.name).join(", ")}</span>
          {a.myRole && a.myRole !== "FIRST_ASSESSOR" && <span className="block text-sm text-info">{ROLE[a.myRole]}</span>}
        </>
      ),
    },
    {
      id: "status",
      head: "Status",
      width: "w-44",
      cell: (a) => (
        <>
          <Status state={a.state} awarded={a.decision ? Boolean(a.decision.level) : undefined} />
          {!decided && (
            <span className={`block text-sm ${a.waitingOn === "ASSESSOR" ? "font-medium" : "text-ink-2"}`}>{WAITS[a.waitingOn]}</span>
          )}
        </>
      ),
    },
    { id: "level", head: "Level", width: "w-24", cell: (a) => <LevelMark level={a.level} of={a.edition.levels.length} /> },
    {
      id: "pillars",
      head: "Judged",
      width: "w-28",
      cell: (a) => (
        <>
          <Colonnade
            levels={a.edition.levels}
            columns={a.pillars.map((p) => ({ ...p.pillar, self: p.selfLevel, outcome: p.outcome?.level, confirmed: Boolean(p.outcome) }))}
          />
          <span className="block text-sm text-ink-2">{`${a.pillars.reduce((n, p) => n + p.judged, 0)} of ${a.pillars.reduce((n, p) => n + p.criteria, 0)}`}</span>
        </>
      ),
    },
    !decided && {
      id: "due",
      head: "Due",
      width: "w-44",
      cell: (a) => <Due of={a} today={today} />,
    },
    !decided && {
      id: "back",
      head: "Hand back",
      width: "w-30",
      cell: (a) =>
        (HELD.includes(a.state) || (a.state === "MODERATION" && a.myRole === "SECOND_ASSESSOR")) && (
          <Button size="sm" onClick={() => onHandBack(a)} aria-label={`Hand back ${a.reference}`}>
            Hand back
          </Button>
        ),
    },
  ];
  return all.filter((c) => c !== false);
}

/** An assessor's cases, the most urgent first. */
function CaseloadPage() {
  const today = useToday();
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const { data, error } = useQuery({ ...query(search), placeholderData: keepPreviousData }, queryClient);
  if (error && !data) throw error;
  const page = data?.applications;
  const decided = search.show === "decided";
  const narrowed = isNarrowed(search);
  const change = (part: Partial<CaseloadState>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, after: undefined, ...part }), replace });
  const { after: _, ...kept } = search;
  const next = useNextCase();
  const [back, setBack] = useState<Row>();
  const [handed, setHanded] = useState("");
  return (
    <Page
      title="Caseload"
      lead={<span role="status">{page ? `${count(page.totalCount, decided ? "decided case" : "open case")}` : "Loading"}</span>}
      actions={
        <>
          <NextCaseButton next={next} />
          <ButtonLink to="/caseload" search={{ show: decided ? "open" : "decided" }}>
            {decided ? "Show open cases" : "Show decided cases"}
          </ButtonLink>
          <Button onClick={() => print()}>Print</Button>
        </>
      }
    >
      <Filters search={search} change={change} />
      <SavedViews list="CASELOAD" path="/caseload" address={stringifySearch(kept).replace(/^\?/, "")} />
      <NextCaseAnswer next={next} />
      {handed && <Notice tone="ok" title={`${handed} is handed back`} />}
      {back && <HandBack of={back} onClose={() => setBack(undefined)} onDone={setHanded} />}
      <div className="-mx-3">
        {!page ? (
          <div className="px-3">
            <Skeleton lines={8} />
          </div>
        ) : (
          <DataTable
            label="Caseload"
            columns={columns(today, decided, setBack)}
            rows={page.nodes}
            rowKey={(a) => a.id}
            onOpen={(a) => void navigate(pathOf(a))}
            empty={
              narrowed ? (
                <Empty
                  title="No case matches"
                  action={<Button onClick={() => void navigate({ search: decided ? { show: "decided" } : {} })}>Clear the filters</Button>}
                >
                  Take a filter away, or search for part of a name.
                </Empty>
              ) : (
                <Empty title={decided ? "Nothing decided yet" : "No open case"}>
                  {decided
                    ? "Cases stay here for 12 months after you decide them."
                    : "Take the next case, or wait: when an operator assigns one to you, it appears here by itself."}
                </Empty>
              )
            }
          />
        )}
      </div>
      <Pages page={page} after={search.after} onPage={(after) => void navigate({ search: (s) => ({ ...s, after }) })} />
    </Page>
  );
}
