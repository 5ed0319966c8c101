import type { Rating } from "../../gql/graphql";
import { type Act, Cap, shortcut } from "./-keys";

export const MARKS: readonly { value: Rating; word: string; act: Act; on: string }[] = [
  { value: "MET", word: "Met", act: "met", on: "bg-ok-tint font-medium text-ok" },
  { value: "PARTLY_MET", word: "Partly", act: "partly", on: "bg-warn-tint font-medium text-warn" },
  { value: "NOT_MET", word: "Not met", act: "not", on: "bg-bad-tint font-medium text-bad" },
];

type Props = {
  reference: string;
  value: Rating | null | undefined;
  editable: boolean;
  /** Whether its keys act on it now, and so are shown. */
  keys: boolean;
  onMark: (value: Rating) => void;
};

/** The three marks of a criterion, one of them pressed. */
export function Marks({ reference, value, editable, keys, onMark }: Props) {
  return (
    <fieldset className="ms-auto flex shrink-0 overflow-hidden rounded-md border border-line-2 bg-surface">
      <legend className="sr-only">Judgement of {reference}</legend>
      {MARKS.map((m) => (
        <button
          key={m.value}
          type="button"
          aria-pressed={value === m.value}
          aria-disabled={!editable || undefined}
          aria-keyshortcuts={shortcut(m.act)}
          onClick={() => editable && onMark(m.value)}
          className={`btn min-h-8 cursor-pointer px-2.5 text-sm -outline-offset-2 not-first:border-l not-first:border-line aria-disabled:cursor-not-allowed ${value === m.value ? m.on : "text-ink-2"}`}
        >
          {m.word} {keys && editable && <Cap act={m.act} />}
        </button>
      ))}
    </fieldset>
  );
}
