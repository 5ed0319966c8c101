import { type ApiError, sentences } from "../lib/errors";
import { Rule } from "./kit";

/** Why an act was refused: each reason with its rule's number, read out when it appears. */
export function Refusal({ error, title = "This was not done" }: { error: ApiError | null | undefined; title?: string }) {
  if (!error) return null;
  return (
    <div role="alert" className="rounded-md border-2 border-bad p-4">
      <p className="font-semibold">{title}</p>
      <ul className="mt-1.5 flex flex-col gap-1">
        {sentences(error).map((s) => (
          <li key={`${s.rule ?? ""} ${s.message}`} className="flex max-w-[65ch] gap-2">
            {s.rule && <Rule>{s.rule}</Rule>}
            <span>{s.message}</span>
          </li>
        ))}
      </ul>
      {error.requestId && error.code === "INTERNAL" && <p className="mt-1.5 text-sm text-ink-2">Request number: {error.requestId}</p>}
    </div>
  );
}
