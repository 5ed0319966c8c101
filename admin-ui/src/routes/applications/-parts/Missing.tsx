import { Link } from "@tanstack/react-router";
import type { Head } from "../../../lib/queries";
import { Rule } from "../../../ui/kit";
import { placeOf } from "./place";

/** What stands in the way of submitting: each with its rule, leading to where it is seen to. */
export function Missing({
  reasons,
  head,
}: {
  reasons: readonly { rule: string; message: string; field?: string | null | undefined }[];
  head: Head;
}) {
  return (
    <ul className="flex flex-col gap-1.5">
      {reasons.map((r) => {
        const place = placeOf(r, head);
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
