import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { ApiError } from "../lib/errors";
import { leave, post } from "../lib/graphql";
import { ROLE, useViewer } from "../lib/viewer";
import * as paths from "../paths";
import { clock } from "./format";
import { Button } from "./kit";
import { Refusal } from "./Refusal";

/** What stands over every page while an operator acts for a university, with the way out. */
export function ActingBar() {
  const { acting } = useViewer();
  const bar = useRef<HTMLElement>(null);
  const stop = useMutation<object, ApiError>({
    mutationFn: () => post(paths.STOP_ACTING),
    onSuccess: () => leave(acting ? paths.universityPage(acting.university.id) : paths.HOME),
  });
  useRoomFor(bar, Boolean(acting));
  if (!acting) return null;
  return (
    <aside
      ref={bar}
      aria-label="Acting for a university"
      className="z-6 flex flex-wrap items-center gap-x-4 gap-y-2 border-b-4 border-bad bg-bad-tint px-4 py-2 md:sticky md:top-0"
    >
      <svg
        aria-hidden="true"
        viewBox="0 0 20 20"
        width="20"
        height="20"
        className="shrink-0 text-bad"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      >
        <path d="M10 2.5 18.5 17h-17z" strokeLinejoin="round" />
        <path d="M10 8v4.5M10 14.2v1" strokeLinecap="round" />
      </svg>
      <p className="min-w-0 flex-1 basis-64">
        <strong className="font-semibold text-bad">
          You act for {acting.university.name} as {ROLE[acting.role].toLowerCase()} until{" "}
          <time dateTime={acting.until}>{clock(new Date(acting.until))}</time>.
        </strong>{" "}
        <span className="text-ink">{acting.reason}</span>
      </p>
      <Button tone="bad" busy={stop.isPending} onClick={() => stop.mutate()}>
        Stop<span className="sr-only"> acting for {acting.university.name}</span>
      </Button>
      <Refusal error={stop.error} title="Not stopped" />
    </aside>
  );
}

/** Whatever sticks to the top of the window stands below it. */
function useRoomFor(bar: React.RefObject<HTMLElement | null>, stands: boolean) {
  useEffect(() => {
    const style = document.documentElement.style;
    const at = bar.current;
    if (!stands || !at) return;
    const watch = new ResizeObserver(() => {
      const sticks = getComputedStyle(at).position === "sticky";
      style.setProperty("--acting", `${sticks ? at.offsetHeight : 0}px`);
    });
    watch.observe(at);
    return () => {
      watch.disconnect();
      style.removeProperty("--acting");
    };
  }, [bar, stands]);
}
