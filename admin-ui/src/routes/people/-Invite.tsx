import { InviteForm } from "../../forms/InviteForm";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { MEMBER_ROLES, type MemberRole } from "../../lib/people";

const InvitePerson = graphql(
  `mutation InvitePerson($input: InvitePersonInput!) { invitePerson(input: $input) { people { person { id } role } } }`,
);

type InviteProps = { university?: string; role?: MemberRole; onClose: () => void; onDone: (name: string) => void };

/** Invites somebody to the viewer's university, or to the one that an operator looks at: they get a letter with the way in (T5). */
export function Invite({ university, role = "CONTRIBUTOR", onClose, onDone }: InviteProps) {
  const invite = useAct(InvitePerson, { onDone: (_, input) => onDone(input.name) });
  return (
    <InviteForm
      roles={MEMBER_ROLES}
      first={role}
      lead="They get a letter with an address that works once, within two weeks: signing in by it at the university's own sign-in lets them in."
      error={invite.error}
      busy={invite.isPending}
      onSend={(who) => invite.mutate({ universityId: university ?? null, ...who })}
      onClose={onClose}
    />
  );
}
