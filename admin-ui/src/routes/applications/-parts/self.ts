import { graphql } from "../../../gql";
import type { Rating } from "../../../gql/graphql";
import { Autosave } from "../../../lib/autosave";
import { execute, outdate, queryClient } from "../../../lib/graphql";
import { keepIn } from "../../../lib/kept";
import { type Criterion, ratingsQuery, standingQuery } from "../../../lib/queries";
import { whoAmI } from "../../../lib/viewer";

const RateCriterion = graphql(`mutation RateCriterion($input: RateCriterionInput!) {
  rateCriterion(input: $input) {
    criterion { criterion { ref } rating { version } }
    application {
      id version
      selfLevel { code title rank }
      missing { rule message field }
      warnings { rule message field }
      pillars { pillar { number title } criteria rated evidenced selfLevel { code title rank } }
    }
  }
}`);

/** How ratings are called. */
export const RATING: Record<Rating, string> = { MET: "Met", PARTLY_MET: "Partly met", NOT_MET: "Not met" };
export const RATINGS: readonly Rating[] = ["MET", "PARTLY_MET", "NOT_MET"];

/** A self-rating as it is being written: the statement may come before the rating. */
export type Draft = { value: Rating | null; statement: string; elements: readonly number[] };
const EMPTY: Draft = { value: null, statement: "", elements: [] };

type Kept = { value: Rating; statement: string; elements: number[]; version: number } | null | undefined;
/** What the server holds, as a draft. */
export const asDraft = (r: Kept): { value: Draft; version: number } =>
  r ? { value: { value: r.value, statement: r.statement, elements: r.elements }, version: r.version } : { value: EMPTY, version: 0 };

const stores = new Map<string, Autosave<Draft>>();
/** The ratings of one application as they are being written, by criterion; one store, so that moving between pillars loses nothing. */
export function ratingsOf(application: string): Autosave<Draft> {
  const known = stores.get(application);
  if (known) return known;
  const store = new Autosave<Draft>({
    ready: (d) => d.value !== null,
    merge: (mine, other) => ({
      ...mine,
      value: mine.value ?? other.value,
      statement: [other.statement, mine.statement]
        .map((s) => s.trim())
        .filter(Boolean)
        .join("\n\n"),
    }),
    keep: keepIn(`${whoAmI()} ${application}`),
    save: async (ref, d, version, key) => {
      if (!d.value) return version;
      const input = { applicationId: application, ref, value: d.value, statement: d.statement, elements: [...d.elements], version };
      const { rateCriterion } = await execute(RateCriterion, { input }, { key });
      await outdate();
      queryClient.setQueryData(standingQuery(application).queryKey, { application: rateCriterion.application });
      return rateCriterion.criterion.rating?.version ?? version + 1;
    },
    latest: async (ref) => {
      const { application: now } = await queryClient.fetchQuery({ ...ratingsQuery(application), staleTime: 0 });
      return asDraft(now.criteria.find((c) => c.criterion.ref === ref)?.rating);
    },
  });
  store.watch();
  stores.set(application, store);
  return store;
}

/** What the ticked elements suggest (S3); a person decides. */
export function suggested(criterion: Pick<Criterion, "elements">, ticked: readonly number[]): Rating | null {
  const { elements } = criterion;
  if (!elements || elements.items.length === 0 || ticked.length === 0) return null;
  if (elements.rule === "ANY") return "MET";
  return ticked.length >= elements.items.length ? "MET" : "PARTLY_MET";
}
