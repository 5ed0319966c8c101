import * as v from "valibot";
import { graphql } from "../gql";
import { text } from "./applications";
import { ask } from "./graphql";

const number = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.integer(), v.minValue(0), v.maxValue(1000));

/** The address is what a price is asked for. */
export const PriceSearch = v.object({
  initial: v.optional(v.fallback(number, 0)),
  again: v.optional(v.fallback(number, 0)),
  on: v.optional(v.fallback(text, "")),
});

const PriceLists = graphql(`query PriceLists {
  currentEdition { id scheme }
  editions { id scheme title inForceFrom prices { inForceFrom contentHash tiers { maxProgrammes initial { minor currency } reaccreditation { minor currency } } } }
  vatRates { inForceFrom perMille }
}`);
/** Every list of prices, and every rate of VAT. */
export const priceListsQuery = ask("still", PriceLists);

const PricePreview = graphql(`query PricePreview($on: Date, $initial: Int!, $again: Int!) {
  pricePreview(on: $on, initial: $initial, reaccreditation: $again) {
    list { inForceFrom }
    together { net { minor currency } vat { minor currency } gross { minor currency } vatPerMille tailored lines { label net { minor currency } } }
    split {
      orders { net { minor currency } lines { label } }
      total { net { minor currency } vat { minor currency } gross { minor currency } vatPerMille tailored lines { label net { minor currency } } }
    }
  }
}`);
/** What so many programmes would cost on a day. */
export const pricePreviewQuery = (initial: number, again: number, on: string) =>
  ask("live", PricePreview, { initial, again, on: on || null });
