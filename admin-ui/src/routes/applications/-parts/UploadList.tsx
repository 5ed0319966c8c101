import { type Upload, useUploads } from "../../../lib/uploads";
import { bytes } from "../../../ui/format";
import { Button } from "../../../ui/kit";

const WORD: Record<Upload["phase"], string> = {
  hashing: "Reading",
  sending: "Sending",
  checking: "Being checked",
  done: "Added",
  failed: "Not added",
};

/** Files on their way, with progress; what failed can be tried again, what runs can be cancelled. */
export function UploadList({ application, only }: { application: string; only: (u: Upload) => boolean }) {
  const { store, uploads } = useUploads(application);
  const shown = uploads.filter((u) => u.phase !== "done" && only(u));
  const running = shown.filter((u) => u.phase !== "failed").length;
  if (shown.length === 0) return null;
  return (
    <>
      <ul aria-label="Uploads" className="flex flex-col gap-2">
        {shown.map((u) => {
          const share = u.phase === "checking" ? 100 : Math.round((u.done / Math.max(1, u.size)) * 100);
          return (
            <li key={u.id} className="flex flex-col gap-1 text-sm">
              <div className="flex flex-wrap items-center justify-between gap-x-3">
                <span className="min-w-0 truncate font-medium">{u.title}</span>
                <span className="text-ink-2">
                  {WORD[u.phase]}
                  {u.phase === "sending" && ` ${bytes(u.done)} of ${bytes(u.size)}`}
                </span>
              </div>
              {u.phase === "failed" ? (
                <p role="alert" className="text-bad">
                  {u.error}
                </p>
              ) : (
                <div
                  role="progressbar"
                  aria-label={`${WORD[u.phase]} ${u.title}`}
                  aria-valuenow={share}
                  aria-valuemin={0}
                  aria-valuemax={100}
                  className="h-1.5 overflow-hidden rounded-full bg-sunken"
                >
                  <div className="h-full bg-accent transition-[inline-size] duration-150" style={{ inlineSize: `${share}%` }} />
                </div>
              )}
              <div className="flex gap-2">
                {u.phase === "failed" && !u.refused && (
                  <Button size="sm" onClick={() => void store.retry(u.id)} aria-label={`Try ${u.title} again`}>
                    Try again
                  </Button>
                )}
                <Button
                  size="sm"
                  tone="bare"
                  onClick={() => void store.cancel(u.id)}
                  aria-label={`${u.phase === "failed" ? "Dismiss" : "Cancel"} ${u.title}`}
                >
                  {u.phase === "failed" ? "Dismiss" : "Cancel"}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      <p role="status" className="sr-only">
        {running > 0 ? `${running} on their way` : ""}
      </p>
    </>
  );
}
