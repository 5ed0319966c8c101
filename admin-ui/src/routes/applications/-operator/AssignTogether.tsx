import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../../lib/act";
import { queryClient } from "../../../lib/graphql";
import { asInput, considerQuery, MoveCases, workloadQuery } from "../../../lib/moves";
import { useLoad } from "../../../lib/queries";
import { Dialog } from "../../../ui/Dialog";
import { count } from "../../../ui/format";
import { Button, Reasons, Skeleton } from "../../../ui/kit";
import type { Applied } from "../../../ui/Moved";
import { Refusal } from "../../../ui/Refusal";

type AssignTogetherProps = { chosen: ReadonlySet<string>; onClose: () => void; onApplied: (run: Applied) => void };

/** Gives the chosen cases to one assessor: what stands against each is shown first, and what may be given is given together. */
export default function AssignTogether({ chosen, onClose, onApplied }: AssignTogetherProps) {
  const workload = useLoad(workloadQuery)?.workload;
  const [to, setTo] = useState("");
  const open = (workload?.cases ?? []).filter((c) => chosen.has(c.id));
  const moves = new Map(open.map((c) => [c.id, to] as const));
  const looked = useQuery({ ...considerQuery(moves), enabled: to !== "" && moves.size > 0 }, queryClient);
  const found = to ? looked.data?.considerMoves : undefined;
  const against = (found?.moves ?? []).filter((m) => m.objections.length > 0);
  const free = new Map([...moves].filter(([id]) => !against.some((m) => m.case.id === id)));
  const make = useAct(MoveCases, {
    onDone: ({ moveCases: { run } }) => {
      if (run) onApplied(run);
      onClose();
    },
  });
  const load = found?.loads.find((l) => l.assessor.id === to);
  return (
    <Dialog open wide title="Assign" onClose={onClose}>
      <Refusal error={make.error} title="None of it was assigned" />
      {!workload ? (
        <Skeleton lines={4} />
      ) : open.length === 0 ? (
        <p>None of them is an open case: drafts, decided and withdrawn applications have no assessor to choose.</p>
      ) : (
        <>
          {open.length < chosen.size && (
            <p>{`${count(chosen.size - open.length, "application")} of those chosen are not open and stay as they are.`}</p>
          )}
          <label className="flex flex-col items-start gap-1">
            <span className="font-semibold">{`Give ${count(open.length, "case")} to`}</span>
            <select className="control w-auto!" value={to} onChange={(e) => setTo(e.target.value)}>
              <option value="">Choose an assessor</option>
              {workload.assessors.map((a) => (
                <option key={a.person.id} value={a.person.id}>
                  {a.person.name}
                </option>
              ))}
            </select>
          </label>
          {found && (
            <div role="status" className="flex flex-col gap-3">
              <p>
                {`${count(free.size, "case")} may be given${load ? `: ${load.before} points now, ${load.after} with all of them` : ""}.`}
              </p>
              {against.length > 0 && (
                <ul className="border-t border-line" aria-label="What stands in the way">
                  {against.map((m) => (
                    <li key={m.case.id} className="flex flex-col gap-1 border-b border-line py-2">
                      <span className="font-medium">{m.case.reference}</span>
                      <Reasons reasons={m.objections} />
                    </li>
                  ))}
                </ul>
              )}
            </div>
          )}
        </>
      )}
      <div className="flex flex-wrap gap-2">
        {found && free.size > 0 && (
          <Button tone="primary" busy={make.isPending} disabled={looked.isFetching} onClick={() => make.mutate({ moves: asInput(free) })}>
            {`Assign ${count(free.size, "case")}`}
          </Button>
        )}
        <Button onClick={onClose}>{found && free.size > 0 ? "Cancel" : "Close"}</Button>
      </div>
    </Dialog>
  );
}
