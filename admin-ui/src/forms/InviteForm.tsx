import { type FormEvent, useState } from "react";
import type { ApiError } from "../lib/errors";
import { sentences } from "../lib/errors";
import { Dialog } from "../ui/Dialog";
import { Button } from "../ui/kit";
import { ErrorSummary } from "./ErrorSummary";
import { Radios, TextField } from "./fields";

const FIELDS: Record<string, string> = { name: "invite-name", email: "invite-email" };

/** Somebody who is to be invited. */
export type Invited<R extends string> = { name: string; email: string; role: R };
type Choice<R extends string> = readonly [code: R, text: string, what: string];

type InviteFormProps<R extends string> = {
  /** What they can be, and what each does. */
  roles: readonly Choice<R>[];
  first: R;
  /** What happens then. */
  lead: string;
  error: ApiError | null;
  busy: boolean;
  onSend: (who: Invited<R>) => void;
  onClose: () => void;
};

/** Asks whom to invite, and as what. */
export function InviteForm<R extends string>({ roles, first, lead, error, busy, onSend, onClose }: InviteFormProps<R>) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<R>(first);
  const [tried, setTried] = useState(0);
  const own = tried
    ? [
        ...(name.trim() ? [] : [{ to: "invite-name", message: "Enter what they are called" }]),
        ...(email.includes("@") ? [] : [{ to: "invite-email", message: "Enter their e-mail address" }]),
      ]
    : [];
  const said = error ? sentences(error).map((s) => ({ message: s.message, rule: s.rule, to: s.field ? FIELDS[s.field] : undefined })) : [];
  const lines = [...own, ...said];
  const problem = (to: string) => lines.find((line) => line.to === to)?.message;
  const send = (e: FormEvent) => {
    e.preventDefault();
    setTried((n) => n + 1);
    if (name.trim() && email.includes("@")) onSend({ name: name.trim(), email: email.trim(), role });
  };
  return (
    <Dialog open title="Invite somebody" onClose={onClose}>
      <form noValidate onSubmit={send} className="flex flex-col gap-5">
        <ErrorSummary lines={lines} attempt={tried + (error ? 1000 : 0)} />
        <p className="max-w-[60ch]">{lead}</p>
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
          hint={roles.find(([code]) => code === role)?.[2]}
          options={roles.map(([code, text]) => [code, text] as const)}
          value={role}
          onChange={setRole}
        />
        <div className="flex gap-2">
          <Button type="submit" tone="primary" busy={busy}>
            Send the invitation
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
