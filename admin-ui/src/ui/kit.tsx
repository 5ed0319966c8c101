import { Link, type LinkProps } from "@tanstack/react-router";
import { type ButtonHTMLAttributes, type ReactNode, useId } from "react";

const BASE =
  "btn inline-flex cursor-pointer items-center gap-1.5 rounded-md font-medium transition-colors duration-100 aria-disabled:cursor-not-allowed aria-disabled:opacity-60";
const TONE = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  quiet: "border border-line-2 bg-surface text-ink hover:border-ink-3",
  bare: "text-ink-2 hover:bg-sunken hover:text-ink",
  bad: "border border-bad bg-surface text-bad hover:bg-bad-tint",
} as const;
const SIZE = { sm: "min-h-7 px-2 text-sm", md: "min-h-8 px-3 text-md", lg: "min-h-10 px-5 text-lg" } as const;

/** How a button or a link that looks like one is drawn. */
export type Look = { tone?: keyof typeof TONE; size?: keyof typeof SIZE };
const look = ({ tone = "quiet", size = "md" }: Look) => `${BASE} ${TONE[tone]} ${SIZE[size]} no-underline`;

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className" | "disabled"> &
  Look & { busy?: boolean; disabled?: boolean; wide?: boolean };

/** A button. Disabled and busy buttons keep the focus and say so; a press on them does nothing. */
export function Button({
  tone,
  size,
  busy = false,
  disabled = false,
  wide = false,
  onClick,
  children,
  type = "button",
  ...rest
}: ButtonProps) {
  const off = busy || disabled;
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      onClick={off ? (e) => e.preventDefault() : onClick}
      className={`${look({ ...(tone ? { tone } : {}), ...(size ? { size } : {}) })} ${wide ? "w-full justify-between" : "justify-center"}`}
    >
      {children}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({ tone, size, children, ...to }: LinkProps & Look & { children: ReactNode }) {
  return (
    <Link {...to} className={`${look({ ...(tone ? { tone } : {}), ...(size ? { size } : {}) })} justify-center`}>
      {children}
    </Link>
  );
}

/** A button that, when it can't be pressed, says why in words beside it. */
export function ReasonedButton({
  reasons,
  allowed,
  ...button
}: ButtonProps & { allowed: boolean; reasons: readonly { rule: string; message: string }[] }) {
  const id = useId();
  return (
    <div className="flex flex-col items-start gap-1.5">
      <Button {...button} disabled={!allowed || Boolean(button.disabled)} aria-describedby={allowed ? undefined : id} />
      {!allowed && (
        <div id={id}>
          <Reasons reasons={reasons} />
        </div>
      )}
    </div>
  );
}

/** Each reason why not, with its rule's number. */
export function Reasons({ reasons }: { reasons: readonly { rule: string; message: string }[] }) {
  return (
    <ul className="flex flex-col gap-1 text-sm text-ink-2">
      {reasons.map((r) => (
        <li key={`${r.rule} ${r.message}`} className="flex max-w-[65ch] gap-2">
          <Rule>{r.rule}</Rule>
          <span>{r.message}</span>
        </li>
      ))}
    </ul>
  );
}

/** A rule's number, as the scheme's documents give it. */
export const Rule = ({ children }: { children: string }) => (
  <span className="h-fit shrink-0 rounded-sm border border-line px-1 text-2xs text-ink-2" title={`Rule ${children}`}>
    <span className="sr-only">Rule </span>
    {children}
  </span>
);

/** A key, shown where it acts. Screen readers learn it from aria-keyshortcuts, unless it is `spoken`. */
export const Kbd = ({ children, spoken = false }: { children: ReactNode; spoken?: boolean }) => (
  <kbd
    aria-hidden={spoken ? undefined : true}
    className="rounded-sm border border-line bg-surface px-1 font-sans text-2xs font-normal text-ink-2 max-md:hidden"
  >
    {children}
  </kbd>
);

/** A tick box or radio button of 24 px with its label. */
export function Tick({
  label,
  hidden = false,
  type = "checkbox",
  some = false,
  children,
  ...input
}: Omit<React.InputHTMLAttributes<HTMLInputElement>, "className" | "type"> & {
  label: ReactNode;
  hidden?: boolean;
  type?: "checkbox" | "radio";
  some?: boolean;
}) {
  return (
    <label className="flex w-fit items-start gap-2">
      <span className="tick">
        <input
          {...input}
          type={type}
          ref={(el) => {
            if (el) el.indeterminate = some;
          }}
        />
        <svg aria-hidden="true" viewBox="0 0 18 18">
          <path className="check" d="m4.6 9.3 2.9 2.9 5.4-6.2" />
          <path className="dash" d="M5 9h8" />
          <circle className="dot" cx="9" cy="9" r="3.2" stroke="none" />
        </svg>
      </span>
      <span className={hidden ? "sr-only" : "pt-px"}>{label}</span>
      {children}
    </label>
  );
}

const NOTICE = {
  info: "border-info bg-info-tint",
  ok: "border-ok bg-ok-tint",
  warn: "border-warn bg-warn-tint",
  bad: "border-bad bg-bad-tint",
} as const;
/** A notice in the page. `bad` and `warn` are read out when they appear. */
export function Notice({ tone, title, children }: { tone: keyof typeof NOTICE; title?: string; children?: ReactNode }) {
  return (
    <div role={tone === "bad" || tone === "warn" ? "alert" : "status"} className={`border-l-4 px-4 py-3 ${NOTICE[tone]}`}>
      {title && <p className="font-semibold">{title}</p>}
      {children}
    </div>
  );
}

/** Names and values, one a row. */
export function Facts({ rows }: { rows: readonly (readonly [string, ReactNode] | false | null | undefined)[] }) {
  return (
    <dl className="border-t border-line">
      {rows.map(
        (r) =>
          r && (
            <div key={r[0]} className="grid gap-x-4 border-b border-line py-2 sm:grid-cols-[minmax(8rem,12rem)_minmax(0,1fr)]">
              <dt className="text-ink-2">{r[0]}</dt>
              <dd className="min-w-0">{r[1]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** A part of a page with its heading and, at the right, what can be done. */
export function Section({ title, actions, children, id }: { title: string; actions?: ReactNode; children: ReactNode; id?: string }) {
  const own = useId();
  const heading = id ?? own;
  return (
    <section aria-labelledby={heading} className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-2">
        <h2 id={heading} className="text-xl font-semibold">
          {title}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** Nothing here yet, and what to do about it. */
export function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex max-w-[60ch] flex-col items-start gap-3 border-t border-line py-8">
      <h2 className="text-xl font-semibold">{title}</h2>
      <div className="text-ink-2">{children}</div>
      {action}
    </div>
  );
}

/** Grey bars where words will stand. */
export function Skeleton({ lines = 4, label = "Loading" }: { lines?: number; label?: string }) {
  return (
    <div className="flex flex-col gap-3 py-2">
      <p role="status" className="sr-only">
        {label}
      </p>
      {Array.from({ length: lines }, (_, i) => (
        <div key={i} aria-hidden="true" className="wait h-4" style={{ inlineSize: `${92 - ((i * 37) % 45)}%` }} />
      ))}
    </div>
  );
}
