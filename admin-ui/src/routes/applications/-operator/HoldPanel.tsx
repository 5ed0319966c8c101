import { useState } from "react";
import { TextArea } from "../../../forms/fields";
import { graphql } from "../../../gql";
import { useAct } from "../../../lib/act";
import { actionOf, type Head } from "../../../lib/queries";
import { Dialog } from "../../../ui/Dialog";
import { Held } from "../../../ui/Held";
import { Button } from "../../../ui/kit";
import { Refusal } from "../../../ui/Refusal";

const HoldApplication = graphql(
  `mutation HoldApplication($input: HoldApplicationInput!) { holdApplication(input: $input) { application { id version state hold { since reason } } } }`,
);
const ResumeApplication = graphql(
  `mutation ResumeApplication($input: ResumeApplicationInput!) { resumeApplication(input: $input) { application { id version state dueOn hold { since reason } } } }`,
);

/** Putting a case on hold with a reason, and letting it go on; its clock stands still between (W6). */
export function HoldPanel({ head }: { head: Head }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const close = () => {
    setOpen(false);
    setReason("");
    setAsked(false);
  };
  const hold = useAct(HoldApplication, { onDone: close });
  const resume = useAct(ResumeApplication);
  if (head.hold)
    return (
      <div className="flex flex-col items-start gap-3">
        <Held hold={head.hold} />
        <Refusal error={resume.error} title="It stays on hold" />
        <span className="no-print">
          <Button tone="primary" busy={resume.isPending} onClick={() => resume.mutate({ applicationId: head.id, version: head.version })}>
            Let it go on
          </Button>
        </span>
      </div>
    );
  if (!actionOf(head, "HOLD").allowed) return null;
  return (
    <>
      <Button tone="bare" onClick={() => setOpen(true)}>
        Put on hold
      </Button>
      <Dialog open={open} title={`Put ${head.reference} on hold?`} onClose={close}>
        <p>Nothing is judged and its clock stands still until you let it go on. Its university and its assessor read why.</p>
        <Refusal error={hold.error} title="Not put on hold" />
        <TextArea
          id="hold-reason"
          size="md"
          label="Why?"
          value={reason}
          onChange={(e) => setReason(e.target.value)}
          error={asked && !reason.trim() ? "Say why it is put on hold" : undefined}
        />
        <div className="flex gap-2">
          <Button
            tone="primary"
            busy={hold.isPending}
            onClick={() => {
              setAsked(true);
              if (reason.trim()) hold.mutate({ applicationId: head.id, version: head.version, reason: reason.trim() });
            }}
          >
            Put on hold
          </Button>
          <Button onClick={close}>Cancel</Button>
        </div>
      </Dialog>
    </>
  );
}
