import { useToday } from "../lib/viewer";
import { standing } from "./Due";
import { Notice } from "./kit";

/** That an application is on hold, since when and why; nothing where it is not (W6). */
export function Held({ hold }: { hold?: { since: string; reason: string } | null }) {
  const today = useToday();
  if (!hold) return null;
  return (
    <Notice tone="info" title={`On hold ${standing(hold.since, today)}`}>
      <p className="max-w-[65ch] whitespace-pre-line">{hold.reason}</p>
    </Notice>
  );
}
