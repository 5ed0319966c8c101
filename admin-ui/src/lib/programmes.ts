import { graphql } from "../gql";
import type { Direction, ProgrammesQuery, ProgrammesToApplyForQuery } from "../gql/graphql";
import { ask } from "./graphql";

/** Who mentors whom (P1). */
export const DIRECTIONS: readonly (readonly [Direction, string])[] = [
  ["STAFF_TO_STAFF", "Staff mentor staff"],
  ["STAFF_TO_STUDENT", "Staff mentor students"],
  ["STUDENT_TO_STAFF", "Students mentor staff"],
  ["STUDENT_TO_STUDENT", "Students mentor students"],
];

const Programmes = graphql(`query Programmes($first: Int, $after: String) {
  programmes(first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id name purpose mentors large startedOn endedOn
      award { number expiresOn state level { code title rank } }
      openApplication { id reference state level { code title rank } }
    }
  }
}`);
/** The university's programmes, 50 at a time. */
export const programmesQuery = (after?: string) => ask("live", Programmes, { first: 50, after: after ?? null });
export type ProgrammeRow = ProgrammesQuery["programmes"]["nodes"][number];

const Programme = graphql(`query Programme($id: ID!) {
  programme(id: $id) {
    id name purpose directions mentors startedOn endedOn coordinator large version framework { id name }
    university { id name }
    award { id number awardedOn expiresOn state url level { code title rank } }
    eligibility { options { kind allowed firstDay level { code title rank } reasons { rule message } } }
    openApplication { id reference state level { code title rank } }
  }
}`);
export const programmeQuery = (id: string) => ask("live", Programme, { id });

const ProgrammesToApplyFor = graphql(`query ProgrammesToApplyFor($university: ID, $after: String) {
  programmes(universityId: $university, first: 100, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes {
      id name large
      award { expiresOn level { code title rank } }
      openApplication { id reference state version level { code title rank } missing { rule } }
      eligibility { options { kind allowed firstDay level { code title rank } reasons { rule message } } }
    }
  }
}`);
/** A university's programmes with what each may apply for, and what it has open, 100 at a time; operators say which university. */
export const toApplyForQuery = ({ university, after }: { university?: string; after?: string }) =>
  ask("live", ProgrammesToApplyFor, { university: university ?? null, after: after ?? null });
export type ToApplyFor = ProgrammesToApplyForQuery["programmes"]["nodes"][number];
