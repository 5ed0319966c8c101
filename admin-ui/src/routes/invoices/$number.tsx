import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import { type InvoiceView, invoiceQuery } from "../../lib/invoices";
import { useLoad } from "../../lib/queries";
import { useViewer } from "../../lib/viewer";
import * as paths from "../../paths";
import { day, money } from "../../ui/format";
import { Button, ButtonLink, Facts, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { AgainDialog, CreditDialog, METHOD, PaymentDialog, TakeBackDialog } from "./-parts/dialogs";
import { Stands } from "./-parts/Stands";

export const Route = createFileRoute("/invoices/$number")({ component: InvoicePage });

type Payment = InvoiceView["payments"][number];

/** One invoice: what it is for, what was paid and credited of it, and what is outstanding (M6, M7). */
function InvoicePage() {
  const { number } = Route.useParams();
  const { desk } = useViewer();
  const invoice = useLoad(invoiceQuery(number))?.invoice;
  const [dialog, setDialog] = useState<"pay" | "credit" | "again" | Payment>();
  if (!invoice) {
    return (
      <Page title={number} width="read">
        <Skeleton lines={8} />
      </Page>
    );
  }
  const close = () => setDialog(undefined);
  const runs = desk === "operator";
  return (
    <Page
      title={invoice.number}
      above={<Link {...paths.invoices()}>Invoices</Link>}
      lead={<Stands state={invoice.state} overdue={invoice.overdue} />}
      width="read"
      actions={
        <>
          <a href={paths.pdf(invoice.number)}>PDF of the invoice</a>
          <ButtonLink {...paths.statement(invoice.university.id)}>Statement</ButtonLink>
          <Button onClick={() => print()}>Print</Button>
        </>
      }
    >
      <section aria-label="Outstanding" className="flex flex-col gap-3">
        <p className="text-2xl font-semibold tabular-nums">
          {money(invoice.outstanding)} <span className="text-md font-normal text-ink-2">outstanding</span>
        </p>
        {runs && invoice.state === "ISSUED" && (
          <div className="no-print flex flex-wrap gap-2">
            <Button tone="primary" onClick={() => setDialog("pay")}>
              Record a payment
            </Button>
            <Button onClick={() => setDialog("credit")}>Credit</Button>
          </div>
        )}
        {runs && invoice.state === "CREDITED" && !invoice.replacedBy && (
          <div className="no-print">
            <Button onClick={() => setDialog("again")}>Invoice again</Button>
          </div>
        )}
      </section>
      <Facts
        rows={[
          ["University", invoice.university.name],
          [
            "For",
            <span key="for" className="flex flex-wrap gap-x-3">
              {invoice.applications.length > 1 && (
                <Link {...paths.applications({ order: invoice.orderId })}>
                  {invoice.applications.length === 2 ? "Both" : `All ${invoice.applications.length}`} on one board
                </Link>
              )}
              {invoice.applications.map((a) => (
                <Link key={a.id} {...paths.application(a.id)}>
                  {a.reference}
                </Link>
              ))}
            </span>,
          ],
          ["Order", invoice.orderNumber],
          invoice.purchaseOrder ? ["Purchase order", invoice.purchaseOrder] : null,
          ["Issued", day(invoice.issuedOn)],
          ["Due by", day(invoice.dueOn)],
          invoice.paidOn ? ["Paid", day(invoice.paidOn)] : null,
          invoice.creditedOn ? ["Credited", day(invoice.creditedOn)] : null,
          invoice.replacedBy
            ? [
                "In its place",
                <Link key="again" {...paths.invoice(invoice.replacedBy)}>
                  {invoice.replacedBy}
                </Link>,
              ]
            : null,
        ]}
      />
      <Figures invoice={invoice} />
      <Section title="Payments">
        <Payments rows={invoice.payments} takeBack={runs ? setDialog : undefined} />
      </Section>
      <Section title="Credit notes">
        <CreditNotes rows={invoice.creditNotes} />
      </Section>
      {dialog === "pay" && <PaymentDialog invoice={invoice} onClose={close} />}
      {dialog === "credit" && <CreditDialog invoice={invoice} onClose={close} />}
      {dialog === "again" && <AgainDialog invoice={invoice} onClose={close} />}
      {typeof dialog === "object" && <TakeBackDialog payment={dialog} onClose={close} />}
    </Page>
  );
}

const CELL = "py-2 pr-4 text-start font-normal";
const SUM = "py-2 text-end whitespace-nowrap tabular-nums";

function Figures({ invoice }: { invoice: InvoiceView }) {
  const less = (sum: { minor: number; currency: string }) => money({ ...sum, minor: -sum.minor });
  const rows: [string, string, boolean][] = [
    ...invoice.lines.map((l): [string, string, boolean] => [`${l.label}, excl. VAT`, money(l.net), false]),
    ...(invoice.lines.length > 1 ? [["Total excl. VAT", money(invoice.net), false] as [string, string, boolean]] : []),
    [`VAT at ${invoice.vatPerMille / 10}%`, money(invoice.vat), false],
    ["Total incl. VAT", money(invoice.gross), true],
    ...(invoice.credited.minor ? [["Credited", less(invoice.credited), false] as [string, string, boolean]] : []),
    ...(invoice.paid.minor ? [["Paid", less(invoice.paid), false] as [string, string, boolean]] : []),
    ["Outstanding", money(invoice.outstanding), true],
  ];
  return (
    <Section title="Figures">
      <table className="w-full max-w-160">
        <caption className="sr-only">What is invoiced, and what is outstanding of it</caption>
        <tbody>
          {rows.map(([name, sum, strong]) => (
            <tr key={name} className="border-b border-line">
              <th scope="row" className={`${CELL} ${strong ? "font-semibold" : ""}`}>
                {name}
              </th>
              <td className={`${SUM} ${strong ? "font-semibold" : ""}`}>{sum}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Payments({ rows, takeBack }: { rows: readonly Payment[]; takeBack: ((payment: Payment) => void) | undefined }) {
  if (rows.length === 0) return <p className="text-ink-2">Nothing has arrived yet.</p>;
  return (
    <ul className="flex flex-col border-t border-line">
      {rows.map((p) => (
        <li key={p.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2">
          <span className="basis-28">{day(p.receivedOn)}</span>
          <span className="min-w-0 flex-1 basis-60">
            {p.takesBack ? `Taken back, ${p.reference}: ${p.reason}` : `${p.method ? METHOD[p.method] : "Paid"}, ${p.reference}`}
          </span>
          <span className="tabular-nums">{money(p.amount)}</span>
          {takeBack && p.left.minor > 0 && (
            <span className="no-print">
              <Button size="sm" onClick={() => takeBack(p)}>
                Take back<span className="sr-only"> {p.reference}</span>
              </Button>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function CreditNotes({ rows }: { rows: InvoiceView["creditNotes"] }) {
  if (rows.length === 0) return <p className="text-ink-2">Nothing was credited.</p>;
  return (
    <ul className="flex flex-col border-t border-line">
      {rows.map((c) => (
        <li key={c.number} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2">
          <span className="basis-28">{day(c.issuedOn)}</span>
          <span className="min-w-0 flex-1 basis-60">
            <a href={paths.pdf(c.number)}>{c.number}</a>: {c.reason}
          </span>
          <span className="tabular-nums">
            {money(c.gross)} <span className="text-ink-3">of which VAT {money(c.vat)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
