import type { ReactNode } from "react";
import type { ApplicationState, AwardState, RequestState, TokenState } from "../gql/graphql";

const RING = <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />;
const TRIANGLE = <path d="M6 1 11.5 11H.5z" fill="none" stroke="currentColor" strokeWidth="1.5" />;
const TICK = (
  <>
    <circle cx="6" cy="6" r="5.2" fill="currentColor" />
    <path d="m3.5 6 1.8 1.9L8.6 4.3" fill="none" stroke="var(--color-surface)" strokeWidth="1.4" />
  </>
);
const CROSS = <path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" strokeWidth="1.6" />;
const BAR = <path d="M1 6h10" stroke="currentColor" strokeWidth="1.8" />;
const HALF = (
  <>
    {RING}
    <path d="M6 1.5a4.5 4.5 0 0 1 0 9z" fill="currentColor" />
  </>
);
const DASHED = <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeDasharray="2 2" />;
const PAUSE = <path d="M3.5 2v8M8.5 2v8" stroke="currentColor" strokeWidth="2" />;

/** A shape and a word; colour never alone. */
export function Sign({ shape, ink, children }: { shape: ReactNode; ink: string; children: ReactNode }) {
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap ${ink}`}>
      <svg aria-hidden="true" width="12" height="12" className="shrink-0">
        {shape}
      </svg>
      <span className="text-ink">{children}</span>
    </span>
  );
}

/** How a state of an application is called. */
export const STATE: Record<ApplicationState, string> = {
  DRAFT: "Draft",
  SUBMITTED: "Submitted",
  IN_ASSESSMENT: "In assessment",
  AWAITING_EVIDENCE: "Evidence requested",
  MODERATION: "In moderation",
  ON_HOLD: "On hold",
  DECIDED: "Decided",
  WITHDRAWN: "Withdrawn",
};
const APPLICATION: Record<ApplicationState, [ReactNode, string]> = {
  DRAFT: [DASHED, "text-ink-3"],
  SUBMITTED: [RING, "text-info"],
  IN_ASSESSMENT: [HALF, "text-accent"],
  AWAITING_EVIDENCE: [TRIANGLE, "text-warn"],
  MODERATION: [HALF, "text-info"],
  ON_HOLD: [PAUSE, "text-ink-3"],
  DECIDED: [RING, "text-ok"],
  WITHDRAWN: [BAR, "text-ink-3"],
};

/** The state of an application; a decided one says whether it was awarded, when that is known. */
export function Status({ state, awarded }: { state: ApplicationState; awarded?: boolean | undefined }) {
  if (state === "DECIDED" && awarded !== undefined) {
    return awarded ? (
      <Sign shape={TICK} ink="text-ok">
        Awarded
      </Sign>
    ) : (
      <Sign shape={CROSS} ink="text-bad">
        Not awarded
      </Sign>
    );
  }
  const [shape, ink] = APPLICATION[state];
  return (
    <Sign shape={shape} ink={ink}>
      {STATE[state]}
    </Sign>
  );
}

const AWARD: Record<AwardState, [ReactNode, string, string]> = {
  IN_FORCE: [TICK, "text-ok", "In force"],
  EXPIRED: [BAR, "text-ink-3", "Expired"],
  SUPERSEDED: [BAR, "text-ink-3", "Superseded"],
  WITHDRAWN: [CROSS, "text-bad", "Withdrawn"],
};
/** The state of an award (A3). */
export function AwardStatus({ state }: { state: AwardState }) {
  const [shape, ink, text] = AWARD[state];
  return (
    <Sign shape={shape} ink={ink}>
      {text}
    </Sign>
  );
}

const REQUEST: Record<RequestState, [ReactNode, string, string]> = {
  OPEN: [TRIANGLE, "text-warn", "Open"],
  ANSWERED: [HALF, "text-info", "Answered"],
  CLOSED: [TICK, "text-ok", "Closed"],
  LAPSED: [BAR, "text-ink-3", "Lapsed"],
};
/** The state of an evidence request. */
export function RequestStatus({ state }: { state: RequestState }) {
  const [shape, ink, text] = REQUEST[state];
  return (
    <Sign shape={shape} ink={ink}>
      {text}
    </Sign>
  );
}

const TOKEN: Record<TokenState, [ReactNode, string, string]> = {
  IN_FORCE: [TICK, "text-ok", "In force"],
  EXPIRED: [DASHED, "text-ink-3", "Expired"],
  REVOKED: [CROSS, "text-bad", "Revoked"],
  STOPPED: [PAUSE, "text-warn", "Its maker left"],
};
/** The state of a machine's token. */
export function TokenSign({ state }: { state: TokenState }) {
  const [shape, ink, words] = TOKEN[state];
  return (
    <Sign shape={shape} ink={ink}>
      {words}
    </Sign>
  );
}

export { BAR, CROSS, DASHED, HALF, RING, TICK, TRIANGLE };
