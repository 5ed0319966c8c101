import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { AskWhy } from "../../ui/AskWhy";

const HandBackCase = graphql(`mutation HandBackCase($input: HandBackCaseInput!) { handBackCase(input: $input) { reference } }`);

type HandBackProps = { of: { id: string; reference: string }; onClose: () => void; onDone: (reference: string) => void };

/** Gives a case up with a reason (W5). */
export function HandBack({ of, onClose, onDone }: HandBackProps) {
  const back = useAct(HandBackCase, {
    onDone: (r) => {
      onDone(r.handBackCase.reference);
      onClose();
    },
  });
  return (
    <AskWhy
      title={`Hand ${of.reference} back?`}
      hint="Operators read it."
      missing="Say why, so that somebody else can be found."
      error={back.error}
      failed="Not handed back"
      busy={back.isPending}
      yes="Hand it back"
      no="Keep it"
      onYes={(reason) => back.mutate({ applicationId: of.id, reason })}
      onClose={onClose}
    >
      What you judged stays for its next assessor. You no longer see the case, and it is not offered to you again.
    </AskWhy>
  );
}
