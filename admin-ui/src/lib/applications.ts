import * as v from "valibot";
import { graphql } from "../gql";
import type { ApplicationsQuery } from "../gql/graphql";
import { ask } from "./graphql";

export const STATES = [
  "DRAFT",
  "SUBMITTED",
  "IN_ASSESSMENT",
  "AWAITING_EVIDENCE",
  "MODERATION",
  "ON_HOLD",
  "DECIDED",
  "WITHDRAWN",
] as const;
const SORTS = ["REFERENCE", "UNIVERSITY", "DUE", "UPDATED"] as const;
export type Sort = (typeof SORTS)[number];

/** A list in the address bar, joined by commas. */
export const many = <const T extends readonly string[]>(allowed: T) =>
  v.pipe(
    v.union([v.string(), v.array(v.string())]),
    v.transform((x) => (Array.isArray(x) ? x : x.split(",")).filter((s): s is T[number] => allowed.includes(s))),
  );
export const text = v.pipe(v.union([v.string(), v.number()]), v.transform(String));
export const yes = v.pipe(
  v.union([v.string(), v.boolean()]),
  v.transform((x) => x === true || x === "yes"),
);

/** The address is the state of a list: what it shows can be bookmarked and sent. */
export const ListSearch = v.object({
  q: v.optional(v.fallback(text, "")),
  status: v.optional(v.fallback(many(STATES), [])),
  level: v.optional(
    v.fallback(
      v.pipe(
        v.union([v.string(), v.array(v.string())]),
        v.transform((x) => (Array.isArray(x) ? x : x.split(",")).filter(Boolean)),
      ),
      [],
    ),
  ),
  unassigned: v.optional(v.fallback(yes, false)),
  sort: v.optional(v.fallback(v.picklist(SORTS), "UPDATED")),
  desc: v.optional(v.fallback(yes, false)),
  after: v.optional(v.fallback(text, "")),
});
export type ListState = v.InferOutput<typeof ListSearch>;

const Applications =
  graphql(`query Applications($filter: ApplicationFilter, $sort: ApplicationSort, $descending: Boolean, $first: Int, $after: String) {
  applications(filter: $filter, sort: $sort, descending: $descending, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id reference state waitingOn updatedAt submittedAt dueOn
      level { code title rank }
      university { id name }
      programmes { id name }
      assessor { id name }
      decision { level { code title rank } }
      pillars { pillar { number title } selfLevel { code title rank } outcome { level { code title rank } } }
    }
  }
}`);
export type ApplicationRow = ApplicationsQuery["applications"]["nodes"][number];

/** A page of 25 applications. */
export const applicationsQuery = (s: ListState) =>
  ask("live", Applications, {
    filter: {
      search: s.q?.trim() || null,
      state: s.status?.length ? s.status : null,
      level: s.level?.length ? s.level : null,
      unassigned: s.unassigned || null,
    },
    sort: s.sort ?? "UPDATED",
    descending: s.sort ? (s.desc ?? false) : true,
    first: 25,
    after: s.after || null,
  });
