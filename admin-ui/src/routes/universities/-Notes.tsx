import { type FormEvent, useState } from "react";
import { TextArea } from "../../forms/fields";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import type { UniversityRecord } from "../../lib/universities";
import { moment } from "../../ui/format";
import { Button, Section } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";

const NoteUniversity = graphql(
  `mutation NoteUniversity($input: NoteUniversityInput!) { noteUniversity(input: $input) { record { notes { id } } } }`,
);
const RemoveNote = graphql(
  `mutation RemoveUniversityNote($input: RemoveUniversityNoteInput!) { removeUniversityNote(input: $input) { record { notes { id } } } }`,
);

/** What operators noted; one's own can be removed, and come back by undo. */
export function Notes({ record }: { record: UniversityRecord }) {
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const [gone, setGone] = useState<string>();
  const universityId = record.university.id;
  const write = useAct(NoteUniversity, {
    onDone: () => {
      setText("");
      setTried(false);
    },
  });
  const back = useAct(NoteUniversity, { onDone: () => setGone(undefined) });
  const remove = useAct(RemoveNote);
  const send = (e: FormEvent) => {
    e.preventDefault();
    setTried(true);
    if (text.trim()) write.mutate({ universityId, text: text.trim() });
  };
  return (
    <Section title="Notes">
      <p className="max-w-[65ch] text-ink-2">For those who run the scheme; the university does not read them.</p>
      <Refusal error={write.error ?? remove.error ?? back.error} title="Not noted" />
      <form noValidate onSubmit={send} className="no-print flex flex-col items-start gap-3">
        <div className="w-full">
          <TextArea
            id="note"
            size="md"
            label="Note something"
            rows={2}
            value={text}
            onChange={(e) => setText(e.target.value)}
            error={tried && !text.trim() ? "Write what is to be noted" : undefined}
          />
        </div>
        <Button type="submit" busy={write.isPending}>
          Note it
        </Button>
      </form>
      {gone && (
        <p role="status" className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
          The note was removed.
          <Button size="sm" busy={back.isPending} onClick={() => back.mutate({ universityId, text: gone })}>
            Undo
          </Button>
        </p>
      )}
      {record.notes.length > 0 && (
        <ul aria-label="Notes" className="border-t border-line">
          {record.notes.map((note) => (
            <li key={note.id} className="flex flex-col gap-1 border-b border-line py-3">
              <span className="max-w-[65ch] whitespace-pre-line">{note.text}</span>
              <span className="flex flex-wrap items-center gap-x-3 text-sm text-ink-2">
                {note.writtenBy?.name ?? "Somebody"}, {moment(note.writtenAt)}
                {note.own && (
                  <Button
                    size="sm"
                    tone="bare"
                    busy={remove.isPending}
                    onClick={() => remove.mutate({ noteId: note.id }, { onSuccess: () => setGone(note.text) })}
                  >
                    Remove
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
