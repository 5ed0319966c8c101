import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { ErrorSummary } from "../../../forms/ErrorSummary";
import { DateInput, Select, TextArea, TextField, toDate } from "../../../forms/fields";
import { graphql } from "../../../gql";
import type { PaymentMethod } from "../../../gql/graphql";
import { useAct } from "../../../lib/act";
import { type ApiError, sentences } from "../../../lib/errors";
import { fromPence, POUNDS, toPence } from "../../../lib/money";
import { useToday } from "../../../lib/viewer";
import * as paths from "../../../paths";
import { Dialog } from "../../../ui/Dialog";
import { money } from "../../../ui/format";
import { Button } from "../../../ui/kit";

const RecordPayment = graphql(
  `mutation RecordPayment($input: RecordPaymentInput!) { recordPayment(input: $input) { invoice { id state outstanding { minor } } } }`,
);
const TakeBackPayment = graphql(
  `mutation TakeBackPayment($input: TakeBackPaymentInput!) { takeBackPayment(input: $input) { invoice { id state outstanding { minor } } } }`,
);
const CreditInvoice = graphql(
  `mutation CreditInvoice($input: CreditInvoiceInput!) { creditInvoice(input: $input) { invoice { id state outstanding { minor } } } }`,
);
const InvoiceAgain = graphql(`mutation InvoiceAgain($input: InvoiceAgainInput!) { invoiceAgain(input: $input) { invoice { id number } } }`);

type Money = { minor: number; currency: string };
type Owed = { id: string; number: string; outstanding: Money };
type Problem = { to: string; message: string };

/** How money can arrive, and how each way is called. */
export const METHOD: Record<PaymentMethod, string> = {
  BANK_TRANSFER: "Bank transfer",
  CARD: "Card",
  CHEQUE: "Cheque",
  OTHER: "Other",
};

const linesOf = (own: readonly (Problem | false)[], error: ApiError | null, fields: Record<string, string>) => [
  ...own.filter((line) => line !== false),
  ...(error ? sentences(error).map((s) => ({ message: s.message, rule: s.rule, to: s.field ? fields[s.field] : undefined })) : []),
];

