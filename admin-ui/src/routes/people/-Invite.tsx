import { type FormEvent, useState } from "react";
import { ErrorSummary } from "../../forms/ErrorSummary";
import { Radios, TextField } from "../../forms/fields";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { sentences } from "../../lib/errors";
import { MEMBER_ROLES, type MemberRole } from "../../lib/people";
import { Dialog } from "../../ui/Dialog";
import { Button } from "../../ui/kit";

const InvitePerson = graphql(
  `mutation InvitePerson($input: InvitePersonInput!) { invitePerson(input: $input) { people { person { id } role } } }`,
);
const FIELDS: Record<string, string> = { name: "invite-name", email: "invite-email" };

type InviteProps = { university?: string; role?: MemberRole; onClose: () => void; onDone: (name: string) => void };

/** Invites somebody to the viewer's university, or to the one that an operator looks at: they get a letter with the way in (T5). */
export function Invite({ university, role: first = "CONTRIBUTOR", onClose, onDone }: InviteProps) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<MemberRole>(first);
  const [tried, setTried] = useState(0);
  const invite = useAct(InvitePerson, { onDone: () => onDone(name.trim()) });
  const own = tried
    ? [
        ...(name.trim() ? [] : [{ to: "invite-name", message: "Enter what they are called" }]),
        ...(email.includes("@") ? [] : [{ to: "invite-email", message: "Enter their e-mail address" }]),
      ]
    : [];
  const said = invite.error
    ? sentences(invite.error).map((s) => ({ message: s.message, rule: s.rule, to: s.field ? FIELDS[s.field] : undefined }))
    : [];
  const lines = [...own, ...said];
  const problem = (to: string) => lines.find((line) => line.to === to)?.message;
  const send = (e: FormEvent) => {
    e.preventDefault();
    setTried((n) => n + 1);
    if (name.trim() && email.includes("@"))
      invite.mutate({ universityId: university ?? null, name: name.trim(), email: email.trim(), role });
  };
  return (
    <Dialog open title="Invite somebody" onClose={onClose}>
      <form noValidate onSubmit={send} className="flex flex-col gap-5">
        <ErrorSummary lines={lines} attempt={tried + (invite.error ? 1000 : 0)} />
        <p className="max-w-[60ch]">
          They get a letter with an address that works once, within two weeks: signing in by it at the university's own sign-in lets them
          in.
        </p>
        <TextField
          id="invite-name"
          size="md"
          width="mid"
          label="Name"
          maxLength={200}
          autoComplete="off"
          value={name}
          onChange={(e) => setName(e.target.value)}
          error={problem("invite-name")}
        />
        <TextField
          id="invite-email"
          size="md"
          width="mid"
          type="email"
          label="E-mail address"
          maxLength={254}
          autoComplete="off"
          value={email}
          onChange={(e) => setEmail(e.target.value)}
          error={problem("invite-email")}
        />
        <Radios
          id="invite-role"
          size="md"
          label="As what?"
          hint={MEMBER_ROLES.find(([code]) => code === role)?.[2]}
          options={MEMBER_ROLES.map(([code, text]) => [code, text] as const)}
          value={role}
          onChange={setRole}
        />
        <div className="flex gap-2">
          <Button type="submit" tone="primary" busy={invite.isPending}>
            Send the invitation
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
