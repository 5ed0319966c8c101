import { type FormEvent, useState } from "react";
import { TextField } from "../../../forms/fields";
import { graphql } from "../../../gql";
import { useAct } from "../../../lib/act";
import type { QuoteView } from "../../../lib/quotes";
import { money } from "../../../ui/format";
import { Button, Section, Tick } from "../../../ui/kit";
import { Refusal } from "../../../ui/Refusal";
import { HowToOrder } from "../../applications/-parts/HowToOrder";

const Accept = graphql(`mutation AcceptQuote($input: AcceptQuoteInput!) { acceptQuote(input: $input) { quote { id } } }`);

/** Takes a quote up: the invoice follows, and of a kept price the drafts are sent (M5, M6). */
export function AcceptQuote({ quote }: { quote: QuoteView }) {
  const [order, setOrder] = useState("");
  const [split, setSplit] = useState(false);
  const [declared, setDeclared] = useState(false);
  const [tried, setTried] = useState(false);
  const accept = useAct(Accept);
  const sends = !quote.tailored;
  const send = (e: FormEvent) => {
    e.preventDefault();
    setTried(true);
    if (sends && !declared) return;
    accept.mutate({ quoteId: quote.id, purchaseOrder: order.trim() || null, split: split && Boolean(quote.split) });
  };
  const gross = split && quote.split?.total.gross ? quote.split.total.gross : quote.gross;
  return (
    <Section title="Accept it">
      <form noValidate onSubmit={send} className="no-print flex max-w-150 flex-col gap-4">
        <Refusal error={accept.error} title="The quote was not accepted" />
        {sends && (
          <p>
            {quote.applications.length > 1 ? "The applications are submitted" : "The application is submitted"} with it, at this price, and
            the invoice follows. What is missing in a draft is said here.
          </p>
        )}
        {quote.split && <HowToOrder whole={quote.net} split={quote.split} chosen={split} onChange={setSplit} />}
        <TextField
          id="quote-order"
          size="md"
          width="mid"
          optional
          label="Purchase-order number"
          hint="Only if your university needs one on the invoice."
          value={order}
          onChange={(e) => setOrder(e.target.value)}
        />
        {sends && (
          <div>
            <Tick
              checked={declared}
              onChange={(e) => setDeclared(e.target.checked)}
              label="What we submit is true, and the people responsible for each programme know of it."
            />
            {tried && !declared && (
              <p role="alert" className="mt-1 text-bad">
                Tick that what you submit is true
              </p>
            )}
          </div>
        )}
        <div>
          <Button type="submit" tone="primary" busy={accept.isPending}>
            {`Accept ${money(gross)} incl. VAT`}
          </Button>
        </div>
      </form>
    </Section>
  );
}
