import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { ErrorSummary } from "../../forms/ErrorSummary";
import { TextArea, TextField } from "../../forms/fields";
import { graphql } from "../../gql";
import type { PhraseKind, PhrasesQuery } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { sentences } from "../../lib/errors";
import { phrasesQuery } from "../../lib/phrases";
import { useLoad } from "../../lib/queries";
import { Dialog } from "../../ui/Dialog";
import { Button, Skeleton } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";

const SavePhrase = graphql(`mutation SavePhrase($input: SavePhraseInput!) { savePhrase(input: $input) { phrase { id } } }`);
const RemovePhrase = graphql(`mutation RemovePhrase($input: RemovePhraseInput!) { removePhrase(input: $input) { removed } }`);

type Phrase = PhrasesQuery["viewer"]["phrases"][number];
/** A phrase as it is written: a new one has no id. */
type Draft = { id?: string; title: string; text: string; version: number };

const WORDS: Record<PhraseKind, { title: string; one: string; empty: string }> = {
  NOTE: {
    title: "Insert a phrase",
    one: "note",
    empty: "A phrase is a note that you write often, such as what a policy must name. Keep it once, and insert it where the cursor is.",
  },
  REQUEST: {
    title: "Insert a template",
    one: "question",
    empty: "A template is a question that you ask often, such as for minutes of the last year. Keep it once, and begin from it.",
  },
};

