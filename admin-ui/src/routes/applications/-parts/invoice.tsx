import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ApplicationOrderQuery } from "../../../gql/graphql";
import * as paths from "../../../paths";
import { day, money } from "../../../ui/format";

type Quote = NonNullable<ApplicationOrderQuery["application"]["order"]>["quote"];
type Invoice = NonNullable<ApplicationOrderQuery["application"]["order"]>["invoice"];

const QUOTED = { DRAFT: "not issued", ISSUED: "", ACCEPTED: "accepted", EXPIRED: "expired", WITHDRAWN: "withdrawn" } as const;

/** An order's quote as a row of facts: its price, and until when it is open (M6). */
export function quoteRow(quote: Quote): [string, ReactNode] | null {
  if (!quote) return null;
  const stands = QUOTED[quote.state] || `open until ${day(quote.openUntil)}`;
  return [
    "Quote",
    <span key="quote">
      <Link {...paths.quote(quote.id)}>{quote.number}</Link>, {money(quote.net)} excl. VAT, {stands}
    </span>,
  ];
}

/** An order's invoice as a row of facts: its number, and what is outstanding while it is owed (M6). */
export function invoiceRow(invoice: Invoice): [string, ReactNode] | null {
  if (!invoice) return null;
  const stands = {
    ISSUED: `${money(invoice.outstanding)} outstanding, due by ${day(invoice.dueOn)}`,
    PAID: `issued on ${day(invoice.issuedOn)}`,
    CREDITED: "taken back by a credit note",
  }[invoice.state];
  return [
    "Invoice",
    <span key="invoice">
      <Link {...paths.invoice(invoice.number)}>{invoice.number}</Link>, {stands}
    </span>,
  ];
}
