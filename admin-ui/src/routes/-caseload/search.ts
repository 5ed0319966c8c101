import * as v from "valibot";
import type { ApplicationFilter } from "../../gql/graphql";
import { many, text, yes } from "../../lib/applications";

export const OPEN = ["SUBMITTED", "IN_ASSESSMENT", "AWAITING_EVIDENCE", "MODERATION", "ON_HOLD"] as const;
export const CLOCKS = ["OVERDUE", "DUE_SOON", "RUNNING", "STOPPED", "NOT_STARTED"] as const;
export const PARTIES = ["ASSESSOR", "UNIVERSITY", "OPERATOR"] as const;
export const KINDS = ["INITIAL", "REACCREDITATION"] as const;

/** How the caseload is narrowed stands in the address: it can be bookmarked, sent, and saved as a view. */
export const CaseloadSearch = v.object({
  show: v.optional(v.fallback(v.picklist(["open", "decided"]), "open")),
  q: v.optional(v.fallback(text, "")),
  unread: v.optional(v.fallback(yes, false)),
  clock: v.optional(v.fallback(many(CLOCKS), [])),
  waits: v.optional(v.fallback(many(PARTIES), [])),
  kind: v.optional(v.fallback(many(KINDS), [])),
  level: v.optional(v.fallback(text, "")),
  university: v.optional(v.fallback(text, "")),
  after: v.optional(v.fallback(text, "")),
});
export type CaseloadState = v.InferOutput<typeof CaseloadSearch>;

/** The cases that are open, or decided. */
export const base = (s: CaseloadState): ApplicationFilter => ({ state: s.show === "decided" ? ["DECIDED"] : [...OPEN] });

/** The same as it is narrowed. */
export const filter = (s: CaseloadState): ApplicationFilter => ({
  ...base(s),
  search: s.q?.trim() || null,
  unread: s.unread || null,
  clock: s.clock?.length ? s.clock : null,
  waitingOn: s.waits?.length ? s.waits : null,
  kind: s.kind?.length ? s.kind : null,
  level: s.level ? [s.level] : null,
  universityId: s.university || null,
});

/** Whether anything narrows it. */
export const isNarrowed = (s: CaseloadState) =>
  Boolean(s.q?.trim() || s.unread || s.clock?.length || s.waits?.length || s.kind?.length || s.level || s.university);
