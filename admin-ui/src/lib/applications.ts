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
/** For what an application is, in words. */
export const KINDS = { INITIAL: "Initial", REACCREDITATION: "Reaccreditation" } as const;
/** Who has the next move, in words. */
export const WAITS = { UNIVERSITY: "The university", OPERATOR: "The operator", ASSESSOR: "The assessor", NOBODY: "" } as const;
/** How a clock stands, in words. */
export const CLOCKS = {
  OVERDUE: "Overdue",
  DUE_SOON: "Due within 5 days",
  RUNNING: "Due later",
  STOPPED: "Clock stopped",
  NOT_STARTED: "Not started",
} as const;
const keys = <K extends string>(words: Record<K, string>) => Object.keys(words) as K[];

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
  kind: v.optional(v.fallback(v.picklist(["", ...keys(KINDS)]), "")),
  waits: v.optional(v.fallback(v.picklist(["", ...keys(WAITS)]), "")),
  clock: v.optional(v.fallback(v.picklist(["", ...keys(CLOCKS)]), "")),
  /** Columns, where they are others than usual. */
  columns: v.optional(v.fallback(text, "")),
  university: v.optional(v.fallback(text, "")),
  /** The id of an order: only what was sent with it. */
  order: v.optional(v.fallback(text, "")),
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
      id reference state kind waitingOn updatedAt submittedAt dueOn
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

/** How the list is narrowed, as the API takes it. */
export const filterOf = (s: ListState) => ({
  search: s.q?.trim() || null,
  state: s.status?.length ? s.status : null,
  level: s.level?.length ? s.level : null,
  universityId: s.university || null,
  orderId: s.order || null,
  unassigned: s.unassigned || null,
  kind: s.kind ? [s.kind] : null,
  waitingOn: s.waits ? [s.waits] : null,
  clock: s.clock ? [s.clock] : null,
});

/** Whether anything narrows the list. */
export const isNarrowed = (s: ListState) =>
  Boolean(s.q?.trim() || s.status?.length || s.level?.length || s.university || s.order || s.unassigned || s.kind || s.waits || s.clock);

/** The order of the list, as the API takes it. */
export const orderOf = (s: ListState) => ({ sort: s.sort ?? "UPDATED", descending: s.sort ? (s.desc ?? false) : true });

/** A page of 25 applications. */
export const applicationsQuery = (s: ListState) =>
  ask("live", Applications, {
    filter: filterOf(s),
    ...orderOf(s),
    first: 25,
    after: s.after || null,
  });
