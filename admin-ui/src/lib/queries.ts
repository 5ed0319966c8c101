import { type QueryKey, type UseQueryOptions, useQuery } from "@tanstack/react-query";
import { graphql } from "../gql";
import type { ApplicationHeadQuery, EditionQuery, PillarRatingsQuery } from "../gql/graphql";
import { ask } from "./graphql";

/** Each question asks for one thing, so that each costs the server few statements; a page asks several at once. */

const Edition = graphql(`query Edition($id: ID!) {
  edition(id: $id) {
    id title code publishedOn pillarsRequired monthsHeldBeforeNext validityMonths
    levels { code title rank }
    pillars {
      number code title summary
      criteria { ref pillar title note audience level { code title rank } elements { rule items } }
      evidenceExamples { level { code title rank } examples }
    }
  }
}`);
/** An edition is immutable: asked for once. */
export const editionQuery = (id: string) => ask("still", Edition, { id });
export type Edition = EditionQuery["edition"];
export type Criterion = Edition["pillars"][number]["criteria"][number];

const ApplicationHead = graphql(`query ApplicationHead($id: ID!) {
  application(id: $id) {
    id reference state kind scope ledBy expectations language version waitingOn createdAt submittedAt assessmentStartedOn dueOn decidedAt
    level { code title rank }
    university { id name }
    programmes { id name mentors large startedOn }
    edition { id }
    assessor { id name }
    hold { since reason }
    actions { name allowed reasons { rule message field } }
  }
}`);
export const headQuery = (id: string) => ask("live", ApplicationHead, { id });
export type Head = ApplicationHeadQuery["application"];

const ApplicationStanding = graphql(`query ApplicationStanding($id: ID!) {
  application(id: $id) {
    id version
    selfLevel { code title rank }
    missing { rule message field }
    warnings { rule message field }
    pillars {
      pillar { number title }
      criteria rated evidenced
      selfLevel { code title rank }
    }
  }
}`);
/** The self-rating as it stands. */
export const standingQuery = (id: string) => ask("live", ApplicationStanding, { id });

const PillarRatings = graphql(`query PillarRatings($id: ID!, $pillar: Int) {
  application(id: $id) {
    id
    criteria(pillar: $pillar) {
      criterion { ref }
      rating { value statement elements version updatedAt }
      exceptions { programmeId programme value statement version }
    }
  }
}`);
/** The ratings of one pillar, or of all. */
export type Exception = PillarRatingsQuery["application"]["criteria"][number]["exceptions"][number];
export const ratingsQuery = (id: string, pillar?: number) => ask("live", PillarRatings, { id, pillar: pillar ?? null });

const ApplicationEvidence = graphql(`query ApplicationEvidence($id: ID!) {
  application(id: $id) {
    id
    evidence { id kind title coversFrom coversTo criteria programmes url addedAt request locked file { name size contentType sha256 state problem malwareScanned removedOn } }
  }
}`);
export const evidenceQuery = (id: string) => ask("live", ApplicationEvidence, { id });

const ApplicationRequests = graphql(`query ApplicationRequests($id: ID!) {
  application(id: $id) {
    id
    requests { id criteria question state dueOn askedAt round answer answeredAt accepted closedAt evidence { id title } }
  }
}`);
export const requestsQuery = (id: string) => ask("live", ApplicationRequests, { id });

const AnswerDay = graphql(`query AnswerDay($id: ID!, $on: Date) {
  application(id: $id) { id answerDay(on: $on) { on workingDay workingDays next } }
}`);
/** A day to answer by; the one that is proposed where none is given. */
export const answerDayQuery = (id: string, on?: string) => ask("live", AnswerDay, { id, on: on ?? null });

const ApplicationOrder = graphql(`query ApplicationOrder($id: ID!) {
  application(id: $id) {
    id
    price { net { minor currency } vat { minor currency } gross { minor currency } vatPerMille tailored lines { label net { minor currency } } }
    order {
      id number createdAt purchaseOrder paidOn startBeforePayment
      quote { id number state openUntil net { minor currency } }
      invoice { id number issuedOn dueOn state overdue outstanding { minor currency } }
    }
  }
}`);
export const orderQuery = (id: string) => ask("live", ApplicationOrder, { id });

const ApplicationTimeline = graphql(`query ApplicationTimeline($id: ID!) {
  timeline(applicationId: $id, first: 100) { totalCount nodes { id at actor forTheScheme act summary } }
}`);
export const timelineQuery = (id: string) => ask("live", ApplicationTimeline, { id });

const ApplicationDecision = graphql(`query ApplicationDecision($id: ID!) {
  application(id: $id) {
    id
    decision {
      decidedAt feedback sentences digest
      level { code title rank }
      pillars {
        reason
        pillar { number title }
        outcome { code title rank }
        bestFit { code title rank }
        levels { met unmet needed reached level { code title rank } }
      }
    }
    sample { programmeId programme why finding note }
    award { id number state awardedOn expiresOn url badgeUrl level { code title rank } }
  }
}`);
export const decisionQuery = (id: string) => ask("live", ApplicationDecision, { id });

/** What the viewer may do now with an application, and why not. */
export function actionOf(head: Pick<Head, "actions">, name: Head["actions"][number]["name"]) {
  return head.actions.find((a) => a.name === name) ?? { name, allowed: false, reasons: [] };
}

/** Data, or the error thrown to the nearest error page; undefined while it is on its way. */
export function useLoad<T, K extends QueryKey>(options: UseQueryOptions<T, Error, T, K>): T | undefined {
  const { data, error } = useQuery(options);
  if (error && data === undefined) throw error;
  return data;
}
