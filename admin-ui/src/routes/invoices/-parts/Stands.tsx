import type { InvoiceState } from "../../../gql/graphql";
import { BAR, RING, Sign, TICK, TRIANGLE } from "../../../ui/Status";

/** Where an invoice stands: a shape and a word. */
export function Stands({ state, overdue }: { state: InvoiceState; overdue: boolean }) {
  if (state === "PAID") {
    return (
      <Sign shape={TICK} ink="text-ok">
        Paid
      </Sign>
    );
  }
  if (state === "CREDITED") {
    return (
      <Sign shape={BAR} ink="text-ink-3">
        Credited
      </Sign>
    );
  }
  return overdue ? (
    <Sign shape={TRIANGLE} ink="text-warn">
      Overdue
    </Sign>
  ) : (
    <Sign shape={RING} ink="text-info">
      Issued
    </Sign>
  );
}
