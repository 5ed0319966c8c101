import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { queryClient } from "../../lib/graphql";
import {
  INVOICE_STATES,
  type InvoiceListState,
  type InvoiceRow,
  InvoiceSearch,
  invoiceFilterOf,
  invoicesQuery,
  invoiceTotalsQuery,
} from "../../lib/invoices";
import { type Desk, useViewer } from "../../lib/viewer";
import * as paths from "../../paths";
import { Chip, Chips } from "../../ui/Chips";
import { type Column, DataTable } from "../../ui/DataTable";
import { count, day, money, relative } from "../../ui/format";
import { Button, ButtonLink, Empty, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { SearchBox } from "../../ui/SearchBox";
import { Universities } from "../../ui/Universities";
import { ExportDialog } from "./-parts/ExportDialog";
import { Stands } from "./-parts/Stands";

const TakeAway = lazy(() => import("../../ui/TakeAway"));

export const Route = createFileRoute("/invoices/")({
  validateSearch: InvoiceSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => {
    void queryClient.prefetchQuery(invoicesQuery(deps));
    void queryClient.prefetchQuery(invoiceTotalsQuery(deps));
  },
  component: Invoices,
});

const AMOUNT = "tabular-nums md:block md:text-end";
/** What a column says of itself where rows are stacked and it has no head. */
const Stacked = ({ children }: { children: string }) => <span className="text-ink-3 md:hidden">{children} </span>;

function columns(desk: Desk, today: string): readonly Column<InvoiceRow, never>[] {
  const all: (Column<InvoiceRow, never> | false)[] = [
    {
      id: "number",
      head: "Invoice",
      width: "w-40",
      rowHeader: true,
      cell: (i) => <Link {...paths.invoice(i.number)}>{i.number}</Link>,
    },
    desk === "operator" && { id: "university", head: "University", cell: (i) => i.university.name },
    { id: "order", head: "Purchase order", width: "w-36", cell: (i) => i.purchaseOrder ?? <span className="text-ink-3">None</span> },
    { id: "state", head: "State", width: "w-28", cell: (i) => <Stands state={i.state} overdue={i.overdue} /> },
    {
      id: "issued",
      head: "Issued",
      width: "w-28",
      cell: (i) => (
        <>
          <Stacked>issued</Stacked>
          {day(i.issuedOn)}
        </>
      ),
    },
    {
      id: "due",
      head: "Due",
      width: "w-48",
      cell: (i) => (
        <>
          <Stacked>due</Stacked>
          {day(i.dueOn)} {i.state === "ISSUED" && <span className="text-ink-3">{relative(i.dueOn, today)}</span>}
        </>
      ),
    },
    {
      id: "gross",
      head: "Total incl. VAT",
      width: "w-28 text-end",
      cell: (i) => (
        <span className={AMOUNT}>
          <Stacked>total</Stacked>
          {money(i.gross)}
        </span>
      ),
    },
    {
      id: "outstanding",
      head: "Outstanding",
      width: "w-28 text-end",
      cell: (i) => (
        <span className={`${AMOUNT} ${i.outstanding.minor > 0 ? "font-medium" : "text-ink-3"}`}>
          <Stacked>outstanding</Stacked>
          {money(i.outstanding)}
        </span>
      ),
    },
  ];
  return all.filter((c) => c !== false);
}

/** Invoices, what is outstanding first; a manager's own university's, an operator's all (M6). */
function Invoices() {
  const { desk, today, university } = useViewer();
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const [exporting, setExporting] = useState<"accounts" | "list">();
  const { data, error, isPlaceholderData } = useQuery({ ...invoicesQuery(search), placeholderData: keepPreviousData });
  const totals = useQuery({ ...invoiceTotalsQuery(search), placeholderData: keepPreviousData }).data?.invoiceTotals;
  if (error && !data) throw error;
  const page = data?.invoices;
  const filtered = Boolean(search.q || search.state?.length || search.overdue || search.university);
  const change = (part: Partial<InvoiceListState>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, after: undefined, ...part }), replace });
  const whose = university?.id ?? search.university;
  return (
    <Page
      title="Invoices"
      lead={<span role="status">{page ? count(page.totalCount, "invoice") : "Loading"}</span>}
      actions={
        <>
          {whose && <ButtonLink {...paths.statement(whose)}>Statement</ButtonLink>}
          {desk === "operator" && (
            <>
              <Button onClick={() => setExporting("list")}>Export</Button>
              <Button onClick={() => setExporting("accounts")}>Export for accounts</Button>
            </>
          )}
          <Button onClick={() => print()}>Print</Button>
        </>
      }
    >
      {totals ? <Totals of={totals} /> : <Skeleton lines={2} />}
      <Filters desk={desk} search={search} change={change} />
      <div className={`-mx-3 transition-opacity duration-100 ${isPlaceholderData ? "opacity-60" : ""}`}>
        {!page ? (
          <div className="px-3">
            <Skeleton lines={8} />
          </div>
        ) : (
          <DataTable
            label="Invoices"
            columns={columns(desk, today)}
            rows={page.nodes}
            rowKey={(i) => i.id}
            onOpen={(i) => void navigate(paths.invoice(i.number))}
            empty={
              filtered ? (
                <Empty title="No invoice matches" action={<Button onClick={() => void navigate({ search: {} })}>Clear the filters</Button>}>
                  Take a filter away, or search for part of a number.
                </Empty>
              ) : (
                <Empty title="No invoice yet">An invoice is issued when an application is submitted at its price.</Empty>
              )
            }
          />
        )}
      </div>
      <Pages page={page} after={search.after} onPage={(after) => change({ after })} />
      {exporting === "accounts" && <ExportDialog university={search.university} onClose={() => setExporting(undefined)} />}
      <Suspense>
        {exporting === "list" && page && (
          <TakeAway
            report={{ report: "INVOICES", invoices: invoiceFilterOf(search) }}
            what={count(page.totalCount, "invoice")}
            onClose={() => setExporting(undefined)}
          />
        )}
      </Suspense>
    </Page>
  );
}