/** Writes words where the cursor is, or at the end of what nobody was writing in, as if they had been typed. */
function insertInto(id: string, words: string, writing: boolean) {
  const field = document.getElementById(id);
  if (!(field instanceof HTMLTextAreaElement)) return;
  field.focus();
  if (!writing) field.setSelectionRange(field.value.length, field.value.length);
  const { selectionStart: from, selectionEnd: to, value } = field;
  const before = from > 0 && !/\s$/.test(value.slice(0, from)) ? " " : "";
  const after = to < value.length && !/^\s/.test(value.slice(to)) ? " " : "";
  field.setRangeText(before + words + after, from, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

type Props = {
  kind: PhraseKind;
  /** The id of the text area that is written in. */
  field: string;
  /** Words to be kept as a new phrase; without them one is chosen. */
  keep?: string | undefined;
  onClose: () => void;
};

/** The assessor's own phrases: one is chosen and inserted, or kept, changed, removed. */
export function PhraseDialog({ kind, field, keep, onClose }: Props) {
  const all = useLoad(phrasesQuery)?.viewer.phrases;
  const own = all?.filter((p) => p.kind === kind);
  const [draft, setDraft] = useState<Draft | undefined>(keep === undefined ? undefined : fresh(keep));
  const [writing] = useState(() => document.activeElement?.id === field);
  const done = () => (keep === undefined ? setDraft(undefined) : onClose());
  const insert = (phrase: Phrase) => {
    onClose();
    // Once the dialog has given the focus back.
    setTimeout(() => insertInto(field, phrase.text, writing));
  };
  return (
    <Dialog open title={draft ? `${draft.id ? "Change" : "Keep"} a ${WORDS[kind].one}` : WORDS[kind].title} onClose={onClose}>
      {draft ? (
        <Edit kind={kind} draft={draft} onDone={done} onCancel={done} />
      ) : !own ? (
        <Skeleton lines={3} />
      ) : own.length === 0 ? (
        <>
          <p className="max-w-[55ch] text-ink-2">{WORDS[kind].empty}</p>
          <div className="flex gap-2">
            <Button tone="primary" autoFocus onClick={() => setDraft(fresh(""))}>
              Write one
            </Button>
            <Button onClick={onClose}>Close</Button>
          </div>
        </>
      ) : (
        <Pick phrases={own} onPick={insert} onEdit={setDraft} onNew={() => setDraft(fresh(""))} onClose={onClose} />
      )}
    </Dialog>
  );
}

/** What a text begins with makes a title to change. */
const fresh = (text: string): Draft => ({
  title:
    text
      .trim()
      .split(/\s+/)
      .slice(0, 6)
      .join(" ")
      .slice(0, 80)
      .replace(/[,;:.]$/, "") ?? "",
  text,
  version: 0,
});

function Pick({
  phrases,
  onPick,
  onEdit,
  onNew,
  onClose,
}: {
  phrases: readonly Phrase[];
  onPick: (phrase: Phrase) => void;
  onEdit: (phrase: Phrase) => void;
  onNew: () => void;
  onClose: () => void;
}) {
  const [search, setSearch] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const words = search.trim().toLowerCase();
  const found = phrases.filter((p) => `${p.title} ${p.text}`.toLowerCase().includes(words));
  /** Up and down go from phrase to phrase; from the first, up goes back to the search. */
  const move = (e: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (!by) return;
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>("[data-phrase]") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement) + by;
    e.preventDefault();
    (at < 0 ? document.getElementById("phrase-search") : buttons[Math.min(at, buttons.length - 1)])?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys only move the focus between the controls inside
    <div className="flex flex-col gap-4" onKeyDown={move}>
      <TextField
        id="phrase-search"
        size="md"
        label="Find"
        hint="Enter inserts the first one; the arrow keys go to the others."
        autoFocus
        value={search}
        onChange={(e) => setSearch(e.target.value)}
        onKeyDown={(e) => {
          if (e.key !== "Enter" || !found[0]) return;
          e.preventDefault();
          onPick(found[0]);
        }}
      />
      <ul ref={list} aria-label="Phrases" className="flex max-h-80 flex-col overflow-auto border-t border-line">
        {found.map((p) => (
          <li key={p.id} className="flex items-start gap-2 border-b border-line">
            <button
              type="button"
              data-phrase
              onClick={() => onPick(p)}
              className="min-w-0 flex-1 cursor-pointer px-2 py-2 text-start -outline-offset-2 hover:bg-sunken"
            >
              <span className="block font-medium">{p.title}</span>
              <span className="line-clamp-2 text-sm text-ink-2">{p.text}</span>
            </button>
            <span className="py-1.5">
              <Button size="sm" tone="bare" onClick={() => onEdit(p)}>
                Change<span className="sr-only"> {p.title}</span>
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="text-ink-2">None has these words.</p>}
      <div className="flex gap-2">
        <Button onClick={onNew}>Write another</Button>
        <Button tone="bare" onClick={onClose}>
          Close
        </Button>
      </div>
    </div>
  );
}

function Edit({ kind, draft, onDone, onCancel }: { kind: PhraseKind; draft: Draft; onDone: () => void; onCancel: () => void }) {
  const [title, setTitle] = useState(draft.title);
  const [text, setText] = useState(draft.text);
  const [tried, setTried] = useState(0);
  const save = useAct(SavePhrase, { onDone });
  const remove = useAct(RemovePhrase, { onDone });
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => first.current?.querySelector("input")?.select(), []);
  const own =
    tried === 0
      ? []
      : [
          ...(title.trim() ? [] : [{ to: "phrase-title", message: "Write a title to find it by" }]),
          ...(text.trim() ? [] : [{ to: "phrase-text", message: "Write the words to keep" }]),
        ];
  const lines = [
    ...own,
    ...(save.error
      ? sentences(save.error).map((s) => ({ message: s.message, rule: s.rule, to: s.field ? `phrase-${s.field}` : undefined }))
      : []),
  ];
  const error = (to: string) => lines.find((l) => l.to === to)?.message;
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(e) => {
        e.preventDefault();
        setTried((n) => n + 1);
        if (title.trim() && text.trim())
          save.mutate({ phraseId: draft.id ?? null, kind, title: title.trim(), text: text.trim(), version: draft.version });
      }}
    >
      <ErrorSummary lines={lines} attempt={tried + (save.error ? 1000 : 0)} />
      <Refusal error={remove.error} />
      <div ref={first}>
        <TextField
          id="phrase-title"
          size="md"
          label="Title"
          hint="What you find it by."
          maxLength={80}
          value={title}
          onChange={(e) => setTitle(e.target.value)}
          error={error("phrase-title")}
        />
      </div>
      <TextArea
        id="phrase-text"
        size="md"
        label="Words"
        hint="Yours alone: nobody else sees what you keep."
        value={text}
        onChange={(e) => setText(e.target.value)}
        error={error("phrase-text")}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" busy={save.isPending}>
          Keep it
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
        {draft.id && (
          <Button tone="bad" busy={remove.isPending} onClick={() => remove.mutate({ phraseId: draft.id ?? "" })}>
            Remove
          </Button>
        )}
      </div>
    </form>
  );
}
