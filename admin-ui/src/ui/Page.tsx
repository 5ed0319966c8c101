import { type ReactNode, useEffect, useRef } from "react";

/** Whether a person has come to another address whose title is not there yet. */
const arrival = { pending: false };

/** After a move to another address: its title takes the focus, now or as soon as it is there, so that a screen reader starts at it. */
export function focusTitle() {
  const title = document.querySelector<HTMLElement>("#main h1");
  if (title) title.focus({ preventScroll: true });
  arrival.pending = !title;
}

/** The page's one h1: it names the tab and takes the focus on arrival. */
export function Title({ children, text, size = "2xl" }: { children?: ReactNode; text: string; size?: "xl" | "2xl" | "3xl" }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${text} · Pillars`;
  }, [text]);
  useEffect(() => {
    if (!arrival.pending) return;
    arrival.pending = false;
    if (!location.hash) ref.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={ref} tabIndex={-1} className={{ xl: "text-xl", "2xl": "text-2xl", "3xl": "text-3xl" }[size]}>
      {children ?? text}
    </h1>
  );
}

type PageProps = {
  title: string;
  above?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  width?: "form" | "read" | "wide" | "full";
  size?: "2xl" | "3xl";
};
const WIDTH = { form: "max-w-180", read: "max-w-260", wide: "max-w-300", full: "" } as const;

/** A page: title, a sentence under it, what can be done at the right, then the content. */
export function Page({ title, above, lead, actions, children, width = "full", size = "2xl" }: PageProps) {
  return (
    <div className={`flex flex-col gap-8 px-4 py-5 sm:px-8 sm:py-7 ${WIDTH[width]}`}>
      <header className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-col gap-1">
          {above && <div className="text-sm text-ink-2">{above}</div>}
          <Title text={title} size={size} />
          {lead && <div className="max-w-[65ch] text-ink-2">{lead}</div>}
        </div>
        {actions && <div className="no-print flex flex-wrap items-center gap-2 md:ms-auto">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
