import { useEffect, useRef } from "react";
import { Rule } from "../ui/kit";

/** One line of the summary: what to change, and the id of the field it is about. */
export type SummaryLine = { message: string; rule?: string | undefined; to?: string | undefined; href?: string | undefined };

/** The summary of what is wrong, above the form: it takes the focus after each failed attempt, and each line leads to its field. */
export function ErrorSummary({
  lines,
  attempt,
  title = "There is a problem",
}: {
  lines: readonly SummaryLine[];
  attempt: number;
  title?: string;
}) {
  const ref = useRef<HTMLDivElement>(null);
  const some = lines.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt takes the focus again
  useEffect(() => {
    if (some) ref.current?.focus();
  }, [attempt, some]);
  if (!some) return null;
  return (
    <div ref={ref} tabIndex={-1} className="rounded-md border-2 border-bad p-4 sm:p-5">
      <div role="alert">
        <h2 className="text-xl font-semibold">{title}</h2>
        <ul className="mt-2 flex flex-col gap-1.5">
          {lines.map((l) => (
            <li key={`${l.to ?? ""} ${l.message}`} className="flex gap-2">
              {l.rule && <Rule>{l.rule}</Rule>}
              {l.to ? (
                <a
                  className="font-medium text-bad"
                  href={`#${l.to}`}
                  onClick={(e) => {
                    e.preventDefault();
                    focusField(l.to ?? "");
                  }}
                >
                  {l.message}
                </a>
              ) : l.href ? (
                <a className="font-medium text-bad" href={l.href}>
                  {l.message}
                </a>
              ) : (
                <span className="font-medium text-bad">{l.message}</span>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function focusField(id: string) {
  const at = document.getElementById(id);
  const control = at?.matches("input, textarea, select, button") ? at : at?.querySelector<HTMLElement>("input, textarea, select, button");
  control?.focus();
  control?.scrollIntoView({ block: "center" });
}
