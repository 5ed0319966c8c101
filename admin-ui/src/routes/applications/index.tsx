import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { graphql } from "../../gql";
import { applicationsQuery, filterOf, isNarrowed, ListSearch, type ListState, orderOf } from "../../lib/applications";
import { ask, queryClient } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import { stringifySearch } from "../../lib/search";
import { useViewer } from "../../lib/viewer";
import * as paths from "../../paths";
import { DataTable } from "../../ui/DataTable";
import { count, found } from "../../ui/format";
import { Button, ButtonLink, Empty, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { SavedViews } from "../../ui/Views";
import { columns, reported } from "./-list/columns";
import { Filters, wantedColumns } from "./-list/Filters";
import { Board, useOrderBoard } from "./-list/OrderBoard";
import { Bulk } from "./-operator/Bulk";

const TakeAway = lazy(() => import("../../ui/TakeAway"));
const CurrentLevels = graphql(`query CurrentLevels { currentEdition { id levels { code title rank } } }`);

export const Route = createFileRoute("/applications/")({
  validateSearch: ListSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => {
    void queryClient.prefetchQuery(applicationsQuery(deps));
  },
  component: Applications,
});

const NONE: ReadonlySet<string> = new Set();

function Applications() {
  const { desk, today } = useViewer();
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const { data, error, isPlaceholderData } = useQuery({ ...applicationsQuery(search), placeholderData: keepPreviousData });
  const board = useOrderBoard(search.order);
  const levels = useLoad(ask("still", CurrentLevels))?.currentEdition?.levels ?? [];
  if (error && !data) throw error;
  const page = data?.applications;
  const filtered = isNarrowed(search);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(NONE);
  const [all, setAll] = useState(false);
  const [exporting, setExporting] = useState<"all" | "chosen">();
  const choose = (next: ReadonlySet<string>) => {
    // Rows on their way out are not there to be chosen.
    if (isPlaceholderData) return;
    setAll(false);
    setChosen(next);
  };
  const { after: _, ...kept } = search;
  const change = (part: Partial<ListState>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, after: undefined, ...part }), replace });
  // What is chosen is chosen of what is shown: another filter begins afresh, another page does not.
  const narrowing = JSON.stringify(filterOf(search));
  const [narrowed, setNarrowed] = useState(narrowing);
  if (narrowed !== narrowing) {
    setNarrowed(narrowing);
    setAll(false);
    setChosen(NONE);
  }
  return (
    <Page
      title="Applications"
      lead={<span role="status">{page ? found(page.totalCount, "application", search.q) : "Loading"}</span>}
      actions={
        <>
          {desk === "operator" && <Link {...paths.bulkActs()}>Earlier acts</Link>}
          {desk === "university" && <ButtonLink {...paths.together()}>Apply for several</ButtonLink>}
          {desk === "operator" && <Button onClick={() => setExporting("all")}>Export</Button>}
          <Button onClick={() => print()}>Print</Button>
        </>
      }
    >
      {search.order && <Board board={board} onAll={() => change({ order: "" })} />}
      <Filters
        desk={desk}
        search={search}
        levels={levels}
        counts={search.order ? board?.applicationCounts.states : undefined}
        change={change}
      />
      <SavedViews
        list="APPLICATIONS"
        path={paths.applications().to}
        address={stringifySearch(kept).slice(1)}
        mayShare={desk === "operator"}
      />
      <div className={`-mx-3 transition-opacity duration-100 ${isPlaceholderData ? "opacity-60" : ""}`}>
        {!page ? (
          <div className="px-3">
            <Skeleton lines={10} />
          </div>
        ) : (
          <DataTable
            label="Applications"
            columns={columns(desk, today, levels, wantedColumns(search))}
            rows={page.nodes}
            rowKey={(a) => a.id}
            sort={{ by: search.sort ?? "UPDATED", desc: search.sort ? (search.desc ?? false) : true }}
            onSort={(sort, desc) => change({ sort, desc })}
            onOpen={(a) => void navigate(paths.application(a.id))}
            choosing={
              desk === "operator"
                ? { chosen: all ? new Set(page.nodes.map((a) => a.id)) : chosen, onChange: choose, name: (a) => a.reference }
                : undefined
            }
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
      <Pages page={page} after={search.after} onPage={(after) => change({ after })} />
      {page && desk === "operator" && (
        <Bulk
          chosen={chosen}
          all={all}
          filter={filterOf(search)}
          total={page.totalCount}
          onAll={setAll}
          onClear={() => choose(NONE)}
          onExport={() => setExporting(all ? "all" : "chosen")}
        />
      )}
      <Suspense>
        {exporting && page && (
          <TakeAway
            report={{
              report: "APPLICATIONS",
              ...orderOf(search),
              ...(exporting === "all" ? { applications: filterOf(search) } : { applicationIds: [...chosen] }),
            }}
            what={exporting === "all" ? found(page.totalCount, "application", search.q) : count(chosen.size, "application")}
            seen={reported(wantedColumns(search))}
            onClose={() => setExporting(undefined)}
          />
        )}
      </Suspense>
    </Page>
  );
}
