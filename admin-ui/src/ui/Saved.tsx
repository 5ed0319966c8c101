import type { Autosave, Phase } from "../lib/autosave";
import { useSummary } from "../lib/autosave";
import { clock } from "./format";
import { Button } from "./kit";

const WORD: Record<Exclude<Phase, "saved">, string> = {
  waiting: "Saving",
  saving: "Saving",
  incomplete: "Not saved yet: choose a rating",
  offline: "No connection. Kept here, trying again",
  conflict: "Somebody else changed this too: choose a version below",
  failed: "Not saved",
};

/** Whether everything written is kept: "Saved 14:02", or why not. */
export function Saved<T>({ store }: { store: Autosave<T> }) {
  const { phase, savedAt } = useSummary(store);
  const quiet = phase === "saved" || phase === "saving" || phase === "waiting";
  return (
    <div className="flex min-h-8 items-center gap-2 text-sm">
      <p
        role="status"
        className={quiet ? "text-ink-3" : phase === "failed" || phase === "conflict" ? "font-medium text-bad" : "font-medium text-warn"}
      >
        {phase === "saved" ? (savedAt ? `Saved ${clock(savedAt)}` : "All changes are saved") : WORD[phase]}
      </p>
      {(phase === "offline" || phase === "failed") && (
        <Button size="sm" onClick={() => void store.flush()}>
          Try again
        </Button>
      )}
    </div>
  );
}
