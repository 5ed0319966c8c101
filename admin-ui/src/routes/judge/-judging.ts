import { graphql } from "../../gql";
import type { JudgeCriteriaQuery, JudgeHeadQuery, Rating } from "../../gql/graphql";
import { Autosave } from "../../lib/autosave";
import { ask, execute, outdate, queryClient } from "../../lib/graphql";
import { keepIn } from "../../lib/kept";
import { whoAmI } from "../../lib/viewer";

const JudgeHead = graphql(`query JudgeHead($id: ID!) {
  application(id: $id) {
    id reference state scope language version waitingOn dueOn submittedAt unread
    level { code title rank }
    university { id name }
    programmes { id name }
    sample { programmeId programme why finding note version }
    edition { id }
    myRole
    hold { since reason }
    pendingDecision { madeAt releaseAt }
    secondMarking { why submittedAt differs settledReason }
    bestFitLevel { code title rank }
    undecided { rule message field }
    actions { name allowed reasons { rule message field } }
    pillars {
      criteria judged evidenced askedFirst
      pillar { number title }
      selfLevel { code title rank }
      bestFit { code title rank }
      outcome { reason version level { code title rank } bestFit { code title rank } }
    }
  }
}`);
/** A case as its assessor sees it. */
export const judgeHeadQuery = (id: string) => ask("live", JudgeHead, { id });
export type Case = JudgeHeadQuery["application"];
export type Sampled = Case["sample"][number];
export type Standing = Case["pillars"][number];

const JudgeCriteria = graphql(`query JudgeCriteria($id: ID!) {
  application(id: $id) {
    id
    criteria {
      criterion { ref }
      rating { value statement elements }
      exceptions { programmeId programme value statement }
      judgement { value note version }
    }
  }
}`);
/** Self-ratings and judgements of every criterion: pillars then change without waiting. */
export const judgeCriteriaQuery = (id: string) => ask("live", JudgeCriteria, { id });
export type Judged = JudgeCriteriaQuery["application"]["criteria"][number];

const JudgeCriterion = graphql(`mutation JudgeCriterion($input: JudgeCriterionInput!) {
  judgeCriterion(input: $input) {
    criterion { criterion { ref } judgement { version } }
    application {
      id version
      bestFitLevel { code title rank }
      undecided { rule message field }
      pillars {
        criteria judged evidenced askedFirst
        pillar { number title }
        selfLevel { code title rank }
        bestFit { code title rank }
        outcome { reason version level { code title rank } bestFit { code title rank } }
      }
    }
  }
}`);

/** A judgement as it is being written: the note may come before the rating. */
export type Draft = { value: Rating | null; note: string };
type Kept = { value: Rating; note: string; version: number } | null | undefined;
export const asDraft = (j: Kept): { value: Draft; version: number } =>
  j ? { value: { value: j.value, note: j.note }, version: j.version } : { value: { value: null, note: "" }, version: 0 };

const stores = new Map<string, Autosave<Draft>>();
/** The judgements of one case as they are being made, by criterion. */
export function judgementsOf(application: string): Autosave<Draft> {
  const known = stores.get(application);
  if (known) return known;
  const store = new Autosave<Draft>({
    ready: (d) => d.value !== null,
    same: (a, b) => a.value === b.value && a.note.trim() === b.note.trim(),
    merge: (mine, other) => ({
      value: mine.value ?? other.value,
      note: [other.note, mine.note]
        .map((note) => note.trim())
        .filter(Boolean)
        .join("\n\n"),
    }),
    keep: keepIn(`${whoAmI()} ${application}`),
    save: async (ref, d, version, key) => {
      if (!d.value) return version;
      const { judgeCriterion } = await execute(
        JudgeCriterion,
        { input: { applicationId: application, ref, value: d.value, note: d.note, version } },
        { key },
      );
      await outdate();
      queryClient.setQueryData(
        judgeHeadQuery(application).queryKey,
        (before) => before && { application: { ...before.application, ...judgeCriterion.application } },
      );
      return judgeCriterion.criterion.judgement?.version ?? version + 1;
    },
    latest: async (ref) => {
      const { application: now } = await queryClient.fetchQuery({ ...judgeCriteriaQuery(application), staleTime: 0 });
      return asDraft(now.criteria.find((c) => c.criterion.ref === ref)?.judgement);
    },
  });
  store.watch();
  stores.set(application, store);
  return store;
}

type Ranked = { rank: number; code: string; title: string };
/** The level these outcomes give (J2): the highest that enough pillars reach. */
export function overall<L extends Ranked>(
  outcomes: readonly (Ranked | null | undefined)[],
  levels: readonly L[],
  required: number,
): L | null {
  const reached = levels.filter((l) => outcomes.filter((o) => (o?.rank ?? 0) >= l.rank).length >= required);
  return reached.toSorted((a, b) => b.rank - a.rank)[0] ?? null;
}
