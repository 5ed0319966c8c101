import type { ApplicationOrderQuery } from "../../../gql/graphql";
import { day } from "../../../ui/format";

type Invoice = NonNullable<ApplicationOrderQuery["application"]["order"]>["invoice"];

/** An order's invoice as a row of facts: its number, and the day it is due while it is owed (M6). */
export function invoiceRow(invoice: Invoice): [string, string] | null {
  if (!invoice) return null;
  const stands = {
    ISSUED: `due by ${day(invoice.dueOn)}`,
    PAID: `issued on ${day(invoice.issuedOn)}`,
    CREDITED: "taken back by a credit note",
  }[invoice.state];
  return ["Invoice", `${invoice.number}, ${stands}`];
}
