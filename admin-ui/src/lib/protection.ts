import { graphql } from "../gql";
import type { PersonHoldingsQuery, PersonRecordQuery } from "../gql/graphql";
import { ask } from "./graphql";

const PeopleFound = graphql(`query PeopleFound($words: String!) {
  peopleFound(words: $words) { person { id name email } universities staff }
}`);
/** People by words in their name or address, those who left among them. */
export const peopleFoundQuery = (words: string) => ask("live", PeopleFound, { words });

const PersonRecord = graphql(`query PersonRecord($id: ID!) {
  personRecord(personId: $id) { person { id name email } erasedAt universities staff toErase { rule message } }
}`);
export const personRecordQuery = (id: string) => ask("live", PersonRecord, { id });
export type PersonRecord = PersonRecordQuery["personRecord"];

const PersonHoldings = graphql(`query PersonHoldings($id: ID!) {
  personHoldings(personId: $id) { part title count stays note }
}`);
/** What is held of a person, part by part. */
export const personHoldingsQuery = (id: string) => ask("live", PersonHoldings, { id });
export type Holding = PersonHoldingsQuery["personHoldings"][number];

const RetentionAhead = graphql(`query RetentionAhead { retentionAhead { kept title rule count firstOn } }`);
/** What goes within a month because its time is over. */
export const retentionAheadQuery = ask("live", RetentionAhead);

/** Where somebody belongs or belonged, in words. */
export const belongs = (p: { universities: readonly string[]; staff: boolean }): string =>
  [...(p.staff ? ["The scheme"] : []), ...p.universities].join(", ") || "Nowhere now";
