import { queryOptions } from "@tanstack/react-query";
import * as v from "valibot";
import { graphql } from "../gql";
import type { MergePreviewQuery, Nation, UniversityChoicesQuery, UniversityRecordQuery, UniversityRecordsQuery } from "../gql/graphql";
import { many, text } from "./applications";
import { ask, execute } from "./graphql";

export const UNIVERSITY_STATES = ["OPEN", "CLOSED"] as const;
/** What a list of universities is narrowed to, as the address has it. */
export const UniversitySearch = v.object({
  q: v.optional(v.fallback(text, "")),
  state: v.optional(v.fallback(many(UNIVERSITY_STATES), [])),
  after: v.optional(v.fallback(text, "")),
});
export type UniversityListState = v.InferOutput<typeof UniversitySearch>;

const Records = graphql(`query UniversityRecords($search: String, $state: [UniversityState!], $after: String) {
  universityRecords(search: $search, state: $state, first: 25, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { university { id name } code state programmes openApplications awardsInForce outstanding { minor currency } signedInAt }
  }
}`);
/** Universities as operators keep them, by name. */
export const universitiesQuery = (s: UniversityListState) =>
  ask("live", Records, { search: s.q?.trim() || null, state: s.state?.length ? s.state : null, after: s.after || null });
export type UniversityRow = UniversityRecordsQuery["universityRecords"]["nodes"][number];

const Record = graphql(`query UniversityRecord($id: ID!) {
  universityRecord(universityId: $id) {
    university { id name slug }
    code externalReference nation purchaseOrderNeeded state closedOn closedReason continuedBy { id name } version
    programmes openApplications awardsInForce openQuotes outstanding { minor currency } signedInAt
    toClose { rule message }
    people { person { id name email } role canSignIn signedInAt }
    notes { id text writtenAt own writtenBy { id name } }
  }
}`);
/** One of them, with its people and what was noted. */
export const universityQuery = (id: string) => ask("live", Record, { id });
export type UniversityRecord = UniversityRecordQuery["universityRecord"];

const MergePreview = graphql(`query MergePreview($from: ID!, $into: ID!) {
  mergePreview(fromId: $from, intoId: $into) {
    from { university { id name } version }
    into { university { id name } version }
    reasons { rule message }
    moves { part count named }
    stays { part name why }
    stayCount
    tiedCases { reference assessor }
  }
}`);
/** What merging one into another would move, what would stay, and what is in the way. */
export const mergePreviewQuery = (from: string, into: string) => ask("live", MergePreview, { from, into });
export type MergePreview = MergePreviewQuery["mergePreview"];

const UniversityTimeline = graphql(`query UniversityTimeline($id: ID!, $after: String) {
  universityTimeline(universityId: $id, first: 25, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { id at actor forTheScheme act summary } }
}`);
/** Everything that happened there, and what the scheme did about it, newest first. */
export const universityTimelineQuery = (id: string, after?: string) => ask("live", UniversityTimeline, { id, after: after || null });

/** How the nations are called. */
export const NATION: Record<Nation, string> = {
  ENGLAND: "England",
  SCOTLAND: "Scotland",
  WALES: "Wales",
  NORTHERN_IRELAND: "Northern Ireland",
};

const UniversityChoices = graphql(`query UniversityChoices($after: String) {
  universities(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { id name } }
}`);
/** All universities, to narrow a list to one: a country has more than one page of them. */
export const universityNamesQuery = queryOptions({
  queryKey: ["live", "UniversityChoices"] as const,
  queryFn: async ({ signal }) => {
    const names: { id: string; name: string }[] = [];
    let after: string | null = null;
    do {
      const { universities }: UniversityChoicesQuery = await execute(UniversityChoices, { after }, { signal });
      names.push(...universities.nodes);
      after = universities.pageInfo.hasNextPage ? (universities.pageInfo.endCursor ?? null) : null;
    } while (after);
    return names;
  },
});
