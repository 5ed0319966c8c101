import { type FormEvent, type ReactNode, useState } from "react";
import { TextArea } from "../forms/fields";
import type { ApiError } from "../lib/errors";
import { Dialog } from "./Dialog";
import { Button } from "./kit";
import { Refusal } from "./Refusal";

type AskWhyProps = {
  title: string;
  /** What happens then. */
  children: ReactNode;
  hint?: string;
  /** What is said where no reason is given. */
  missing: string;
  error: ApiError | null;
  /** Above why it was refused. */
  failed?: string;
  busy: boolean;
  tone?: "primary" | "bad";
  yes: string;
  no?: string;
  onYes: (reason: string) => void;
  onClose: () => void;
};

/** Asks for a reason before something is done that others will want to understand. */
export function AskWhy({
  title,
  children,
  hint,
  missing,
  error,
  failed,
  busy,
  tone = "primary",
  yes,
  no = "Cancel",
  onYes,
  onClose,
}: AskWhyProps) {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setTried(true);
    if (reason.trim()) onYes(reason.trim());
  };
  return (
    <Dialog open title={title} onClose={onClose}>
      <p className="max-w-[60ch]">{children}</p>
      <Refusal error={error} title={failed} />
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <TextArea
          id="why"
          size="md"
          label="Why?"
          hint={hint}
          rows={3}
          value={reason}
          onChange={(e) => setReason(e.target.value)}
          error={tried && !reason.trim() ? missing : undefined}
        />
        <div className="flex gap-2">
          <Button type="submit" tone={tone} busy={busy}>
            {yes}
          </Button>
          <Button onClick={onClose}>{no}</Button>
        </div>
      </form>
    </Dialog>
  );
}
