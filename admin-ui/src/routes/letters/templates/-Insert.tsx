import type { RefObject } from "react";
import { Button } from "../../../ui/kit";
import { braced, type Placeholder } from "./-kinds";

type Props = {
  of: readonly Placeholder[];
  into: RefObject<HTMLInputElement | HTMLTextAreaElement | null>;
  label: string;
  explained?: boolean;
};

/** Puts a placeholder where the caret was last, and the focus back there. */
export function Insert({ of, into, label, explained = false }: Props) {
  const insert = (name: string) => {
    const field = into.current;
    if (!field) return;
    field.focus();
    // The one way by which the browser's own undo takes it back.
    document.execCommand("insertText", false, braced(name));
  };
  return (
    <fieldset aria-label={label} className={explained ? "flex min-w-0 flex-col items-start gap-1.5" : "flex min-w-0 flex-wrap gap-2"}>
      {of.map((p) => (
        <span key={p.name} className="flex flex-wrap items-center gap-x-3">
          <Button size="sm" onClick={() => insert(p.name)}>
            Insert {braced(p.name)}
          </Button>
          {explained && <span className="text-sm text-ink-2">{p.meaning}</span>}
        </span>
      ))}
    </fieldset>
  );
}
