import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { graphql } from "../../gql";
import { type ApplicationRow, applicationsQuery, ListSearch, type ListState, type Sort, STATES } from "../../lib/applications";
import { ask, queryClient } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import { type Desk, useViewer } from "../../lib/viewer";
import * as paths from "../../paths";
import { Chip, Chips } from "../../ui/Chips";
import { Colonnade, LevelMark } from "../../ui/Colonnade";
import { type Column, DataTable } from "../../ui/DataTable";
import { Due } from "../../ui/Due";
import { count } from "../../ui/format";
import { Button, ButtonLink, Empty, Skeleton } from "../../ui/kit";
import type { Level } from "../../ui/levels";
import { Page } from "../../ui/Page";
import { SearchBox } from "../../ui/SearchBox";
import { Status } from "../../ui/Status";

const CurrentLevels = graphql(`query CurrentLevels { currentEdition { id levels { code title rank } } }`);

export const Route = createFileRoute("/applications/")({
  validateSearch: ListSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => {
    void queryClient.prefetchQuery(applicationsQuery(deps));
  },
  component: Applications,
});

function columns(desk: Desk, today: string, levels: readonly Level[]): readonly Column<ApplicationRow, Sort>[] {
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
    { id: "level", head: "Level", width: "w-26", cell: (a) => <LevelMark level={a.level} of={levels.length} /> },
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
    {
      id: "due",
      head: "Due",
      sort: "DUE",
      width: "w-52",
      cell: (a) => <Due of={a} today={today} />,
    },
  ];
  return all.filter((c) => c !== false);
}

function Applications() {
  const { desk, today } = useViewer();
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const { data, error, isPlaceholderData } = useQuery({ ...applicationsQuery(search), placeholderData: keepPreviousData });
  const levels = useLoad(ask("still", CurrentLevels))?.currentEdition?.levels ?? [];
  if (error && !data) throw error;
  const page = data?.applications;
  const filtered = Boolean(search.q || search.status?.length || search.level?.length || search.unassigned);
  const change = (part: Partial<ListState>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, after: undefined, ...part }), replace });
  return (
    <Page
      title="Applications"
      lead={<span role="status">{page ? count(page.totalCount, "application") : "Loading"}</span>}
      actions={
        <>
          {desk === "university" && <ButtonLink {...paths.together()}>Apply for several</ButtonLink>}
          <Button onClick={() => print()}>Print</Button>
        </>
      }
    >
      <Filters desk={desk} search={search} levels={levels} change={change} />
      <div className={`-mx-3 transition-opacity duration-100 ${isPlaceholderData ? "opacity-60" : ""}`}>
        {!page ? (
          <div className="px-3">
            <Skeleton lines={10} />
          </div>
        ) : (
          <DataTable
            label="Applications"
            columns={columns(desk, today, levels)}
            rows={page.nodes}
            rowKey={(a) => a.id}
            sort={{ by: search.sort ?? "UPDATED", desc: search.sort ? (search.desc ?? false) : true }}
            onSort={(sort, desc) => change({ sort, desc })}
            onOpen={(a) => void navigate(paths.application(a.id))}
            empty={
              filtered ? (
                <Empty
                  title="No application matches"
                  action={<Button onClick={() => void navigate({ search: {} })}>Clear the filters</Button>}
                >
                  Take a filter away, or search for part of a name.
                </Empty>
              ) : desk === "university" ? (
                <Empty title="No application yet" action={<ButtonLink {...paths.programmes()}>Go to programmes</ButtonLink>}>
                  An application is started from the programme it is for.
                </Empty>
              ) : (
                <Empty title="No application yet">Once a university submits one, it appears here.</Empty>
              )
            }
          />
        )}
      </div>
      {page && (search.after || page.pageInfo.hasNextPage) && (
        <nav aria-label="Pages" className="no-print flex gap-2">
          {search.after && <Button onClick={() => change({})}>Back to the first page</Button>}
          {page.pageInfo.hasNextPage && <Button onClick={() => change({ after: page.pageInfo.endCursor ?? "" })}>Next page</Button>}
        </nav>
      )}
    </Page>
  );
}

function Filters({
  desk,
  search,
  levels,
  change,
}: {
  desk: Desk;
  search: ListState;
  levels: readonly Level[];
  change: (part: Partial<ListState>, replace?: boolean) => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a search landmark
    <div role="search" aria-label="Filter applications" className="no-print -mt-3 flex flex-wrap items-center gap-2">
      <SearchBox label="Search applications" value={search.q ?? ""} onChange={(q) => change({ q }, true)} />
      <Chips
        legend="Status"
        options={STATES.map((s) => ({ value: s, label: <Status state={s} /> }))}
        chosen={search.status}
        onChange={(status) => change({ status })}
      />
      {desk === "operator" && (
        <>
          <Chip on={search.unassigned ?? false} onChange={(unassigned) => change({ unassigned })}>
            Unassigned
          </Chip>
          <select
            aria-label="Level"
            className="control min-h-8 w-auto!"
            value={search.level?.[0] ?? ""}
            onChange={(e) => change({ level: e.target.value ? [e.target.value] : [] })}
          >
            <option value="">Any level</option>
            {levels.map((l) => (
              <option key={l.code} value={l.code}>
                {l.title}
              </option>
            ))}
          </select>
        </>
      )}
    </div>
  );
}
