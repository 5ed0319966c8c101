import { Radios } from "../../../forms/fields";
import { type Autosave, useEntry } from "../../../lib/autosave";
import type { Criterion } from "../../../lib/queries";
import { LevelMark } from "../../../ui/Colonnade";
import { Button, Tick } from "../../../ui/kit";
import { type Draft, RATING, RATINGS, suggested } from "./self";

type Props = {
  store: Autosave<Draft>;
  criterion: Criterion;
  levels: number;
  editable: boolean;
  /** What follows the statement. */
  below?: React.ReactNode;
  children: React.ReactNode;
};

/** One criterion: its elements, the rating, the statement, and beside it (the children) its evidence. */
export function RateCriterion({ store, criterion, levels, editable, below, children }: Props) {
  const entry = useEntry(store, criterion.ref);
  const id = `c-${criterion.ref}`;
  const draft = entry?.value;
  const change = (part: Partial<Draft>) => draft && store.edit(criterion.ref, { ...draft, ...part });
  const hint = draft && suggested(criterion, draft.elements);
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid gap-x-10 gap-y-4 border-t border-line py-6 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]"
    >
      <div className="flex min-w-0 flex-col gap-4">
        <div className="flex flex-col gap-1">
          <div className="flex flex-wrap items-baseline gap-x-3 text-sm text-ink-3">
            <span>{criterion.ref}</span>
            <LevelMark level={criterion.level} of={levels} />
            {criterion.audience && <span>For {criterion.audience.toLowerCase()}</span>}
          </div>
          <h2 id={`${id}-title`} className="max-w-[60ch] text-lg font-semibold">
            {criterion.title}
          </h2>
          {criterion.note && <p className="max-w-[60ch] text-ink-2">{criterion.note}</p>}
        </div>
        {draft && criterion.elements && (
          <fieldset className="flex flex-col gap-1.5">
            <legend className="mb-1.5 font-medium">
              {criterion.elements.rule === "ALL" ? "Tick each that is in place" : "Tick any that is in place: one is enough"}
            </legend>
            {criterion.elements.items.map((item, i) => (
              <Tick
                key={item}
                label={item}
                disabled={!editable}
                checked={draft.elements.includes(i)}
                onChange={(e) =>
                  change({
                    elements: e.target.checked ? [...draft.elements, i].sort((a, b) => a - b) : draft.elements.filter((n) => n !== i),
                  })
                }
              />
            ))}
          </fieldset>
        )}
        {draft && (
          <>
            <div className="flex flex-col gap-1.5">
              <Radios
                id={`${id}-rating`}
                size="md"
                label="Your rating"
                options={RATINGS.map((r) => [r, RATING[r]])}
                value={draft.value}
                disabled={!editable}
                onChange={(value) => change({ value })}
              />
              {editable && hint && hint !== draft.value && (
                <p className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
                  What you ticked suggests {RATING[hint].toLowerCase()}.
                  <Button size="sm" onClick={() => change({ value: hint })}>
                    Use {RATING[hint].toLowerCase()}
                  </Button>
                </p>
              )}
            </div>
            <div className="flex flex-col gap-1.5">
              <label htmlFor={`${id}-statement`} className="font-medium">
                Statement
              </label>
              {editable ? (
                <textarea
                  id={`${id}-statement`}
                  className="control max-w-160"
                  value={draft.statement}
                  onChange={(e) => change({ statement: e.target.value })}
                  onBlur={() => void store.flush()}
                  placeholder="Say how you meet it, and where the evidence shows it"
                />
              ) : (
                <p id={`${id}-statement`} className="max-w-[65ch] whitespace-pre-line text-ink-2">
                  {draft.statement || "No statement."}
                </p>
              )}
            </div>
          </>
        )}
        {entry?.phase === "incomplete" && <p className="text-sm text-warn">Choose a rating, and your statement is saved with it.</p>}
        {entry?.phase === "failed" && (
          <p role="alert" className="text-sm font-medium text-bad">
            Not saved: {entry.message}
          </p>
        )}
        {entry?.phase === "conflict" && entry.other && (
          <div role="alert" className="flex flex-col gap-3 border-l-4 border-warn bg-warn-tint px-4 py-3">
            <p className="font-semibold">Somebody else saved another version meanwhile</p>
            <blockquote className="flex flex-col gap-1 text-ink">
              <span className="font-medium">{entry.other.value.value ? RATING[entry.other.value.value] : "No rating"}</span>
              <span className="max-w-[65ch] whitespace-pre-line">{entry.other.value.statement || "No statement."}</span>
            </blockquote>
            <div className="flex flex-wrap gap-2">
              <Button size="sm" onClick={() => store.settle(criterion.ref, "theirs")}>
                Take theirs
              </Button>
              <Button size="sm" onClick={() => store.settle(criterion.ref, "mine")}>
                Keep mine
              </Button>
            </div>
          </div>
        )}
        {below}
      </div>
      <div className="flex min-w-0 flex-col gap-3">{children}</div>
    </section>
  );
}
