import type { ReactNode } from "react";

/** A filter that is on or off. */
export const CHIP =
  "btn flex min-h-8 cursor-pointer items-center gap-1.5 rounded-full border border-line-2 bg-surface px-3 has-checked:border-accent has-checked:bg-accent-tint hover:border-ink-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus";

type ChipProps = { on: boolean; count?: number; children: ReactNode; onChange: (on: boolean) => void };

/** One filter, and how many it leaves. */
export function Chip({ on, count, children, onChange }: ChipProps) {
  return (
    <label className={CHIP}>
      <input type="checkbox" className="sr-only" checked={on} onChange={(e) => onChange(e.target.checked)} />
      {children}
      {count !== undefined && <span className="text-sm text-ink-2 tabular-nums">{count.toLocaleString("en-GB")}</span>}
    </label>
  );
}

type ChipsProps<T extends string> = {
  legend: string;
  options: readonly { value: T; label: ReactNode; count?: number }[];
  chosen: readonly T[] | undefined;
  onChange: (chosen: T[]) => void;
};

/** Filters of one kind: what fits any of those that are on stays. */
export function Chips<T extends string>({ legend, options, chosen = [], onChange }: ChipsProps<T>) {
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">{legend}</legend>
      {options.map((o) => (
        <Chip
          key={o.value}
          on={chosen.includes(o.value)}
          count={o.count}
          onChange={(on) => onChange(on ? [...chosen, o.value] : chosen.filter((x) => x !== o.value))}
        >
          {o.label}
        </Chip>
      ))}
    </fieldset>
  );
}
