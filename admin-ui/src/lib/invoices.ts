import * as v from "valibot";
import { graphql } from "../gql";
import type { InvoiceQuery, InvoicesQuery } from "../gql/graphql";
import { many, text, yes } from "./applications";
import { ask } from "./graphql";

export const INVOICE_STATES = ["ISSUED", "PAID", "CREDITED"] as const;

/** The address is the state of the list of invoices. */
export const InvoiceSearch = v.object({
  q: v.optional(v.fallback(text, "")),
  state: v.optional(v.fallback(many(INVOICE_STATES), [])),
  overdue: v.optional(v.fallback(yes, false)),
  university: v.optional(v.fallback(text, "")),
  after: v.optional(v.fallback(text, "")),
});
export type InvoiceListState = v.InferOutput<typeof InvoiceSearch>;

const Invoices = graphql(`query Invoices($filter: InvoiceFilter, $after: String) {
  invoices(filter: $filter, first: 25, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id number state overdue issuedOn dueOn purchaseOrder gross { minor currency } outstanding { minor currency } university { id name } }
  }
}`);
const InvoiceTotals = graphql(`query InvoiceTotals($filter: InvoiceFilter) {
  invoiceTotals(filter: $filter) {
    invoiced { minor currency } credited { minor currency } paid { minor currency } outstanding { minor currency } overdue { minor currency }
  }
}`);
export type InvoiceRow = InvoicesQuery["invoices"]["nodes"][number];

/** How the list is narrowed, as the API takes it. */
export const invoiceFilterOf = (s: InvoiceListState) => ({
  search: s.q?.trim() || null,
  states: s.state?.length ? s.state : null,
  overdue: s.overdue || null,
  universityId: s.university || null,
});

/** A page of invoices. */
export const invoicesQuery = (s: InvoiceListState) =>
  ask("live", Invoices, {
    filter: invoiceFilterOf(s),
    after: s.after || null,
  });
/** What all that the filter leaves come to. */
export const invoiceTotalsQuery = (s: InvoiceListState) => ask("live", InvoiceTotals, { filter: invoiceFilterOf(s) });

const Invoice = graphql(`query Invoice($number: String!) {
  invoice(number: $number) {
    id number state overdue issuedOn dueOn paidOn creditedOn replacedBy purchaseOrder orderId orderNumber vatPerMille
    university { id name }
    applications { id reference }
    lines { label net { minor currency } }
    net { minor currency } vat { minor currency } gross { minor currency }
    credited { minor currency } paid { minor currency } outstanding { minor currency }
    payments { id receivedOn amount { minor currency } method reference takesBack reason left { minor currency } }
    creditNotes { number issuedOn reason net { minor currency } vat { minor currency } gross { minor currency } }
  }
}`);
export const invoiceQuery = (number: string) => ask("live", Invoice, { number });
export type InvoiceView = InvoiceQuery["invoice"];

const Statement = graphql(`query Statement($university: ID!, $from: Date!, $to: Date!) {
  statement(universityId: $university, from: $from, to: $to) {
    university { id name }
    from to
    opening { minor currency } invoiced { minor currency } credited { minor currency } paid { minor currency } closing { minor currency }
    lines { on kind reference invoiceNumber amount { minor currency } balance { minor currency } }
  }
}`);
export const statementQuery = (university: string, from: string, to: string) => ask("live", Statement, { university, from, to });