type Sum = { minor: number; currency: string };
function Totals({ of }: { of: { invoiced: Sum; credited: Sum; paid: Sum; outstanding: Sum; overdue: Sum } }) {
  const rows = [
    ["Outstanding", of.outstanding, true],
    ["Of that overdue", of.overdue, of.overdue.minor > 0],
    ["Invoiced", of.invoiced, false],
    ["Credited", of.credited, false],
    ["Paid", of.paid, false],
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3">
      {rows.map(([name, sum, strong]) => (
        <div key={name}>
          <dt className="text-sm text-ink-2">{name}</dt>
          <dd className={`tabular-nums ${strong ? "text-xl font-semibold" : "text-xl"}`}>{money(sum)}</dd>
        </div>
      ))}
    </dl>
  );
}

type FilterProps = { desk: Desk; search: InvoiceListState; change: (part: Partial<InvoiceListState>, replace?: boolean) => void };
function Filters({ desk, search, change }: FilterProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a search landmark
    <div role="search" aria-label="Filter invoices" className="no-print -mt-3 flex flex-wrap items-center gap-2">
      <SearchBox label="Search invoices" hint="Number or purchase order" value={search.q ?? ""} onChange={(q) => change({ q }, true)} />
      <Chips
        legend="State"
        options={INVOICE_STATES.map((s) => ({ value: s, label: <Stands state={s} overdue={false} /> }))}
        chosen={search.state}
        onChange={(state) => change({ state })}
      />
      <Chip on={search.overdue ?? false} onChange={(overdue) => change({ overdue })}>
        <Stands state="ISSUED" overdue />
      </Chip>
      {desk === "operator" && <Universities chosen={search.university ?? ""} onChange={(university) => change({ university })} />}
    </div>
  );
}
