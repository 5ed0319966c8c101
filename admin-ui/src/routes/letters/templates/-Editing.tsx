import { useBlocker } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ErrorSummary } from "../../../forms/ErrorSummary";
import { TextArea, TextField } from "../../../forms/fields";
import { graphql } from "../../../gql";
import { useAct } from "../../../lib/act";
import type { ApiError } from "../../../lib/errors";
import { Dialog } from "../../../ui/Dialog";
import { Button, Notice } from "../../../ui/kit";
import { Refusal } from "../../../ui/Refusal";
import { Insert } from "./-Insert";
import type { Template } from "./-kinds";
import { Preview, usePreview } from "./-Preview";

const ChangeLetterTemplate = graphql(
  `mutation ChangeLetterTemplate($input: ChangeLetterTemplateInput!) { changeLetterTemplate(input: $input) { letterTemplate { kind subject text version } } }`,
);
const RestoreLetterTemplate = graphql(
  `mutation RestoreLetterTemplate($input: RestoreLetterTemplateInput!) { restoreLetterTemplate(input: $input) { letterTemplate { kind subject text version } } }`,
);
type Wording = { subject: string; text: string };
type Kept = Wording & { version: number };
type Field = keyof Wording;
const wording = ({ subject, text }: Wording): Wording => ({ subject, text });
const kept = ({ version, ...of }: Kept): Kept => ({ ...wording(of), version });

