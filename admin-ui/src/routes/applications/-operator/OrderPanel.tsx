import { type FormEvent, useState } from "react";
import { ErrorSummary } from "../../../forms/ErrorSummary";
import { DateInput, TextArea, TextField, toDate } from "../../../forms/fields";
import { graphql } from "../../../gql";
import type { ApplicationOrderQuery } from "../../../gql/graphql";
import { useAct } from "../../../lib/act";
import { type ApiError, sentences } from "../../../lib/errors";
import { actionOf, type Head, orderQuery, useLoad } from "../../../lib/queries";
import { useToday } from "../../../lib/viewer";
import { Dialog } from "../../../ui/Dialog";
import { day, dayOf } from "../../../ui/format";
import { Button, Facts, ReasonedButton, Section, Skeleton } from "../../../ui/kit";
import { invoiceRow } from "../-parts/invoice";
import { PriceTable } from "../-parts/PriceTable";

const MarkOrderPaid = graphql(
  `mutation MarkOrderPaid($input: MarkOrderPaidInput!) { markOrderPaid(input: $input) { order { id paidOn } } }`,
);
const StartBeforePayment = graphql(
  `mutation StartBeforePayment($input: StartBeforePaymentInput!) { startBeforePayment(input: $input) { order { id startBeforePayment } } }`,
);
const SetTailoredPrice = graphql(
  `mutation SetTailoredPrice($input: SetTailoredPriceInput!) { setTailoredPrice(input: $input) { order { id } } }`,
);

type Order = NonNullable<ApplicationOrderQuery["application"]["order"]>;

/** The order: its price, and what an operator may do about payment (M3, M7). */
export function OrderPanel({ head }: { head: Head }) {
  const data = useLoad(orderQuery(head.id))?.application;
  const [dialog, setDialog] = useState<"paid" | "start" | "price">();
  if (!data) return <Skeleton lines={4} />;
  const { order, price } = data;
  const paid = actionOf(head, "MARK_PAID");
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
              invoiceRow(order.invoice),
              ["Paid", order.paidOn ? day(order.paidOn) : "Not yet"],
              order.startBeforePayment ? ["Before payment", "Assessment may start before it is paid"] : null,
            ]}
          />
          <div className="no-print flex flex-wrap items-start gap-3">
            {price.tailored && !price.net && <Button onClick={() => setDialog("price")}>Set the price</Button>}
            {!order.paidOn && (
              <>
                <ReasonedButton tone="primary" allowed={paid.allowed} reasons={paid.reasons} onClick={() => setDialog("paid")}>
                  Mark as paid
                </ReasonedButton>
                {!order.startBeforePayment && (
                  <ReasonedButton allowed={start.allowed} reasons={start.reasons} onClick={() => setDialog("start")}>
                    Let it start before payment
                  </ReasonedButton>
                )}
              </>
            )}
          </div>
          {dialog === "paid" && <PaidDialog order={order} onClose={close} />}
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

function PaidDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const today = useToday();
  const [on, setOn] = useState(today);
  const [reference, setReference] = useState("");
  const [tried, setTried] = useState(0);
  const pay = useAct(MarkOrderPaid, { onDone: onClose });
  const date = toDate(on);
  const own = tried
    ? [
        ...(!date || date > today ? [{ to: "paid-on", message: "Enter the day it was paid, today or before" }] : []),
        ...(reference.trim() ? [] : [{ to: "paid-reference", message: "Enter the bank or card reference" }]),
      ]
    : [];
  const lines = linesOf(own, pay.error, { paidOn: "paid-on", reference: "paid-reference" });
  const send = (e: FormEvent) => {
    e.preventDefault();
    setTried((n) => n + 1);
    if (date && date <= today && reference.trim()) pay.mutate({ orderId: order.id, paidOn: date, reference: reference.trim() });
  };
  return (
    <Dialog open title={`Mark ${order.number} as paid`} onClose={onClose}>
      <form noValidate onSubmit={send} className="flex flex-col gap-5">
        <ErrorSummary lines={lines} attempt={tried + (pay.error ? 1000 : 0)} />
        <DateInput
          id="paid-on"
          size="md"
          label="Paid on"
          value={on}
          onChange={setOn}
          error={lines.find((l) => l.to === "paid-on")?.message}
        />
        <TextField
          id="paid-reference"
          size="md"
          width="mid"
          label="Bank or card reference"
          value={reference}
          onChange={(e) => setReference(e.target.value)}
          error={lines.find((l) => l.to === "paid-reference")?.message}
        />
        <div className="flex gap-2">
          <Button type="submit" tone="primary" busy={pay.isPending}>
            Mark as paid
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}

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
  const set = useAct(SetTailoredPrice, { onDone: onClose });
  const clean = pounds.trim().replace(/^£/, "").replaceAll(",", "");
  const right = /^\d{1,7}(\.\d{2})?$/.test(clean);
  const lines = linesOf(
    tried && !right ? [{ to: "net-price", message: "Enter pounds, or pounds and pence, such as 850 or 850.50" }] : [],
    set.error,
    { netMinor: "net-price" },
  );
  const send = (e: FormEvent) => {
    e.preventDefault();
    setTried((n) => n + 1);
    if (!right) return;
    const [whole = "0", pence = "00"] = clean.split(".");
    set.mutate({ orderId: order.id, netMinor: Number(whole) * 100 + Number(pence) });
  };
  return (
    <Dialog open title={`Price of ${order.number}`} onClose={onClose}>
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
            Set the price
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
