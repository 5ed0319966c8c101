import { type FormEvent, useState } from "react";
import { ErrorSummary } from "../../../forms/ErrorSummary";
import { TextArea, TextField } from "../../../forms/fields";
import { graphql } from "../../../gql";
import type { ApplicationOrderQuery } from "../../../gql/graphql";
import { useAct } from "../../../lib/act";
import { type ApiError, sentences } from "../../../lib/errors";
import { POUNDS, toPence } from "../../../lib/money";
import { actionOf, type Head, orderQuery, useLoad } from "../../../lib/queries";
import { Dialog } from "../../../ui/Dialog";
import { day, dayOf } from "../../../ui/format";
import { Button, Facts, ReasonedButton, Section, Skeleton } from "../../../ui/kit";
import { PaymentDialog } from "../../invoices/-parts/dialogs";
import { invoiceRow, quoteRow } from "../-parts/invoice";
import { PriceTable } from "../-parts/PriceTable";

const StartBeforePayment = graphql(
  `mutation StartBeforePayment($input: StartBeforePaymentInput!) { startBeforePayment(input: $input) { order { id startBeforePayment } } }`,
);
const IssueQuote = graphql(`mutation IssueQuote($input: IssueQuoteInput!) { issueQuote(input: $input) { quote { id } } }`);

type Order = NonNullable<ApplicationOrderQuery["application"]["order"]>;

/** The order: its price, and what an operator may do about payment (M3, M7). */
export function OrderPanel({ head }: { head: Head }) {
  const data = useLoad(orderQuery(head.id))?.application;
  const [dialog, setDialog] = useState<"paid" | "start" | "price">();
  if (!data) return <Skeleton lines={4} />;
  const { order, price } = data;
  const paid = actionOf(head, "RECORD_PAYMENT");
  const start = actionOf(head, "START_BEFORE_PAYMENT");
  const close = () => setDialog(undefined);
  return (
    <Section title="Order">
      <PriceTable price={price} />
      {!order ? (
        <p className="text-ink-2">There is no order until the application is submitted.</p>
      ) : (
        <>
          <Facts
            rows={[
              ["Order", `${order.number}, ${day(dayOf(order.createdAt))}`],
              order.purchaseOrder ? ["Purchase order", order.purchaseOrder] : null,
              quoteRow(order.quote),
              invoiceRow(order.invoice),
              ["Paid", order.paidOn ? day(order.paidOn) : "Not yet"],
              order.startBeforePayment ? ["Before payment", "Assessment may start before it is paid"] : null,
            ]}
          />
          <div className="no-print flex flex-wrap items-start gap-3">
            {price.tailored && !price.net && order.quote?.state !== "ISSUED" && (
              <Button onClick={() => setDialog("price")}>Issue a quote</Button>
            )}
            {!order.paidOn && (
              <>
                <ReasonedButton tone="primary" allowed={paid.allowed} reasons={paid.reasons} onClick={() => setDialog("paid")}>
                  Record a payment
                </ReasonedButton>
                {!order.startBeforePayment && (
                  <ReasonedButton allowed={start.allowed} reasons={start.reasons} onClick={() => setDialog("start")}>
                    Let it start before payment
                  </ReasonedButton>
                )}
              </>
            )}
          </div>
          {dialog === "paid" && order.invoice && <PaymentDialog invoice={order.invoice} onClose={close} />}
          {dialog === "start" && <StartDialog order={order} onClose={close} />}
          {dialog === "price" && <PriceDialog order={order} onClose={close} />}
        </>
      )}
    </Section>
  );
}

const linesOf = (own: { to: string; message: string }[], error: ApiError | null, fields: Record<string, string>) => [
  ...own,
  ...(error ? sentences(error).map((s) => ({ message: s.message, rule: s.rule, to: s.field ? fields[s.field] : undefined })) : []),
];

function StartDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(0);
  const start = useAct(StartBeforePayment, { onDone: onClose });
  const lines = linesOf(
    tried && !reason.trim() ? [{ to: "start-reason", message: "Say why assessment may start before payment" }] : [],
    start.error,
    { reason: "start-reason" },
  );
  const send = (e: FormEvent) => {
    e.preventDefault();
    setTried((n) => n + 1);
    if (reason.trim()) start.mutate({ orderId: order.id, reason: reason.trim() });
  };
  return (
    <Dialog open title="Let assessment start before payment" onClose={onClose}>
      <form noValidate onSubmit={send} className="flex flex-col gap-5">
        <ErrorSummary lines={lines} attempt={tried + (start.error ? 1000 : 0)} />
        <TextArea
          id="start-reason"
          size="md"
          label="Why?"
          hint="It stays on record."
          value={reason}
          onChange={(e) => setReason(e.target.value)}
          error={lines.find((l) => l.to === "start-reason")?.message}
        />
        <div className="flex gap-2">
          <Button type="submit" tone="primary" busy={start.isPending}>
            Let it start
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}

function PriceDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const [pounds, setPounds] = useState("");
  const [tried, setTried] = useState(0);
  const set = useAct(IssueQuote, { onDone: onClose });
  const netMinor = toPence(pounds);
  const lines = linesOf(tried && netMinor === null ? [{ to: "net-price", message: POUNDS }] : [], set.error, { netMinor: "net-price" });
  const send = (e: FormEvent) => {
    e.preventDefault();
    setTried((n) => n + 1);
    if (netMinor !== null) set.mutate({ orderId: order.id, netMinor });
  };
  return (
    <Dialog open title={`Quote for ${order.number}`} onClose={onClose}>
      <form noValidate onSubmit={send} className="flex flex-col gap-5">
        <ErrorSummary lines={lines} attempt={tried + (set.error ? 1000 : 0)} />
        <TextField
          id="net-price"
          size="md"
          width="short"
          inputMode="decimal"
          label="Price excl. VAT, in pounds"
          value={pounds}
          onChange={(e) => setPounds(e.target.value)}
          error={lines.find((l) => l.to === "net-price")?.message}
        />
        <div className="flex gap-2">
          <Button type="submit" tone="primary" busy={set.isPending}>
            Issue the quote
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
