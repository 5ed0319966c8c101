import { Link } from "@tanstack/react-router";
import type { Edition, Head } from "../../../lib/queries";
import { count } from "../../../ui/format";
import { Rule } from "../../../ui/kit";
import { placeOf } from "./place";

type Reasons = readonly { rule: string; message: string; field?: string | null | undefined }[];
const FEW = 6;

/** What stands in the way of submitting: each with its rule, leading to where it is seen to. The first few, then the rest on demand. */
export function Missing({ reasons, head, edition }: { reasons: Reasons; head: Head; edition: Edition }) {
  const rest = reasons.slice(FEW);
  return (
    <div className="flex flex-col gap-2">
      <List reasons={reasons.slice(0, FEW)} head={head} edition={edition} />
      {rest.length > 0 && (
        <details>
          <summary className="mb-2 w-fit cursor-pointer text-accent">And {count(rest.length, "more thing")}</summary>
          <List reasons={rest} head={head} edition={edition} />
        </details>
      )}
    </div>
  );
}

function List({ reasons, head, edition }: { reasons: Reasons; head: Head; edition: Edition }) {
  return (
    <ul className="flex flex-col gap-1.5">
      {reasons.map((r) => {
        const place = placeOf(r, head, edition.pillars);
        return (
          <li key={`${r.rule} ${r.message}`} className="flex max-w-[65ch] gap-2">
            <Rule>{r.rule}</Rule>
            {place ? <Link {...place}>{r.message}</Link> : <span>{r.message}</span>}
          </li>
        );
      })}
    </ul>
  );
}
