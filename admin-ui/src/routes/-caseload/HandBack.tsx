import { type FormEvent, useState } from "react";
import { TextArea } from "../../forms/fields";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { Dialog } from "../../ui/Dialog";
import { Button } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";

const HandBackCase = graphql(`mutation HandBackCase($input: HandBackCaseInput!) { handBackCase(input: $input) { reference } }`);

/** Gives a case up with a reason (W5). */
export function HandBack({
  of,
  onClose,
  onDone,
}: {
  of: { id: string; reference: string };
  onClose: () => void;
  onDone: (reference: string) => void;
}) {
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string>();
  const back = useAct(HandBackCase, {
    onDone: (r) => {
      onDone(r.handBackCase.reference);
      onClose();
    },
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setProblem(reason.trim() ? undefined : "Say why, so that somebody else can be found.");
    if (reason.trim()) back.mutate({ applicationId: of.id, reason });
  };
  return (
    <Dialog open title={`Hand ${of.reference} back?`} onClose={onClose}>
      <Refusal error={back.error} title="Not handed back" />
      <p className="max-w-[60ch] text-ink-2">
        What you judged stays for its next assessor. You no longer see the case, and it is not offered to you again.
      </p>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <TextArea
          id="why"
          size="md"
          label="Why"
          hint="Operators read it."
          rows={3}
          value={reason}
          error={problem}
          onChange={(e) => setReason(e.target.value)}
        />
        <div className="flex gap-2">
          <Button type="submit" tone="primary" busy={back.isPending}>
            Hand it back
          </Button>
          <Button onClick={onClose}>Keep it</Button>
        </div>
      </form>
    </Dialog>
  );
}
