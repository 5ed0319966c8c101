import { graphql } from "../../gql";
import type { AssignmentPlanQuery } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { ask } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import { Dialog } from "../../ui/Dialog";
import { count } from "../../ui/format";
import { Button, Reasons, Skeleton } from "../../ui/kit";
import type { Applied } from "../../ui/Moved";
import { Refusal } from "../../ui/Refusal";
import { inPoints, nameOf } from "./-board";

const AssignmentPlan = graphql(`query AssignmentPlan {
  assignmentPlan {
    digest
    changes { case { id reference secondMarking university points } from { id name } to { id name } }
    unplaced { case { id reference secondMarking university points } reasons { rule message } remedy }
    loads { assessor { id name } before after capacity }
  }
}`);
const ApplyAssignmentPlan = graphql(
  `mutation ApplyAssignmentPlan($input: ApplyAssignmentPlanInput!) { applyAssignmentPlan(input: $input) { run { id moves } } }`,
);
type Plan = AssignmentPlanQuery["assignmentPlan"];

/** What automatic assignment would do, before it does it: each change, what it comes to, what cannot be placed and what would help. */
export default function Preview({ onClose, onApplied }: { onClose: () => void; onApplied: ((run: Applied) => void) | null }) {
  const plan = useLoad(ask("live", AssignmentPlan))?.assignmentPlan;
  const apply = useAct(ApplyAssignmentPlan, {
    onDone: ({ applyAssignmentPlan: { run } }) => {
      if (run) onApplied?.(run);
      onClose();
    },
  });
  return (
    <Dialog open wide title="Assign automatically" onClose={onClose}>
      <Refusal
        error={apply.error}
        title={apply.error?.code === "CONFLICT" ? "The plan is another one by now: look at it again" : "Not applied"}
      />
      {!plan ? <Skeleton lines={6} /> : <Contents plan={plan} />}
      <div className="flex flex-wrap gap-2">
        {plan && plan.changes.length > 0 && onApplied && (
          <Button tone="primary" busy={apply.isPending} onClick={() => apply.mutate({ digest: plan.digest })}>
            {`Apply ${count(plan.changes.length, "change")}`}
          </Button>
        )}
        <Button onClick={onClose}>{plan && plan.changes.length > 0 ? "Cancel" : "Close"}</Button>
      </div>
    </Dialog>
  );
}

function Contents({ plan }: { plan: Plan }) {
  const moved = plan.loads.filter((l) => l.before !== l.after);
  return (
    <>
      {plan.changes.length === 0 ? (
        <p>Nothing would change: every case that can be placed is, and the load is as even as it can be.</p>
      ) : (
        <>
          <h3 className="font-semibold">{count(plan.changes.length, "case would change hands", "cases would change hands")}</h3>
          <ul className="-mt-3 border-t border-line" aria-label="Changes">
            {plan.changes.map((c) => (
              <li key={c.case.id} className="flex flex-wrap gap-x-4 border-b border-line py-2">
                <span className="min-w-0 flex-1 basis-56">
                  <span className="font-medium">{c.case.university}</span> <span className="text-ink-2">{nameOf(c.case)}</span>
                </span>
                <span className="text-ink-2">{count(c.case.points, "point")}</span>
                <span className="basis-52">{`${c.from?.name ?? "Nobody"} to ${c.to?.name ?? "nobody"}`}</span>
              </li>
            ))}
          </ul>
          <table className="w-full text-sm">
            <caption className="pb-1 text-start font-semibold text-md">What everybody would have</caption>
            <thead>
              <tr className="border-b border-line text-ink-2">
                <th scope="col" className="py-1 text-start font-medium">
                  Assessor
                </th>
                <th scope="col" className="py-1 text-end font-medium">
                  Now
                </th>
                <th scope="col" className="py-1 text-end font-medium">
                  After
                </th>
              </tr>
            </thead>
            <tbody>
              {moved.map((l) => (
                <tr key={l.assessor.id} className="border-b border-line">
                  <th scope="row" className="py-1 text-start font-normal">
                    {l.assessor.name}
                  </th>
                  <td className="py-1 text-end">{l.before}</td>
                  <td className="py-1 text-end">{inPoints(l.after, l.capacity)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {plan.unplaced.length > 0 && (
        <>
          <h3 className="font-semibold">
            {count(plan.unplaced.length, "case that nobody can be given", "cases that nobody can be given")}
          </h3>
          <ul className="-mt-3 border-t border-line" aria-label="Not placed">
            {plan.unplaced.map((u) => (
              <li key={u.case.id} className="flex flex-col gap-1 border-b border-line py-2">
                <span>
                  <span className="font-medium">{u.case.university}</span>{" "}
                  <span className="text-ink-2">{`${nameOf(u.case)}, ${count(u.case.points, "point")}`}</span>
                </span>
                <Reasons reasons={u.reasons} />
                <span className="text-sm">{u.remedy}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
