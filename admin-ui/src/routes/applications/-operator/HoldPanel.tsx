import { useState } from "react";
import { graphql } from "../../../gql";
import { useAct } from "../../../lib/act";
import { actionOf, type Head } from "../../../lib/queries";
import { AskWhy } from "../../../ui/AskWhy";
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
  const hold = useAct(HoldApplication, { onDone: () => setOpen(false) });
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
      {open && (
        <AskWhy
          title={`Put ${head.reference} on hold?`}
          missing="Say why it is put on hold"
          error={hold.error}
          failed="Not put on hold"
          busy={hold.isPending}
          yes="Put on hold"
          onYes={(reason) => hold.mutate({ applicationId: head.id, version: head.version, reason })}
          onClose={() => setOpen(false)}
        >
          Nothing is judged and its clock stands still until you let it go on. Its university and its assessor read why.
        </AskWhy>
      )}
    </>
  );
}
