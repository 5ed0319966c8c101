import { type ComponentProps, type ReactNode, useId } from "react";
import { Tick } from "../ui/kit";

type Common = { id: string; label: string; hint?: ReactNode; error?: string | undefined; optional?: boolean };

/** Label, hint, error, then the control: the order that GOV.UK found to work. */
function Frame({ id, label, hint, error, optional, children, size = "lg" }: Common & { children: ReactNode; size?: "md" | "lg" }) {
  return (
    <div className={`flex min-w-0 flex-col gap-1 ${error ? "border-l-4 border-bad pl-3" : ""}`}>
      <label htmlFor={id} className={`font-semibold ${size === "lg" ? "text-lg" : ""}`}>
        {label}
        {optional && <span className="font-normal text-ink-2"> (optional)</span>}
      </label>
      {hint && (
        <div id={`${id}-hint`} className="max-w-[60ch] text-ink-2">
          {hint}
        </div>
      )}
      {error && (
        <p id={`${id}-error`} className="font-medium text-bad">
          <span className="sr-only">Error: </span>
          {error}
        </p>
      )}
      {children}
    </div>
  );
}
const described = (id: string, hint: ReactNode, error: string | undefined) =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;

type TextProps = Common &
  Omit<ComponentProps<"input">, "id" | "className" | "size"> & { width?: "full" | "short" | "mid"; size?: "md" | "lg" };
/** One line of text. */
export function TextField({ id, label, hint, error, optional = false, width = "full", size = "lg", ...input }: TextProps) {
  return (
    <Frame id={id} label={label} hint={hint} error={error} optional={optional} size={size}>
      <span className={{ full: "max-w-130", mid: "max-w-70", short: "max-w-36" }[width]}>
        <input
          autoComplete="off"
          {...input}
          id={id}
          aria-describedby={described(id, hint, error)}
          aria-invalid={error ? true : undefined}
          className={`control ${size === "lg" ? "min-h-10 text-lg" : "min-h-8"}`}
        />
      </span>
    </Frame>
  );
}

type AreaProps = Common & Omit<ComponentProps<"textarea">, "id" | "className"> & { size?: "md" | "lg" };
/** Several lines of text; it grows with what is written. */
export function TextArea({ id, label, hint, error, optional = false, size = "lg", ...area }: AreaProps) {
  return (
    <Frame id={id} label={label} hint={hint} error={error} optional={optional} size={size}>
      <textarea
        {...area}
        id={id}
        aria-describedby={described(id, hint, error)}
        aria-invalid={error ? true : undefined}
        className={`control max-w-160 ${size === "lg" ? "text-lg" : ""}`}
      />
    </Frame>
  );
}

type SelectProps = Common & Omit<ComponentProps<"select">, "id" | "className" | "size"> & { size?: "md" | "lg" };
/** One of several, from a list. */
export function Select({ id, label, hint, error, optional = false, size = "lg", ...select }: SelectProps) {
  return (
    <Frame id={id} label={label} hint={hint} error={error} optional={optional} size={size}>
      <span className="max-w-130">
        <select
          {...select}
          id={id}
          aria-describedby={described(id, hint, error)}
          aria-invalid={error ? true : undefined}
          className={`control ${size === "lg" ? "min-h-10 text-lg" : "min-h-8"}`}
        />
      </span>
    </Frame>
  );
}

type GroupProps = Common & { children: ReactNode; size?: "md" | "lg" };
/** A question whose answer has several controls. */
export function Group({ id, label, hint, error, children, size = "lg" }: GroupProps) {
  return (
    <fieldset
      id={id}
      aria-describedby={described(id, hint, error)}
      className={`flex min-w-0 flex-col gap-2 ${error ? "border-l-4 border-bad pl-3" : ""}`}
    >
      <legend className={`float-left mb-1 font-semibold ${size === "lg" ? "text-lg" : ""}`}>{label}</legend>
      {hint && (
        <p id={`${id}-hint`} className="-mt-2 max-w-[60ch] text-ink-2">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="font-medium text-bad">
          <span className="sr-only">Error: </span>
          {error}
        </p>
      )}
      {children}
    </fieldset>
  );
}

