import { memo, useEffect, useRef } from "react";
import type { Rating } from "../../gql/graphql";
import { type Autosave, useEntry } from "../../lib/autosave";
import type { Criterion } from "../../lib/queries";
import { LevelMark } from "../../ui/Colonnade";
import { type EvidenceItem, speaksOf } from "../../ui/Evidence";
import { Button } from "../../ui/kit";
import type { Draft, Judged } from "./-judging";
import { Cap, isKeyOf, shortcut } from "./-keys";
import { MARKS, Marks } from "./-Marks";

const SELF: Record<Rating, string> = { MET: "met", PARTLY_MET: "partly met", NOT_MET: "not met" };

type Props = {
  criterion: Criterion;
  judged: Judged | undefined;
  evidence: readonly EvidenceItem[];
  /** The programmes applied for together. */
  covered: readonly { id: string; name: string }[];
  store: Autosave<Draft>;
  levels: number;
  current: boolean;
  editable: boolean;
  shown: string | undefined;
  onCurrent: (ref: string) => void;
  onOpen: (evidenceId: string) => void;
  mark: (ref: string, value: Rating) => void;
  /** Inserts a phrase into the note, or keeps the note's words as one. */
  onPhrase: (ref: string, keep?: string) => void;
};

/** One criterion: what the university says of it, and what the assessor makes of it. */
export const CriterionRow = memo(function CriterionRow({
  criterion,
  judged,
  evidence,
  covered,
  store,
  levels,
  current,
  editable,
  shown,
  onCurrent,
  onOpen,
  mark,
  onPhrase,
}: Props) {
  const entry = useEntry(store, criterion.ref);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const draft = entry?.value;
  const rating = judged?.rating;
  const noted = current || Boolean(draft?.note) || entry?.phase === "conflict";
  return (
    <li
      ref={row}
      id={`criterion-${criterion.ref}`}
      tabIndex={-1}
      aria-current={current ? "true" : undefined}
      onFocus={() => onCurrent(criterion.ref)}
      onMouseDown={() => onCurrent(criterion.ref)}
      className={`flex flex-col gap-2 rounded-md px-3 py-3 -outline-offset-2 ${current ? "bg-accent-tint" : ""}`}
    >
      <div className="flex items-start gap-x-3">
        <span className="w-9 shrink-0 text-ink-2">{criterion.ref}</span>
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <p className="max-w-[60ch] leading-5 font-medium">{criterion.title}</p>
          {criterion.note && <p className="max-w-[60ch] text-sm text-ink-2">{criterion.note}</p>}
        </div>
      </div>
      <div className="flex flex-col gap-1.5 md:ps-12">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-ink-2">
          <LevelMark level={criterion.level} of={levels} />
          <span>{rating ? `Rates itself ${SELF[rating.value]}` : "Not rated by the university"}</span>
          <Marks
            reference={criterion.ref}
            value={draft?.value}
            editable={editable}
            keys={current}
            onMark={(value) => mark(criterion.ref, value)}
          />
        </div>
        {rating?.statement && <p className="max-w-[65ch] whitespace-pre-line">{rating.statement}</p>}
        {judged?.exceptions.map((x) => (
          <p key={x.programmeId} className="max-w-[65ch] border-s-4 border-line-2 ps-3">
            <span className="font-medium">{x.programme}</span> differs: {SELF[x.value]}.{" "}
            <span className="whitespace-pre-line text-ink-2">{x.statement}</span>
          </p>
        ))}
        {criterion.elements && (
          <ul className="flex flex-col gap-0.5 text-sm text-ink-2">
            {criterion.elements.items.map((item, i) => {
              const ticked = rating?.elements.includes(i);
              return (
                <li key={item} className="flex gap-2">
                  <svg aria-hidden="true" width="12" height="12" className="mt-1 shrink-0">
                    {ticked ? (
                      <path d="m2 6.5 2.6 2.6L10 3.4" fill="none" stroke="var(--color-ok)" strokeWidth="1.6" />
                    ) : (
                      <path d="M3 6h6" stroke="var(--color-ink-3)" strokeWidth="1.2" />
                    )}
                  </svg>
                  <span>
                    {item}
                    <span className="sr-only">{ticked ? ", ticked" : ", not ticked"}</span>
                  </span>
                </li>
              );
            })}
          </ul>
        )}
        <div className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
          {evidence.map((e) => (
            <button
              key={e.id}
              type="button"
              aria-pressed={shown === e.id}
              onClick={() => onOpen(e.id)}
              className={`min-h-6 cursor-pointer text-start underline underline-offset-3 ${shown === e.id ? "font-semibold text-ink" : "text-accent"}`}
            >
              {e.title}
              {e.programmes.length > 0 && <span className="text-ink-2"> ({speaksOf(e, covered)})</span>}
              {e.request && <span className="text-ink-2"> (added on request)</span>}
            </button>
          ))}
          {evidence.length === 0 && <span className="text-warn">No evidence tied</span>}
        </div>
        {draft && noted && (
          <div className="flex flex-col gap-1">
            <div className="flex min-h-7 flex-wrap items-center gap-x-2 text-sm">
              <label htmlFor={`note-${criterion.ref}`} className="flex items-center gap-2 font-medium">
                Note {current && <Cap act="note" />}
              </label>
              {current && editable && (
                <span className="ms-auto flex flex-wrap">
                  <Button size="sm" tone="bare" aria-keyshortcuts={shortcut("phrase")} onClick={() => onPhrase(criterion.ref)}>
                    Insert a phrase <Cap act="phrase" />
                  </Button>
                  {draft.note.trim() && (
                    <Button size="sm" tone="bare" onClick={() => onPhrase(criterion.ref, draft.note.trim())}>
                      Keep this text as a phrase
                    </Button>
                  )}
                </span>
              )}
            </div>
            <textarea
              id={`note-${criterion.ref}`}
              className="control min-h-10! text-sm"
              rows={1}
              readOnly={!editable}
              value={draft.note}
              onChange={(e) => store.edit(criterion.ref, { ...draft, note: e.target.value })}
              onBlur={() => void store.flush()}
              onKeyDown={(e) => {
                // Back to the criterion, where the letters act again.
                if (e.key === "Escape") row.current?.focus();
                if (isKeyOf("insert", e) && editable) {
                  e.preventDefault();
                  onPhrase(criterion.ref);
                }
              }}
            />
            {entry?.phase === "incomplete" && (
              <p className="text-sm text-warn">Choose met, partly or not met, and the note is saved with it.</p>
            )}
          </div>
        )}
        {entry?.phase === "failed" && (
          <p role="alert" className="text-sm font-medium text-bad">
            Not saved: {entry.message}
          </p>
        )}
        {entry?.phase === "conflict" && entry.other && (
          <div role="alert" className="flex flex-col gap-2 border-l-4 border-warn bg-warn-tint px-3 py-2 text-sm">
            <p className="font-semibold">Another judgement was saved meanwhile. Yours stands above and is kept; choose what shall count.</p>
            <blockquote className="border-l-2 border-line-2 pl-3">
              <span className="font-medium">
                {entry.other.value.value ? MARKS.find((m) => m.value === entry.other?.value.value)?.word : "No judgement"}
              </span>
              <span className="block whitespace-pre-line">{entry.other.value.note || "No note."}</span>
            </blockquote>
            <div className="flex flex-wrap gap-2">
              <Button size="sm" onClick={() => store.settle(criterion.ref, "theirs")}>
                Take that
              </Button>
              <Button size="sm" onClick={() => store.settle(criterion.ref, "mine")}>
                Keep mine
              </Button>
              {entry.other.value.note && (
                <Button size="sm" onClick={() => store.settle(criterion.ref, "both")}>
                  Keep both notes
                </Button>
              )}
            </div>
          </div>
        )}
      </div>
    </li>
  );
});
