import type { ReactNode } from "react";
import type { QuoteState } from "../../../gql/graphql";
import { BAR, DASHED, RING, Sign, TICK } from "../../../ui/Status";

const SIGN: Record<QuoteState, [ReactNode, string, string]> = {
  DRAFT: [DASHED, "text-ink-3", "Draft"],
  ISSUED: [RING, "text-info", "Open"],
  ACCEPTED: [TICK, "text-ok", "Accepted"],
  EXPIRED: [BAR, "text-ink-3", "Expired"],
  WITHDRAWN: [BAR, "text-ink-3", "Withdrawn"],
};

/** Where a quote stands: a shape and a word. */
export function Stands({ state }: { state: QuoteState }) {
  const [shape, ink, word] = SIGN[state];
  return (
    <Sign shape={shape} ink={ink}>
      {word}
    </Sign>
  );
}
