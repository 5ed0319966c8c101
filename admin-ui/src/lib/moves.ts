import { graphql } from "../gql";
import type { WorkloadQuery } from "../gql/graphql";
import { ask } from "./graphql";

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

const ConsiderMoves = graphql(`query ConsiderMoves($moves: [MoveInput!]!) {
  considerMoves(moves: $moves) {
    moves { case { id reference } objections { rule message } }
    loads { assessor { id } before after }
  }
}`);
/** What moves would come to, before they are made. */
export const considerQuery = (moves: Moves) => ask("live", ConsiderMoves, { moves: asInput(moves) });

export const MoveCases = graphql(`mutation MoveCases($input: MoveCasesInput!) { moveCases(input: $input) { run { id moves } } }`);

/** The moves as the API takes them. */
export const asInput = (moves: Moves) => [...moves].map(([caseId, assessorId]) => ({ caseId, assessorId }));
