import { graphql } from "../../gql";
import type { WorkloadQuery } from "../../gql/graphql";
import { ask } from "../../lib/graphql";
import { count } from "../../ui/format";

const Workload = graphql(`query Workload {
  workload {
    assessors {
      lead openCases points capacity levels schemes languages version
      person { id name }
      absences { from backOn }
      coached { programmeId name university }
    }
    cases {
      id applicationId secondMarking reference university state version points counts submittedOn dueOn clock stoppedOn mayStart
      level { code title rank }
      assessor { id name }
    }
  }
}`);
/** How work lies with everybody. */
export const workloadQuery = ask("live", Workload);
export type BoardAssessor = WorkloadQuery["workload"]["assessors"][number];
export type BoardCase = WorkloadQuery["workload"]["cases"][number];

/** Who gets a case: an assessor's id, or nobody. */
export type Moves = ReadonlyMap<string, string | null>;

/** Who has a case once the moves are made. */
export const holder = (c: BoardCase, moves: Moves) => (moves.has(c.id) ? (moves.get(c.id) ?? null) : (c.assessor?.id ?? null));

/** The moves as the API takes them. */
export const asInput = (moves: Moves) => [...moves].map(([caseId, assessorId]) => ({ caseId, assessorId }));

/** ALD-0001, or that it is to be marked second. */
export const nameOf = (c: Pick<BoardCase, "reference" | "secondMarking">) =>
  c.secondMarking ? `${c.reference}, second marking` : c.reference;

/** 7 of 14 points, or 7 points where no capacity is said. */
export const inPoints = (points: number, capacity: number | null | undefined) =>
  capacity == null ? count(points, "point") : `${points.toLocaleString("en-GB")} of ${count(capacity, "point")}`;

/** The absence that somebody is away by today, if they are. */
export const awayNow = (a: Pick<BoardAssessor, "absences">, today: string) => a.absences.find((x) => x.from <= today && today < x.backOn);
