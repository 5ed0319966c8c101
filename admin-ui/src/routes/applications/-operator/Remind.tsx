import { graphql } from "../../../gql";
import { useAct } from "../../../lib/act";
import type { Head } from "../../../lib/queries";
import { Button, Notice } from "../../../ui/kit";
import { Refusal } from "../../../ui/Refusal";

const SendReminder = graphql(`mutation SendReminder($input: SendReminderInput!) { sendReminder(input: $input) { application { id } } }`);

const WHOM = { UNIVERSITY: "the university", ASSESSOR: "the assessor" } as const;

/** Reminds whoever has the next move, once a day. */
export function Remind({ head }: { head: Head }) {
  const send = useAct(SendReminder);
  if (head.waitingOn !== "UNIVERSITY" && head.waitingOn !== "ASSESSOR") return null;
  return (
    <>
      <Refusal error={send.error} title="Nobody was reminded" />
      {send.data && <Notice tone="ok" title="The reminder is on its way" />}
      <Button tone="bare" busy={send.isPending} onClick={() => send.mutate({ applicationId: head.id })}>
        {`Remind ${WHOM[head.waitingOn]}`}
      </Button>
    </>
  );
}
