import { useState } from "react";
import { graphql } from "../gql";
import { useAct } from "../lib/act";
import { count } from "./format";
import { Button, Notice } from "./kit";
import { Refusal } from "./Refusal";

const UndoAssignment = graphql(`mutation UndoAssignment($input: UndoAssignmentPlanInput!) {
  undoAssignmentPlan(input: $input) { run { id } putBack { id } kept { reference reasons { rule message } } }
}`);

/** Cases that were given to others together. */
export type Applied = { id: string; moves: number };

/** Says that cases were moved, takes them back, and says which stay and why. Give it a key of the move's id. */
export function Moved({ applied, onDismiss }: { applied: Applied; onDismiss: () => void }) {
  const [undone, setUndone] = useState(false);
  const undo = useAct(UndoAssignment, { onDone: () => setUndone(true) });
  const kept = undo.data?.undoAssignmentPlan.kept ?? [];
  return (
    <>
      <Refusal error={undo.error} title="Not undone" />
      <Notice
        tone={kept.length > 0 ? "warn" : "ok"}
        title={
          undone
            ? `${count(undo.data?.undoAssignmentPlan.putBack.length ?? 0, "case", "cases")} put back`
            : `${count(applied.moves, "case", "cases")} moved`
        }
      >
        {kept.map((k) => (
          <p key={k.reference}>{`${k.reference} stays: ${k.reasons.map((r) => r.message).join(" ")}`}</p>
        ))}
        <div className="no-print mt-2 flex gap-2">
          {!undone && (
            <Button size="sm" busy={undo.isPending} onClick={() => undo.mutate({ runId: applied.id })}>
              Undo
            </Button>
          )}
          <Button size="sm" tone="bare" onClick={onDismiss}>
            Dismiss
          </Button>
        </div>
      </Notice>
    </>
  );
}
