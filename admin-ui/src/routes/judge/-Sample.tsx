import { type FormEvent, useState } from "react";
import { Choices, Radios, TextArea } from "../../forms/fields";
import { graphql } from "../../gql";
import type { Finding } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { Dialog } from "../../ui/Dialog";
import { count } from "../../ui/format";
import { Button } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";
import { FINDING, SampleOf } from "../applications/-parts/SampleOf";
import type { Case, Sampled } from "./-judging";

const SampleProgrammes = graphql(
  `mutation SampleProgrammes($input: SampleProgrammesInput!) { sampleProgrammes(input: $input) { application { id sample { programmeId } } } }`,
);
const NoteFinding = graphql(
  `mutation NoteFinding($input: NoteFindingInput!) { noteFinding(input: $input) { application { id sample { programmeId version } } } }`,
);
const LeaveOut = graphql(
  `mutation LeaveOutOfSample($input: LeaveOutOfSampleInput!) { leaveOutOfSample(input: $input) { application { id sample { programmeId } } } }`,
);

type Props = { head: Case; editable: boolean; onClose: () => void };

/** The programmes applied for together: which the assessor looks at more closely, why these, and what was found (P4, J7). */
export function SampleDialog({ head, editable, onClose }: Props) {
  const others = head.programmes.filter((p) => head.sample.every((one) => one.programmeId !== p.id));
  return (
    <Dialog open wide title={`${count(head.programmes.length, "programme")} applied for together`} onClose={onClose}>
      {editable && (
        <p className="max-w-[60ch] text-ink-2">
          Before you decide, look more closely at one at least, and say why that one and what you found. The university reads it with the
          decision.
        </p>
      )}
      {editable ? (
        head.sample.map((one) => <Found key={`${one.programmeId} ${one.version}`} application={head.id} of={one} />)
      ) : (
        <SampleOf sample={head.sample} />
      )}
      {others.length > 0 &&
        (editable ? (
          <Choose application={head.id} others={others} first={head.sample.length === 0} />
        ) : (
          <section className="flex flex-col gap-1">
            <h3 className="font-semibold">{head.sample.length > 0 ? "The others" : "Programmes"}</h3>
            <ul className="columns-2 gap-8 max-sm:columns-1">
              {others.map((p) => (
                <li key={p.id} className="break-inside-avoid py-0.5">
                  {p.name}
                </li>
              ))}
            </ul>
          </section>
        ))}
      <div>
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}

/** A programme of the sample: what was found there. */
function Found({ application, of }: { application: string; of: Sampled }) {
  const [finding, setFinding] = useState<Finding | null>(of.finding ?? null);
  const [note, setNote] = useState(of.note);
  const [tried, setTried] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const save = useAct(NoteFinding);
  const leave = useAct(LeaveOut);
  const changed = finding !== (of.finding ?? null) || note.trim() !== of.note;
  const leaveOut = () => leave.mutate({ applicationId: application, programmeId: of.programmeId });
  const id = `found-${of.programmeId}`;
  const send = (e: FormEvent) => {
    e.preventDefault();
    setTried(true);
    if (!finding || !note.trim()) return;
    save.mutate({ applicationId: application, programmeId: of.programmeId, version: of.version, finding, note: note.trim() });
  };
  return (
    <form noValidate onSubmit={send} aria-label={of.programme} className="flex flex-col gap-4 border-t border-line pt-4">
      <div className="flex flex-col gap-1">
        <h3 className="font-semibold">{of.programme}</h3>
        <p className="max-w-[60ch] text-sm text-ink-2">Chosen because: {of.why}</p>
      </div>
      <Refusal error={save.error ?? leave.error} title="Not saved" />
      <Radios
        id={id}
        size="md"
        label="What did you find?"
        options={[
          ["CONFIRMED", FINDING.CONFIRMED],
          ["NOT_CONFIRMED", FINDING.NOT_CONFIRMED],
        ]}
        value={finding}
        onChange={setFinding}
        error={tried && !finding ? "Choose what you found" : undefined}
      />
      <TextArea
        id={`${id}-note`}
        size="md"
        label="What did you see there?"
        rows={2}
        value={note}
        onChange={(e) => setNote(e.target.value)}
        error={tried && !note.trim() ? "Say what you saw there" : undefined}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" tone={changed ? "primary" : "quiet"} busy={save.isPending} disabled={!changed}>
          Save
        </Button>
        <Button busy={leave.isPending} onClick={() => (of.note && !leaving ? setLeaving(true) : leaveOut())}>
          {leaving ? "Leave it out, and what I noted" : "Leave it out"}
        </Button>
        {leaving && <Button onClick={() => setLeaving(false)}>Keep it</Button>}
        <span role="status" className="text-sm text-ink-2">
          {of.finding && !changed ? "Saved" : ""}
        </span>
      </div>
    </form>
  );
}

type ChooseProps = { application: string; others: readonly { id: string; name: string }[]; first: boolean };
/** Programmes to look at more closely, and why these. */
function Choose({ application, others, first }: ChooseProps) {
  const [ids, setIds] = useState<string[]>([]);
  const [why, setWhy] = useState("");
  const [tried, setTried] = useState(false);
  const choose = useAct(SampleProgrammes, {
    onDone: () => {
      setIds([]);
      setWhy("");
      setTried(false);
    },
  });
  const send = (e: FormEvent) => {
    e.preventDefault();
    setTried(true);
    if (ids.length > 0 && why.trim()) choose.mutate({ applicationId: application, programmeIds: ids, why: why.trim() });
  };
  return (
    <form noValidate onSubmit={send} aria-label="Choose programmes" className="flex flex-col gap-4 border-t border-line pt-4">
      <Refusal error={choose.error} title="Not chosen" />
      <Choices
        id="sample-programmes"
        size="md"
        label={first ? "Which do you look at more closely?" : "Look at more of them?"}
        options={others.map((p) => [p.id, p.name])}
        value={ids}
        onChange={setIds}
        error={tried && ids.length === 0 ? "Tick one programme at least" : undefined}
      />
      <TextArea
        id="sample-why"
        size="md"
        label="Why these?"
        hint="Such as: the newest, the largest, the one whose evidence is thin."
        rows={2}
        value={why}
        onChange={(e) => setWhy(e.target.value)}
        error={tried && !why.trim() ? "Say why these" : undefined}
      />
      <div>
        <Button type="submit" tone={first ? "primary" : "quiet"} busy={choose.isPending}>
          {ids.length > 0 ? `Choose ${count(ids.length, "programme")}` : "Choose"}
        </Button>
      </div>
    </form>
  );
}
