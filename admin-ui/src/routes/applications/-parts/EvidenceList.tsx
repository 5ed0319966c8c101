import { useState } from "react";
import { graphql } from "../../../gql";
import { useAct } from "../../../lib/act";
import { type Criterion, headQuery, useLoad } from "../../../lib/queries";
import { Dialog } from "../../../ui/Dialog";
import { type EvidenceItem, EvidenceLink, speaksOf, what } from "../../../ui/Evidence";
import { Button } from "../../../ui/kit";
import { Refusal } from "../../../ui/Refusal";
import { Criteria } from "./Criteria";
import { SpeaksOf } from "./SpeaksOf";

const TieEvidence = graphql(`mutation TieEvidence($input: TieEvidenceInput!) { tieEvidence(input: $input) { evidence { id criteria } } }`);
const RemoveEvidence = graphql(`mutation RemoveEvidence($input: EvidenceInput!) { removeEvidence(input: $input) { removedId } }`);

type Props = { application: string; items: readonly EvidenceItem[]; criteria: readonly Criterion[]; editable: boolean; here?: string };

/** Evidence, each with what it is and the other criteria it shows; while the application is a draft it can be tied and removed. */
export function EvidenceList({ application, items, criteria, editable, here }: Props) {
  if (items.length === 0) return null;
  return (
    <ul aria-label={here ? `Evidence for ${here}` : "Evidence"} className="flex flex-col gap-3">
      {items.map((e) => (
        <Item key={e.id} application={application} item={e} criteria={criteria} editable={editable && !e.locked} here={here} />
      ))}
    </ul>
  );
}

function Item({
  application,
  item,
  criteria,
  editable,
  here,
}: {
  application: string;
  item: EvidenceItem;
  criteria: readonly Criterion[];
  editable: boolean;
  here: string | undefined;
}) {
  const [tying, setTying] = useState(false);
  const [removing, setRemoving] = useState(false);
  const remove = useAct(RemoveEvidence, { onDone: () => setRemoving(false) });
  const others = item.criteria.filter((r) => r !== here);
  const of = speaksOf(item, useLoad(headQuery(application))?.application.programmes ?? []);
  return (
    <li className="flex flex-col gap-0.5">
      <EvidenceLink item={item} />
      <span className="break-all text-sm text-ink-3">{what(item)}</span>
      {others.length > 0 && (
        <span className="text-sm text-ink-3">{here ? `Also shows ${others.join(", ")}` : `Shows ${others.join(", ")}`}</span>
      )}
      {of && <span className="text-sm text-ink-3">{of}</span>}
      {editable && (
        <span className="no-print -ms-2 flex flex-wrap gap-1">
          <Button size="sm" tone="bare" onClick={() => setTying(true)} aria-label={`Criteria of ${item.title}`}>
            Criteria
          </Button>
          <Button size="sm" tone="bare" onClick={() => setRemoving(true)} aria-label={`Remove ${item.title}`}>
            Remove
          </Button>
        </span>
      )}
      {tying && <TieDialog application={application} item={item} criteria={criteria} onClose={() => setTying(false)} />}
      <Dialog open={removing} title={`Remove ${item.title}?`} onClose={() => setRemoving(false)}>
        <p>It is taken from every criterion it is tied to{others.length > 0 ? `: ${item.criteria.join(", ")}` : ""}.</p>
        <Refusal error={remove.error} />
        <div className="flex gap-2">
          <Button tone="bad" busy={remove.isPending} onClick={() => remove.mutate({ evidenceId: item.id })}>
            Remove
          </Button>
          <Button onClick={() => setRemoving(false)}>Keep</Button>
        </div>
      </Dialog>
    </li>
  );
}

type TieProps = { application: string; item: EvidenceItem; criteria: readonly Criterion[]; onClose: () => void };
function TieDialog({ application, item, criteria, onClose }: TieProps) {
  const [refs, setRefs] = useState([...item.criteria]);
  const [programmes, setProgrammes] = useState([...item.programmes]);
  const tie = useAct(TieEvidence, { onDone: onClose });
  return (
    <Dialog open wide title={`What does ${item.title} show?`} onClose={onClose}>
      <Refusal error={tie.error} />
      <Criteria id={`tie-${item.id}`} label="Criteria" criteria={criteria} value={refs} onChange={setRefs} />
      <SpeaksOf id={`of-${item.id}`} application={application} value={programmes} onChange={setProgrammes} />
      <div className="flex gap-2">
        <Button
          tone="primary"
          disabled={refs.length === 0}
          busy={tie.isPending}
          onClick={() => tie.mutate({ evidenceId: item.id, criteria: refs, programmeIds: programmes })}
        >
          Save
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
      {refs.length === 0 && <p className="text-sm text-ink-2">Tick at least one criterion, or remove the evidence.</p>}
    </Dialog>
  );
}

/** Evidence that is already there, to be tied to one more criterion. */
export function TieExisting({ items, here }: { items: readonly EvidenceItem[]; here: string }) {
  const tie = useAct(TieEvidence);
  const open = items.filter(
    (e) => !e.locked && !e.criteria.includes(here) && (!e.file || e.file.state === "CLEAN" || e.file.state === "SCANNING"),
  );
  if (open.length === 0) return null;
  return (
    <label className="no-print flex flex-col gap-1 text-sm text-ink-2">
      Use evidence added before
      <select
        className="control max-w-80"
        value=""
        onChange={(ev) => {
          const item = open.find((e) => e.id === ev.target.value);
          if (item) tie.mutate({ evidenceId: item.id, criteria: [...item.criteria, here] });
        }}
      >
        <option value="">Choose</option>
        {open.map((e) => (
          <option key={e.id} value={e.id}>
            {e.title}
          </option>
        ))}
      </select>
      <Refusal error={tie.error} />
    </label>
  );
}
