import * as v from "valibot";
import { graphql } from "../gql";
import type { QuoteQuery, QuotesQuery } from "../gql/graphql";
import { many, text } from "./applications";
import { ask } from "./graphql";

export const QUOTE_STATES = ["ISSUED", "ACCEPTED", "EXPIRED", "WITHDRAWN"] as const;

/** The address is the state of the list of quotes. */
export const QuoteSearch = v.object({
  q: v.optional(v.fallback(text, "")),
  state: v.optional(v.fallback(many(QUOTE_STATES), [])),
  university: v.optional(v.fallback(text, "")),
  after: v.optional(v.fallback(text, "")),
});
export type QuoteListState = v.InferOutput<typeof QuoteSearch>;

const Quotes = graphql(`query Quotes($filter: QuoteFilter, $after: String) {
  quotes(filter: $filter, first: 25, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id number state tailored issuedOn openUntil net { minor currency } applications { id reference } university { id name } }
  }
}`);
export type QuoteRow = QuotesQuery["quotes"]["nodes"][number];

/** A page of quotes. */
export const quotesQuery = (s: QuoteListState) =>
  ask("live", Quotes, {
    filter: { search: s.q?.trim() || null, states: s.state?.length ? s.state : null, universityId: s.university || null },
    after: s.after || null,
  });

const Quote = graphql(`query Quote($id: ID!) {
  quote(id: $id) {
    id number state tailored issuedOn openUntil acceptedOn purchaseOrder reason vatPerMille
    university { id name }
    applications { id reference programmes }
    orders { id number invoice { id number } }
    lines { label net { minor currency } }
    net { minor currency } vat { minor currency } gross { minor currency }
    split {
      orders { net { minor currency } lines { label } }
      total { net { minor currency } vat { minor currency } gross { minor currency } vatPerMille tailored lines { label net { minor currency } } }
    }
  }
}`);
export const quoteQuery = (id: string) => ask("live", Quote, { id });
export type QuoteView = QuoteQuery["quote"];
