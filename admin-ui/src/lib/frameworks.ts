import { graphql } from "../gql";
import type { FrameworksQuery } from "../gql/graphql";
import { ask } from "./graphql";

const Frameworks = graphql(`query Frameworks($after: String) {
  frameworks(first: 50, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id name description version programmes { id } }
  }
}`);
/** The university's delivery frameworks, 50 at a time (P4). */
export const frameworksQuery = (after?: string) => ask("live", Frameworks, { after: after ?? null });
export type FrameworkRow = FrameworksQuery["frameworks"]["nodes"][number];

const Framework = graphql(`query Framework($id: ID!) {
  node(id: $id) { __typename ... on DeliveryFramework { id name description version programmes { id name } } }
}`);
/** One of them, with what runs to it. */
export const frameworkQuery = (id: string) => ask("live", Framework, { id });

const ProgrammesToRun = graphql(`query ProgrammesToRun($university: ID, $after: String) {
  programmes(universityId: $university, first: 100, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id name endedOn framework { id name } }
  }
}`);
/** The university's programmes with what each runs to, 100 at a time; operators say which university. */
export const programmesToRunQuery = ({ university, after }: { university?: string; after?: string }) =>
  ask("live", ProgrammesToRun, { university: university || null, after: after ?? null });
