import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { useLoad } from "../../lib/queries";
import { type QuoteView, quoteQuery } from "../../lib/quotes";
import { useIsManager, useViewer } from "../../lib/viewer";
import * as paths from "../../paths";
import { AskWhy } from "../../ui/AskWhy";
import { count, day, relative } from "../../ui/format";
import { Button, Facts, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { PriceTable } from "../applications/-parts/PriceTable";
import { AcceptQuote } from "./-parts/AcceptQuote";
import { Stands } from "./-parts/Stands";

export const Route = createFileRoute("/quotes/$id")({ component: QuotePage });

const WithdrawQuote = graphql(`mutation WithdrawQuote($input: WithdrawQuoteInput!) { withdrawQuote(input: $input) { quote { id } } }`);

/** One quote: its price, until when it is open, and what may be done with it (M3, M5, M6). */
function QuotePage() {
  const { id } = Route.useParams();
  const { desk, today } = useViewer();
  const isManager = useIsManager();
  const quote = useLoad(quoteQuery(id))?.quote;
  const [withdrawing, setWithdrawing] = useState(false);
  if (!quote) {
    return (
      <Page title="Quote" width="read">
        <Skeleton lines={8} />
      </Page>
    );
  }
  const open = quote.state === "ISSUED";
  const { orders } = quote;
  const invoices = orders.flatMap((o) => (o.invoice ? [o.invoice] : []));
  return (
    <Page
      title={quote.number}
      above={<Link {...paths.quotes()}>Quotes</Link>}
      lead={<Stands state={quote.state} />}
      width="read"
      actions={
        <>
          <a href={paths.quotePdf(quote.id)}>PDF of the quote</a>
          {open && (isManager || desk === "operator") && <Button onClick={() => setWithdrawing(true)}>Withdraw it</Button>}
          <Button onClick={() => print()}>Print</Button>
        </>
      }
    >
      <Facts
        rows={[
          desk === "operator" && ["University", quote.university.name],
          [
            "For",
            <span key="for" className="flex flex-wrap gap-x-3">
              {quote.applications.map((a) => (
                <Link key={a.id} {...paths.application(a.id)}>
                  {a.reference}
                </Link>
              ))}
            </span>,
          ],
          ["Price", quote.tailored ? "Given by the scheme's operator" : "The list's of the day it was issued"],
          ["Issued", day(quote.issuedOn)],
          ["Open until", `${day(quote.openUntil)}${open ? `, ${relative(quote.openUntil, today)}` : ""}`],
          quote.acceptedOn ? ["Accepted", day(quote.acceptedOn)] : null,
          quote.purchaseOrder ? ["Purchase order", quote.purchaseOrder] : null,
          quote.reason ? ["Why it was withdrawn", quote.reason] : null,
          orders.length > 0 && [orders.length > 1 ? "Orders" : "Order", orders.map((o) => o.number).join(", ")],
          invoices.length > 0 && [
            invoices.length > 1 ? "Invoices" : "Invoice",
            <span key="invoices" className="flex flex-wrap gap-x-3">
              {invoices.map((i) => (
                <Link key={i.id} {...paths.invoice(i.number)}>
                  {i.number}
                </Link>
              ))}
            </span>,
          ],
        ]}
      />
      <Section title={quote.split ? "As one order" : "Price"}>
        <PriceTable price={quote} />
      </Section>
      {quote.split && (
        <Section title={`The cheapest way: ${count(quote.split.orders.length, "order")}`}>
          <PriceTable price={quote.split.total} />
        </Section>
      )}
      {open && isManager && <AcceptQuote quote={quote} />}
      {withdrawing && <Withdraw quote={quote} onClose={() => setWithdrawing(false)} />}
    </Page>
  );
}

function Withdraw({ quote, onClose }: { quote: QuoteView; onClose: () => void }) {
  const back = useAct(WithdrawQuote, { onDone: onClose });
  return (
    <AskWhy
      title={`Withdraw ${quote.number}`}
      missing="Say why; it stays on record"
      error={back.error}
      failed="The quote was not withdrawn"
      busy={back.isPending}
      yes="Withdraw it"
      onYes={(reason) => back.mutate({ quoteId: quote.id, reason })}
      onClose={onClose}
    >
      It cannot be accepted any more then.{" "}
      {quote.tailored ? "Another price can be offered for the order." : "The drafts stay, and today's price can be kept again."}
    </AskWhy>
  );
}
