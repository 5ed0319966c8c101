import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import * as v from "valibot";
import { DateInput, toDate } from "../../forms/fields";
import type { EntryKind } from "../../gql/graphql";
import { text } from "../../lib/applications";
import { statementQuery } from "../../lib/invoices";
import { useLoad } from "../../lib/queries";
import { useViewer } from "../../lib/viewer";
import * as paths from "../../paths";
import { day, money } from "../../ui/format";
import { Button, Empty, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";

const Search = v.object({
  university: v.optional(v.fallback(text, "")),
  from: v.optional(v.fallback(text, "")),
  to: v.optional(v.fallback(text, "")),
});
export const Route = createFileRoute("/invoices/statement")({ validateSearch: Search, component: StatementPage });

const KIND: Record<EntryKind, string> = {
  INVOICE: "Invoice",
  CREDIT_NOTE: "Credit note",
  PAYMENT: "Payment",
  PAYMENT_TAKEN_BACK: "Payment taken back",
};

/** All that changed what a university owes between two days, with what it owed after each (M6). */
function StatementPage() {
  const { today, university } = useViewer();
  const search = Route.useSearch();
  const whose = university?.id ?? search.university;
  const from = toDate(search.from ?? "") ?? `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  const to = toDate(search.to ?? "") ?? today;
  const above = <Link {...paths.invoices()}>Invoices</Link>;
  if (!whose) {
    return (
      <Page title="Statement" above={above} width="read">
        <Empty title="Choose a university">
          <Link {...paths.invoices()}>Narrow the invoices to one university</Link>, then open its statement.
        </Empty>
      </Page>
    );
  }
  return (
    <Page
      title="Statement"
      above={above}
      width="read"
      actions={
        <>
          {from <= to && <a href={paths.statementPdf(whose, from, to)}>PDF</a>}
          <Button onClick={() => print()}>Print</Button>
        </>
      }
    >
      <Period key={`${from} ${to}`} from={from} to={to} />
      {from <= to && <Lines university={whose} from={from} to={to} />}
    </Page>
  );
}

function Period({ from, to }: { from: string; to: string }) {
  const navigate = Route.useNavigate();
  const [first, setFirst] = useState(from);
  const [last, setLast] = useState(to);
  const [tried, setTried] = useState(false);
  const [a, b] = [toDate(first), toDate(last)];
  return (
    <form
      noValidate
      className="no-print flex flex-wrap items-end gap-x-6 gap-y-3"
      onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        if (a && b && a <= b) void navigate({ search: (before) => ({ ...before, from: a, to: b }) });
      }}
    >
      <DateInput
        id="from"
        size="md"
        label="From"
        value={first}
        onChange={setFirst}
        error={tried && !a ? "Enter the first day" : undefined}
      />
      <DateInput
        id="to"
        size="md"
        label="To"
        value={last}
        onChange={setLast}
        error={tried && (!b || (a && a > b)) ? "Enter a last day on or after the first" : undefined}
      />
      <Button type="submit">Show</Button>
    </form>
  );
}

const HEAD = "border-b border-line-2 py-2 text-xs font-medium text-ink-2";
const SUM = "py-2 ps-4 text-end whitespace-nowrap tabular-nums";

function Lines({ university, from, to }: { university: string; from: string; to: string }) {
  const said = useLoad(statementQuery(university, from, to))?.statement;
  if (!said) return <Skeleton lines={8} />;
  return (
    <>
      <p>
        <span className="font-medium">{said.university.name}</span>, {day(said.from)} to {day(said.to)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard */}
      <section className="overflow-x-auto" tabIndex={0} aria-label="Statement">
        <table className="w-full">
          <caption className="sr-only">
            Statement of {said.university.name} from {day(said.from)} to {day(said.to)}, all amounts incl. VAT
          </caption>
          <thead>
            <tr>
              <th scope="col" className={`${HEAD} pr-4 text-start`}>
                Day
              </th>
              <th scope="col" className={`${HEAD} pr-4 text-start`}>
                What
              </th>
              <th scope="col" className={`${HEAD} ps-4 text-end`}>
                Amount
              </th>
              <th scope="col" className={`${HEAD} ps-4 text-end`}>
                Outstanding
              </th>
            </tr>
          </thead>
          <tbody>
            <tr className="border-b border-line">
              <td className="py-2 pr-4 whitespace-nowrap">{day(said.from)}</td>
              <th scope="row" className="py-2 pr-4 text-start font-normal">
                Brought forward
              </th>
              <td />
              <td className={SUM}>{money(said.opening)}</td>
            </tr>
            {said.lines.map((line) => (
              <tr key={`${line.kind} ${line.reference} ${line.balance.minor}`} className="border-b border-line">
                <td className="py-2 pr-4 whitespace-nowrap">{day(line.on)}</td>
                <th scope="row" className="py-2 pr-4 text-start font-normal">
                  {KIND[line.kind]} {line.reference}
                  {line.kind !== "INVOICE" && (
                    <span className="text-ink-3">
                      , for <Link {...paths.invoice(line.invoiceNumber)}>{line.invoiceNumber}</Link>
                    </span>
                  )}
                </th>
                <td className={SUM}>{money(line.amount)}</td>
                <td className={SUM}>{money(line.balance)}</td>
              </tr>
            ))}
            <tr>
              <td className="py-2 pr-4 whitespace-nowrap">{day(said.to)}</td>
              <th scope="row" className="py-2 pr-4 text-start font-semibold">
                Outstanding
              </th>
              <td />
              <td className={`${SUM} font-semibold`}>{money(said.closing)}</td>
            </tr>
          </tbody>
        </table>
      </section>
    </>
  );
}