type ChoicesProps<T extends string> = Omit<GroupProps, "children"> & {
  options: readonly (readonly [T, string])[];
  value: readonly T[];
  onChange: (value: T[]) => void;
};
/** Tick all that apply. */
export function Choices<T extends string>({ options, value, onChange, ...group }: ChoicesProps<T>) {
  return (
    <Group {...group}>
      {options.map(([code, text]) => (
        <Tick
          key={code}
          label={<span className={group.size === "md" ? "" : "text-lg"}>{text}</span>}
          checked={value.includes(code)}
          onChange={(e) => onChange(e.target.checked ? [...value, code] : value.filter((v) => v !== code))}
        />
      ))}
    </Group>
  );
}

type RadiosProps<T extends string> = Omit<GroupProps, "children"> & {
  options: readonly (readonly [T, string])[];
  value: T | null;
  onChange: (value: T) => void;
  disabled?: boolean;
};
/** One of a few, side by side. */
export function Radios<T extends string>({ options, value, onChange, disabled = false, ...group }: RadiosProps<T>) {
  return (
    <Group {...group}>
      <div className="flex flex-wrap gap-2">
        {options.map(([code, text]) => (
          <label
            key={code}
            className="btn flex min-h-9 cursor-pointer items-center gap-2 rounded-md border border-line-2 bg-surface pr-3 pl-1.5 has-checked:border-accent has-checked:bg-accent-tint has-checked:font-medium has-disabled:cursor-not-allowed has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <span className="tick">
              <input type="radio" name={group.id} disabled={disabled} checked={value === code} onChange={() => onChange(code)} />
              <svg aria-hidden="true" viewBox="0 0 18 18">
                <circle className="dot" cx="9" cy="9" r="3.2" stroke="none" />
              </svg>
            </span>
            {text}
          </label>
        ))}
      </div>
    </Group>
  );
}

const PARTS = [
  ["day", "Day", 2],
  ["month", "Month", 2],
  ["year", "Year", 4],
] as const;

/** A civil day as three numbers; `value` is YYYY-MM-DD as far as it has been written. */
export function DateInput({
  value,
  onChange,
  ...group
}: Omit<GroupProps, "children"> & { value: string; onChange: (value: string) => void }) {
  const own = useId();
  const [year = "", month = "", day = ""] = value.split("-");
  const parts = { day, month, year };
  const put = (name: keyof typeof parts, text: string) => {
    const next = { ...parts, [name]: text.replace(/\D/g, "") };
    onChange(next.day || next.month || next.year ? `${next.year}-${next.month}-${next.day}` : "");
  };
  return (
    <Group {...group}>
      <div className="flex gap-4">
        {PARTS.map(([name, label, length]) => (
          <div key={name} className="flex flex-col gap-1">
            <label htmlFor={`${own}-${name}`} className="text-sm">
              {label}
            </label>
            <input
              id={`${own}-${name}`}
              inputMode="numeric"
              autoComplete="off"
              maxLength={length}
              value={parts[name]}
              aria-invalid={group.error ? true : undefined}
              onChange={(e) => put(name, e.target.value)}
              className={`control ${group.size === "md" ? "min-h-8" : "min-h-10 text-lg"}`}
              style={{ inlineSize: length === 4 ? "5.5rem" : "3.75rem" }}
            />
          </div>
        ))}
      </div>
    </Group>
  );
}

/** YYYY-MM-DD from what was written, or null when there is no such day. */
export function toDate(value: string): string | null {
  const [y = "", m = "", d = ""] = value.split("-");
  if (!/^\d{4}$/.test(y) || !/^\d{1,2}$/.test(m) || !/^\d{1,2}$/.test(d)) return null;
  const date = `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
  const parsed = new Date(`${date}T12:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date ? null : date;
}
