import type { ImportOutcome, ImportState, ImportVerdict } from "../../gql/graphql";
import { Sign } from "../../ui/Status";

const RING = <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />;
const DASHED = <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeDasharray="2 2" />;
const CROSS = <path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" strokeWidth="1.6" />;
const BAR = <path d="M1 6h10" stroke="currentColor" strokeWidth="1.8" />;
const PLUS = <path d="M6 1v10M1 6h10" stroke="currentColor" strokeWidth="1.6" />;
const TILDE = <path d="M1 7c2-4 3-4 5-1s3 3 5-1" fill="none" stroke="currentColor" strokeWidth="1.6" />;
const BACK = <path d="M5 2 1.5 5.5 5 9M2 5.5h6a3 3 0 0 1 0 5" fill="none" stroke="currentColor" strokeWidth="1.5" />;

const STATES = {
  UPLOADING: [DASHED, "text-ink-3", "Waiting for its file"],
  READING: [DASHED, "text-info", "Being read"],
  MAPPING: [RING, "text-warn", "Columns to choose"],
  CHECKING: [DASHED, "text-info", "Being checked"],
  CHECKED: [RING, "text-warn", "Checked, nothing written yet"],
  COMMITTING: [DASHED, "text-info", "Being written"],
  COMMITTED: [PLUS, "text-ok", "Imported"],
  UNDOING: [DASHED, "text-info", "Being taken back"],
  UNDONE: [BACK, "text-ink-3", "Taken back"],
  FAILED: [CROSS, "text-bad", "Cannot be read"],
} as const;

/** Where an import stands. */
export function ImportStands({ state }: { state: ImportState }) {
  const [shape, ink, words] = STATES[state];
  return (
    <Sign shape={shape} ink={ink}>
      {words}
    </Sign>
  );
}

const VERDICTS = {
  NEW: [PLUS, "text-ok", "New"],
  SAME: [BAR, "text-ink-3", "There already"],
  DIFFERS: [TILDE, "text-warn", "Differs"],
  BAD: [CROSS, "text-bad", "To correct"],
} as const;
const OUTCOMES = {
  ADDED: [PLUS, "text-ok", "Added"],
  CHANGED: [TILDE, "text-ok", "Changed"],
  TAKEN_BACK: [BACK, "text-ink-3", "Taken back"],
  KEPT: [BAR, "text-warn", "Stays"],
} as const;

/** What becomes of a row, or became of it. */
export function RowStands({ verdict, outcome }: { verdict: ImportVerdict; outcome?: ImportOutcome | null | undefined }) {
  const [shape, ink, words] = outcome ? OUTCOMES[outcome] : VERDICTS[verdict];
  return (
    <Sign shape={shape} ink={ink}>
      {words}
    </Sign>
  );
}
