import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorSummary } from "../../forms/ErrorSummary";
import { Radios, TextArea } from "../../forms/fields";
import { hasEntered, useEntered, useHeld } from "../../lib/entered";
import { type ApiError, sentences } from "../../lib/errors";
import { leave, post } from "../../lib/graphql";
import type { UniversityRecord } from "../../lib/universities";
import * as paths from "../../paths";
import { Dialog } from "../../ui/Dialog";
import { Button } from "../../ui/kit";

type Entered = { role: "MANAGER" | "VIEWER"; minutes: "15" | "30" | "60"; reason: string };
const FIELDS: Record<string, string> = { role: "act-role", minutes: "act-minutes", reason: "act-reason" };
/** What the scheme takes for a reason. */
const SHORTEST = 10;
const formOf = (id: string) => `act-for-${id}`;

/** The button by which an operator begins to act for a university, and what it asks. */
export function ActFor({ record }: { record: UniversityRecord }) {
  const { id, name } = record.university;
  const [open, setOpen] = useState(() => hasEntered(formOf(id)));
  const close = () => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Act for this university</Button>
      <Dialog title={`Act for ${name}?`} open={open} onClose={close}>
        <Form id={id} onClose={close} />
      </Dialog>
    </>
  );
}

function Form({ id, onClose }: { id: string; onClose: () => void }) {
  // What was entered before signing in again.
  const before = useEntered<Entered>(formOf(id));
  const [role, setRole] = useState(before?.role ?? "MANAGER");
  const [minutes, setMinutes] = useState(before?.minutes ?? "30");
  const [reason, setReason] = useState(before?.reason ?? "");
  const [tried, setTried] = useState(0);
  const begin = useMutation<object, ApiError, Entered>({
    mutationFn: (entered) => post(paths.ACT_FOR, { university: id, ...entered }),
    onSuccess: () => leave(paths.HOME),
  });
  useHeld<Entered>(formOf(id), { role, minutes, reason }, begin.error);
  const wrong = reason.trim().length < SHORTEST ? [{ to: FIELDS.reason, message: "Say why, in ten letters or more" }] : [];
  const refused = begin.error ? sentences(begin.error).map((s) => ({ ...s, to: s.field ? FIELDS[s.field] : undefined })) : [];
  const lines = tried ? [...wrong, ...refused] : [];
  const problem = (field: string | undefined) => lines.find((l) => l.to === field)?.message;
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(e) => {
        e.preventDefault();
        setTried((n) => n + 1);
        if (wrong.length === 0) begin.mutate({ role, minutes, reason });
      }}
    >
      <p className="max-w-[60ch]">
        You see and do what somebody of the university could, as yourself, until you stop or the time is over. Tokens, exports, erasing and
        sign-in stay closed to you meanwhile.
      </p>
      <p className="max-w-[60ch]">
        Its mentoring managers read in their audit trail that you did, why, and every change that you made. The scheme’s says so too.
      </p>
      <ErrorSummary lines={lines} attempt={tried + (begin.error ? 1000 : 0)} />
      <Radios
        id="act-role"
        size="md"
        label="As what?"
        options={[
          ["MANAGER", "Mentoring manager"],
          ["VIEWER", "Viewer, who changes nothing"],
        ]}
        value={role}
        onChange={setRole}
        error={problem(FIELDS.role)}
      />
      <Radios
        id="act-minutes"
        size="md"
        label="For how long?"
        options={[
          ["15", "15 minutes"],
          ["30", "30 minutes"],
          ["60", "An hour"],
        ]}
        value={minutes}
        onChange={setMinutes}
        error={problem(FIELDS.minutes)}
      />
      <TextArea
        id="act-reason"
        size="md"
        label="Why?"
        hint="The university reads this: what you were asked for, and by whom."
        rows={3}
        maxLength={300}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
        error={problem(FIELDS.reason)}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="bad" busy={begin.isPending}>
          Act for it
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}
