import type { PriceTogetherQuery } from "../../../gql/graphql";
import { count, money } from "../../../ui/format";

type Split = NonNullable<PriceTogetherQuery["priceTogether"]["split"]>;
type HowToOrderProps = {
  whole: { minor: number; currency: string };
  split: Split;
  chosen: boolean;
  onChange: (split: boolean) => void;
};

/** One order, or the orders that cost least together: the applicant chooses (M5). */
export function HowToOrder({ whole, split, chosen, onChange }: HowToOrderProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="font-semibold">How would you like to order?</legend>
      <label className="flex items-start gap-2">
        <input type="radio" name="split" className="mt-1 size-5 accent-accent" checked={!chosen} onChange={() => onChange(false)} />
        <span>{`One order, one invoice: ${money(whole)} excl. VAT`}</span>
      </label>
      <label className="flex items-start gap-2">
        <input type="radio" name="split" className="mt-1 size-5 accent-accent" checked={chosen} onChange={() => onChange(true)} />
        <span>
          {`${count(split.orders.length, "order")} and as many invoices: `}
          {split.total.net && money(split.total.net)} excl. VAT, the least it can cost
        </span>
      </label>
    </fieldset>
  );
}
