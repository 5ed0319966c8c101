import { graphql } from "../gql";
import type { AuditTrailQuery, TrailKind } from "../gql/graphql";
import { ask } from "./graphql";
import type { TrailListState } from "./trail-search";

const TrailKinds = graphql(`query TrailKinds { trailKinds { kind title acts } }`);
/** What lines are about, and the acts of each. */
export const trailKindsQuery = ask("still", TrailKinds);

const AuditTrail = graphql(`query AuditTrail($filter: TrailFilter, $after: String) {
  trail(filter: $filter, first: 25, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes {
      id at actor forTheScheme act summary number hash origin before after subjectId
      university { id name }
      application { id reference }
    }
  }
}`);
export type TrailRow = AuditTrailQuery["trail"]["nodes"][number];

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const dayOr = (value: string | undefined) => (value && DAY.test(value) ? value : null);

/** What narrows the trail, as the API takes it. */
export const trailFilterOf = (s: TrailListState, kinds: readonly TrailKind[] = []) => ({
  from: dayOr(s.from),
  to: dayOr(s.to),
  kinds: s.kind && !s.act && kinds.includes(s.kind as TrailKind) ? [s.kind as TrailKind] : null,
  acts: s.act ? [s.act] : null,
  who: s.who?.trim() || null,
  universityId: s.university || null,
  search: s.q?.trim() || null,
});

/** A page of 25 lines. */
export const auditTrailQuery = (s: TrailListState, kinds: readonly TrailKind[]) =>
  ask("live", AuditTrail, { filter: trailFilterOf(s, kinds), after: s.after || null });

/** A code as people read it: `Request closed` of `evidence.request_closed`. */
export function inWords(act: string): string {
  const [noun = "", verb = ""] = act.split(".");
  const words = `${noun} ${verb}`.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A field's name as people read it: `Due on` of `dueOn` and `due_on`. */
export function labelled(field: string): string {
  const words = field
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** One value that a change wrote, in words. */
export function written(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (Array.isArray(value)) return value.length > 0 ? value.map(written).join(", ") : "none";
  if (typeof value === "object")
    return Object.entries(value)
      .map(([k, x]) => `${labelled(k)}: ${written(x)}`)
      .join("; ");
  const words = String(value);
  return /^[A-Z]+(_[A-Z]+)*$/.test(words) ? labelled(words) : words;
}

export type Changed = { field: string; was?: string; is?: string };
const fields = (value: unknown): Record<string, unknown> =>
  value && typeof value === "object" && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : value === null || value === undefined
      ? {}
      : { value };

/** What a change made of what there was, field by field; what stayed as it was is left out. */
export function difference(before: unknown, after: unknown): Changed[] {
  const [old, now] = [fields(before), fields(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return names
    .filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]))
    .map((name) => ({
      field: labelled(name),
      ...(name in old ? { was: written(old[name]) } : {}),
      ...(name in now ? { is: written(now[name]) } : {}),
    }));
}