type FormProps = {
  title: string;
  act: string;
  lines: ReturnType<typeof linesOf>;
  attempt: number;
  busy: boolean;
  onSend: () => void;
  onClose: () => void;
  children: ReactNode;
};
function FormDialog({ title, act, lines, attempt, busy, onSend, onClose, children }: FormProps) {
  const send = (e: FormEvent) => {
    e.preventDefault();
    onSend();
  };
  return (
    <Dialog open title={title} onClose={onClose}>
      <form noValidate onSubmit={send} className="flex flex-col gap-5">
        <ErrorSummary lines={lines} attempt={attempt} />
        {children}
        <div className="flex gap-2">
          <Button type="submit" tone="primary" busy={busy}>
            {act}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}

const problem = (lines: ReturnType<typeof linesOf>, to: string) => lines.find((line) => line.to === to)?.message;

/** Notes money that arrived for an invoice: all that is outstanding, or a part (M7). */
export function PaymentDialog({ invoice, onClose }: { invoice: Owed; onClose: () => void }) {
  const today = useToday();
  const [on, setOn] = useState(today);
  const [pounds, setPounds] = useState(fromPence(invoice.outstanding.minor));
  const [method, setMethod] = useState<PaymentMethod>("BANK_TRANSFER");
  const [reference, setReference] = useState("");
  const [tried, setTried] = useState(0);
  const pay = useAct(RecordPayment, { onDone: onClose });
  const date = toDate(on);
  const amount = toPence(pounds);
  const arrived = date && date <= today ? date : null;
  const own = tried
    ? [
        !arrived && { to: "paid-on", message: "Enter the day it arrived, today or before" },
        amount === null && { to: "paid-amount", message: POUNDS },
        !reference.trim() && { to: "paid-reference", message: "Enter the bank or card reference" },
      ]
    : [];
  const lines = linesOf(own, pay.error, { receivedOn: "paid-on", amountMinor: "paid-amount", reference: "paid-reference" });
  const send = () => {
    setTried((n) => n + 1);
    if (arrived && amount !== null && reference.trim()) {
      pay.mutate({ invoiceId: invoice.id, receivedOn: arrived, amountMinor: amount, method, reference: reference.trim() });
    }
  };
  return (
    <FormDialog
      title={`Record a payment for ${invoice.number}`}
      act="Record payment"
      lines={lines}
      attempt={tried + (pay.error ? 1000 : 0)}
      busy={pay.isPending}
      onSend={send}
      onClose={onClose}
    >
      <DateInput id="paid-on" size="md" label="Received on" value={on} onChange={setOn} error={problem(lines, "paid-on")} />
      <TextField
        id="paid-amount"
        size="md"
        width="short"
        inputMode="decimal"
        label="Amount, in pounds"
        hint={`${money(invoice.outstanding)} is outstanding. Enter less for a part.`}
        value={pounds}
        onChange={(e) => setPounds(e.target.value)}
        error={problem(lines, "paid-amount")}
      />
      <Select id="paid-method" size="md" label="Method" value={method} onChange={(e) => setMethod(e.target.value as PaymentMethod)}>
        {Object.entries(METHOD).map(([code, words]) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </Select>
      <TextField
        id="paid-reference"
        size="md"
        width="mid"
        label="Bank or card reference"
        value={reference}
        onChange={(e) => setReference(e.target.value)}
        error={problem(lines, "paid-reference")}
      />
    </FormDialog>
  );
}

type Credited = { id: string; number: string; purchaseOrder?: string | null | undefined };

/** Invoices an order again whose invoice was credited, such as for a purchase-order number that was missing (M6); then shows the new one. */
export function AgainDialog({ invoice, onClose }: { invoice: Credited; onClose: () => void }) {
  const navigate = useNavigate();
  const [number, setNumber] = useState(invoice.purchaseOrder ?? "");
  const again = useAct(InvoiceAgain, { onDone: (r) => void navigate(paths.invoice(r.invoiceAgain.invoice.number)) });
  const lines = linesOf([], again.error, { purchaseOrder: "again-number" });
  return (
    <FormDialog
      title={`Invoice again in place of ${invoice.number}`}
      act="Issue the invoice"
      lines={lines}
      attempt={again.error ? 1000 : 0}
      busy={again.isPending}
      onSend={() => again.mutate({ invoiceId: invoice.id, purchaseOrder: number.trim() })}
      onClose={onClose}
    >
      <p>The same figures, with today's date and the next number. The university's managers are written to.</p>
      <TextField
        id="again-number"
        size="md"
        width="mid"
        label="Purchase-order number"
        hint="It stands on the invoice. Leave it empty if the university needs none."
        value={number}
        onChange={(e) => setNumber(e.target.value)}
        error={problem(lines, "again-number")}
      />
    </FormDialog>
  );
}

type LessProps = { title: string; act: string; note: string; most: Money; why: string };
type LessAct = { pending: boolean; error: ApiError | null; send: (amountMinor: number, reason: string) => void };

/** An amount and a reason: what a credit note and a payment taken back both ask. */
function LessDialog({ title, act, note, most, why, pending, error, send, onClose }: LessProps & LessAct & { onClose: () => void }) {
  const [pounds, setPounds] = useState(fromPence(most.minor));
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(0);
  const amount = toPence(pounds);
  const own = tried
    ? [
        amount === null && { to: "less-amount", message: POUNDS },
        !reason.trim() && { to: "less-reason", message: "Say why; it stays on record" },
      ]
    : [];
  const lines = linesOf(own, error, { amountMinor: "less-amount", reason: "less-reason" });
  const go = () => {
    setTried((n) => n + 1);
    if (amount !== null && reason.trim()) send(amount, reason.trim());
  };
  return (
    <FormDialog title={title} act={act} lines={lines} attempt={tried + (error ? 1000 : 0)} busy={pending} onSend={go} onClose={onClose}>
      <TextField
        id="less-amount"
        size="md"
        width="short"
        inputMode="decimal"
        label="Amount incl. VAT, in pounds"
        hint={note}
        value={pounds}
        onChange={(e) => setPounds(e.target.value)}
        error={problem(lines, "less-amount")}
      />
      <TextArea
        id="less-reason"
        size="md"
        label="Why?"
        hint={why}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
        error={problem(lines, "less-reason")}
      />
    </FormDialog>
  );
}

/** Credits an invoice, or a part of it, by a credit note (M6). */
export function CreditDialog({ invoice, onClose }: { invoice: Owed; onClose: () => void }) {
  const credit = useAct(CreditInvoice, { onDone: onClose });
  return (
    <LessDialog
      title={`Credit ${invoice.number}`}
      act="Issue the credit note"
      note={`${money(invoice.outstanding)} is outstanding. Enter less to credit a part; its VAT is worked out.`}
      why="It stands on the credit note, and stays on record."
      most={invoice.outstanding}
      pending={credit.isPending}
      error={credit.error}
      send={(amountMinor, reason) => credit.mutate({ invoiceId: invoice.id, amountMinor, reason })}
      onClose={onClose}
    />
  );
}

/** Takes a payment back, or a part of it (M6). */
export function TakeBackDialog({ payment, onClose }: { payment: { id: string; reference: string; left: Money }; onClose: () => void }) {
  const back = useAct(TakeBackPayment, { onDone: onClose });
  return (
    <LessDialog
      title={`Take back the payment ${payment.reference}`}
      act="Take it back"
      note={`${money(payment.left)} is left of it. What was started by it goes on.`}
      why="It was noted by mistake, or money was returned. It stays on record."
      most={payment.left}
      pending={back.isPending}
      error={back.error}
      send={(amountMinor, reason) => back.mutate({ paymentId: payment.id, amountMinor, reason })}
      onClose={onClose}
    />
  );
}
