import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { queryClient } from "../../lib/graphql";
import {
  UNIVERSITY_STATES,
  type UniversityListState,
  type UniversityRow,
  UniversitySearch,
  universitiesQuery,
} from "../../lib/universities";
import * as paths from "../../paths";
import { Chips } from "../../ui/Chips";
import { type Column, DataTable } from "../../ui/DataTable";
import { count, moment, money } from "../../ui/format";
import { ButtonLink, Empty, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { SearchBox } from "../../ui/SearchBox";

const WORDS = { OPEN: "Open", CLOSED: "Closed" } as const;

export const Route = createFileRoute("/universities/")({
  validateSearch: UniversitySearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => void queryClient.prefetchQuery(universitiesQuery(deps)),
  component: Universities,
});

const COLUMNS: readonly Column<UniversityRow, never>[] = [
  {
    id: "name",
    head: "University",
    rowHeader: true,
    cell: (u) => (
      <>
        <Link {...paths.university(u.university.id)}>{u.university.name}</Link>
        {u.state === "CLOSED" && <span className="text-ink-2"> (closed)</span>}
      </>
    ),
  },
  { id: "code", head: "Code", width: "w-20", cell: (u) => u.code },
  { id: "programmes", head: "Programmes", width: "w-28", cell: (u) => count(u.programmes, "programme") },
  { id: "open", head: "Under way", width: "w-32", cell: (u) => (u.openApplications ? count(u.openApplications, "application") : "") },
  { id: "awards", head: "In force", width: "w-28", cell: (u) => (u.awardsInForce ? count(u.awardsInForce, "award") : "") },
  { id: "outstanding", head: "Outstanding", width: "w-32", cell: (u) => (u.outstanding.minor ? money(u.outstanding) : "") },
  { id: "signed", head: "Last signed in", width: "w-40", cell: (u) => (u.signedInAt ? moment(u.signedInAt) : "Nobody yet") },
];

/** The universities of the scheme, with what each has and owes. */
function Universities() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const { data, error } = useQuery({ ...universitiesQuery(search), placeholderData: keepPreviousData });
  if (error && !data) throw error;
  const page = data?.universityRecords;
  const change = (part: Partial<UniversityListState>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, after: undefined, ...part }), replace });
  return (
    <Page
      title="Universities"
      lead={<span role="status">{page ? count(page.totalCount, "university", "universities") : "Loading"}</span>}
      actions={
        <>
          <ButtonLink {...paths.joining()}>Requests to join</ButtonLink>
          <ButtonLink {...paths.newImport()}>Import many</ButtonLink>
          <ButtonLink tone="primary" {...paths.newUniversity()}>
            Add a university
          </ButtonLink>
        </>
      }
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a search landmark */}
      <div role="search" aria-label="Filter universities" className="no-print -mt-3 flex flex-wrap items-center gap-2">
        <SearchBox label="Search universities" hint="Name" value={search.q ?? ""} onChange={(q) => change({ q }, true)} />
        <Chips
          legend="State"
          options={UNIVERSITY_STATES.map((s) => ({ value: s, label: WORDS[s] }))}
          chosen={search.state}
          onChange={(state) => change({ state })}
        />
      </div>
      {!page ? (
        <Skeleton lines={8} />
      ) : (
        <div className="-mx-3">
          <DataTable
            label="Universities"
            columns={COLUMNS}
            rows={page.nodes}
            rowKey={(u) => u.university.id}
            onOpen={(u) => void navigate(paths.university(u.university.id))}
            empty={<Empty title="No university matches">Take a filter away, or search for a part of a name.</Empty>}
          />
        </div>
      )}
      <Pages page={page} after={search.after} onPage={(after) => change({ after })} />
    </Page>
  );
}