/** The wording of one kind of letter beside the letter that it makes. */
export function Editing({ now }: { now: Template }) {
  const [base, setBase] = useState<Kept>(() => kept(now));
  const [written, setWritten] = useState<Wording>(() => wording(now));
  const [attempt, setAttempt] = useState(0);
  const [done, setDone] = useState<"saved" | "undone">();
  /** What was kept and what was written when the standard wording was restored. */
  const [before, setBefore] = useState<{ kept: Wording; written: Wording }>();
  const subject = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const takeBack = useRef<HTMLSpanElement>(null);
  // The button that was pressed is gone: the focus stays beside it.
  useEffect(() => {
    if (before) takeBack.current?.querySelector("button")?.focus();
  }, [before]);
  const change = useAct(ChangeLetterTemplate);
  const restore = useAct(RestoreLetterTemplate);
  const preview = usePreview(now.kind, written);
  const unsaved = written.subject.trim() !== base.subject || written.text.trim() !== base.text;
  const leaving = useBlocker({ shouldBlockFn: () => unsaved, enableBeforeUnload: () => unsaved, withResolver: true });

  const wrong = (field: Field) => {
    const found = change.error?.fields.length ? change.error.fields : preview.problems;
    const messages = found.filter((p) => p.field === field).map((p) => p.message);
    return messages.length ? messages.join(" ") : undefined;
  };
  const write = (part: Partial<Wording>) => {
    setWritten((all) => ({ ...all, ...part }));
    setDone(undefined);
    setBefore(undefined);
    change.reset();
    restore.reset();
  };
  const choose = (theirs: Kept, over: Partial<Wording> = {}) => {
    setBase(kept(theirs));
    write(over);
    text.current?.focus();
  };
  const save = (e: FormEvent) => {
    e.preventDefault();
    if (change.isPending || restore.isPending) return;
    setDone(undefined);
    setBefore(undefined);
    change.mutate(
      { kind: now.kind, ...written, version: base.version },
      {
        onSuccess: ({ changeLetterTemplate: { letterTemplate } }) => {
          setBase(kept(letterTemplate));
          setWritten(wording(letterTemplate));
          setDone("saved");
        },
        onError: () => setAttempt((n) => n + 1),
      },
    );
  };
  const standard = () =>
    restore.mutate(
      { kind: now.kind, version: base.version },
      {
        onSuccess: ({ restoreLetterTemplate: { letterTemplate } }) => {
          setBefore({ kept: base, written });
          setBase(kept(letterTemplate));
          setWritten(wording(letterTemplate));
          setDone(undefined);
          change.reset();
        },
      },
    );
  const undo = () => {
    if (!before) return;
    change.mutate(
      { kind: now.kind, subject: before.kept.subject, text: before.kept.text, version: base.version },
      {
        onSuccess: ({ changeLetterTemplate: { letterTemplate } }) => {
          setBase(kept(letterTemplate));
          setWritten(before.written);
          setBefore(undefined);
          setDone("undone");
          text.current?.focus();
        },
      },
    );
  };
  // Of an own change the answer comes before the list is asked for again.
  const theirs = now.version > base.version && !change.isPending && !restore.isPending ? now : undefined;
  const lines = (change.error?.fields ?? []).map((p) => ({ message: p.message, to: p.field }));
  return (
    <div className="grid items-start gap-x-10 gap-y-8 md:grid-cols-2">
      <form noValidate onSubmit={save} aria-label="Wording" className="flex min-w-0 flex-col gap-6">
        <ErrorSummary lines={lines} attempt={attempt} />
        {theirs && (
          <Notice tone="warn" title="Somebody else has changed this wording">
            <p className="max-w-[65ch]">Yours is not saved. Keep yours to save it in the place of theirs, or take theirs.</p>
            <div className="mt-2 flex flex-wrap gap-2">
              <Button size="sm" onClick={() => choose(theirs)}>
                Keep mine
              </Button>
              <Button size="sm" onClick={() => choose(theirs, wording(theirs))}>
                Take theirs
              </Button>
            </div>
          </Notice>
        )}
        <div className="flex flex-col gap-2">
          <TextField
            ref={subject}
            id="subject"
            size="md"
            label="Subject"
            value={written.subject}
            onChange={(e) => write({ subject: e.target.value })}
            error={wrong("subject")}
          />
          <Insert of={now.placeholders.filter((p) => p.inSubject)} into={subject} label="Insert in the subject" />
        </div>
        <div className="flex flex-col gap-2">
          <TextArea
            ref={text}
            id="text"
            size="md"
            label="Text"
            hint="What stands in double braces is filled in for each letter."
            rows={12}
            value={written.text}
            onChange={(e) => write({ text: e.target.value })}
            error={wrong("text")}
          />
          <Insert of={now.placeholders} into={text} label="Insert in the text" explained />
        </div>
        <Refusal error={elsewhere(change.error, theirs)} title="Not saved" />
        <Refusal error={elsewhere(restore.error, theirs)} title="Not restored" />
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" tone="primary" busy={change.isPending} disabled={!unsaved}>
            Save
          </Button>
          {!now.isStandard && (
            <Button busy={restore.isPending} onClick={standard}>
              Restore the standard wording
            </Button>
          )}
          <div role="status" className="flex flex-wrap items-center gap-2 text-ink-2">
            {done === "saved" && "Saved. Letters that are written from now on say this."}
            {done === "undone" && "Taken back."}
            {before && "The standard wording is restored."}
            {!done && !before && unsaved && "Not saved yet."}
          </div>
          {before && (
            <span ref={takeBack}>
              <Button busy={change.isPending} onClick={undo}>
                Undo
              </Button>
            </span>
          )}
        </div>
      </form>
      <Preview of={preview} />
      <Dialog open={leaving.status === "blocked"} title="Leave without saving?" onClose={() => leaving.reset?.()}>
        <p>What you have written for these letters is not saved.</p>
        <div className="flex flex-wrap gap-2">
          <Button tone="primary" onClick={() => leaving.reset?.()}>
            Stay here
          </Button>
          <Button tone="bad" onClick={() => leaving.proceed?.()}>
            Leave without saving
          </Button>
        </div>
      </Dialog>
    </div>
  );
}

/** What is not said elsewhere on the page: at a field, or by the choice between two wordings. */
const elsewhere = (error: ApiError | null, theirs: unknown) =>
  error && error.fields.length === 0 && !(error.code === "CONFLICT" && theirs) ? error : null;
