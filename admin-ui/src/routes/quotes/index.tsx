import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { queryClient } from "../../lib/graphql";
import { QUOTE_STATES, type QuoteListState, type QuoteRow, QuoteSearch, quotesQuery } from "../../lib/quotes";
import { type Desk, useViewer } from "../../lib/viewer";
import * as paths from "../../paths";
import { Chips } from "../../ui/Chips";
import { type Column, DataTable } from "../../ui/DataTable";
import { count, day, money, relative } from "../../ui/format";
import { Button, ButtonLink, Empty, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { SearchBox } from "../../ui/SearchBox";
import { Universities } from "../../ui/Universities";
import { Stands } from "./-parts/Stands";

export const Route = createFileRoute("/quotes/")({
  validateSearch: QuoteSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => {
    void queryClient.prefetchQuery(quotesQuery(deps));
  },
  component: Quotes,
});

/** What a column says of itself where rows are stacked and it has no head. */
const Stacked = ({ children }: { children: string }) => <span className="text-ink-3 md:hidden">{children} </span>;

function columns(desk: Desk, today: string): readonly Column<QuoteRow, never>[] {
  const all: (Column<QuoteRow, never> | false)[] = [
    { id: "number", head: "Quote", width: "w-32", rowHeader: true, cell: (q) => <Link {...paths.quote(q.id)}>{q.number}</Link> },
    desk === "operator" && { id: "university", head: "University", cell: (q) => q.university.name },
    {
      id: "for",
      head: "For",
      cell: (q) =>
        q.applications.length > 3 ? count(q.applications.length, "application") : q.applications.map((a) => a.reference).join(", "),
    },
    { id: "by", head: "Price by", width: "w-28", cell: (q) => (q.tailored ? "Operator" : "List") },
    { id: "state", head: "State", width: "w-28", cell: (q) => <Stands state={q.state} /> },
    {
      id: "until",
      head: "Open until",
      width: "w-48",
      cell: (q) => (
        <>
          <Stacked>open until</Stacked>
          {day(q.openUntil)} {q.state === "ISSUED" && <span className="text-ink-3">{relative(q.openUntil, today)}</span>}
        </>
      ),
    },
    {
      id: "net",
      head: "Excl. VAT",
      width: "w-28 text-end",
      cell: (q) => (
        <span className="tabular-nums md:block md:text-end">
          {money(q.net)}
          <span className="text-ink-3 md:hidden"> excl. VAT</span>
        </span>
      ),
    },
  ];
  return all.filter((c) => c !== false);
}

/** Quotes, what is open first; a manager's own university's, an operator's all (M6). */
function Quotes() {
  const { desk, today } = useViewer();
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const { data, error, isPlaceholderData } = useQuery({ ...quotesQuery(search), placeholderData: keepPreviousData });
  if (error && !data) throw error;
  const page = data?.quotes;
  const filtered = Boolean(search.q || search.state?.length || search.university);
  const change = (part: Partial<QuoteListState>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, after: undefined, ...part }), replace });
  return (
    <Page
      title="Quotes"
      lead={<span role="status">{page ? count(page.totalCount, "quote") : "Loading"}</span>}
      actions={<Button onClick={() => print()}>Print</Button>}
    >
      <Filters desk={desk} search={search} change={change} />
      <div className={`-mx-3 transition-opacity duration-100 ${isPlaceholderData ? "opacity-60" : ""}`}>
        {!page ? (
          <div className="px-3">
            <Skeleton lines={8} />
          </div>
        ) : (
          <DataTable
            label="Quotes"
            columns={columns(desk, today)}
            rows={page.nodes}
            rowKey={(q) => q.id}
            onOpen={(q) => void navigate(paths.quote(q.id))}
            empty={
              filtered ? (
                <Empty title="No quote matches" action={<Button onClick={() => void navigate({ search: {} })}>Clear the filters</Button>}>
                  Take a filter away, or search for part of a number.
                </Empty>
              ) : desk === "operator" ? (
                <Empty title="No quote yet">
                  You issue one from an application whose order has no list price; universities keep the list's.
                </Empty>
              ) : (
                <Empty title="No quote yet" action={<ButtonLink {...paths.together()}>Choose drafts</ButtonLink>}>
                  Choose drafts and keep their price for 30 days, for your finance office to agree.
                </Empty>
              )
            }
          />
        )}
      </div>
      <Pages page={page} after={search.after} onPage={(after) => change({ after })} />
    </Page>
  );
}

type FilterProps = { desk: Desk; search: QuoteListState; change: (part: Partial<QuoteListState>, replace?: boolean) => void };
function Filters({ desk, search, change }: FilterProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a search landmark
    <div role="search" aria-label="Filter quotes" className="no-print -mt-3 flex flex-wrap items-center gap-2">
      <SearchBox label="Search quotes" hint="Number or reference" value={search.q ?? ""} onChange={(q) => change({ q }, true)} />
      <Chips
        legend="State"
        options={QUOTE_STATES.map((s) => ({ value: s, label: <Stands state={s} /> }))}
        chosen={search.state}
        onChange={(state) => change({ state })}
      />
      {desk === "operator" && <Universities chosen={search.university ?? ""} onChange={(university) => change({ university })} />}
    </div>
  );
}
