import * as v from "valibot";
import { graphql } from "../gql";
import type { JoinRequestQuery, JoinRequestsQuery, JoinState } from "../gql/graphql";
import { text } from "./applications";
import { ask } from "./graphql";

export const JOIN_STATES = ["ASKED", "ACCEPTED", "DECLINED"] as const satisfies readonly JoinState[];
export const JOIN_WORDS: Record<JoinState, string> = { ASKED: "Waiting", ACCEPTED: "Accepted", DECLINED: "Declined" };
/** What the list is narrowed to, as the address has it. */
export const JoinSearch = v.object({
  state: v.optional(v.fallback(v.optional(v.picklist(JOIN_STATES)), undefined)),
  after: v.optional(v.fallback(text, "")),
});

const Requests = graphql(`query JoinRequests($state: JoinState, $after: String) {
  joinRequests(state: $state, first: 25, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id universityName domain name position askedAt state answeredAt answeredBy { id name } }
  }
}`);
/** Universities that ask to join, newest first. */
export const joinRequestsQuery = (state?: JoinState, after?: string) =>
  ask("live", Requests, { state: state ?? null, after: after || null });
export type JoinRequestRow = JoinRequestsQuery["joinRequests"]["nodes"][number];

const One = graphql(`query JoinRequest($id: ID!) {
  joinRequest(id: $id) {
    id universityName address domain name position email askedAt state answeredAt answeredBy { id name } reason
    university { id name } version
  }
}`);
/** One of them. */
export const joinRequestQuery = (id: string) => ask("live", One, { id });
export type JoinRequest = JoinRequestQuery["joinRequest"];
