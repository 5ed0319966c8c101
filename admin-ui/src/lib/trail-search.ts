import * as v from "valibot";
import { text } from "./applications";

/** What the trail is narrowed to, as the address has it: apart from the rest of the trail, which comes with its page. */
export const TrailSearch = v.object({
  from: v.optional(v.fallback(text, "")),
  to: v.optional(v.fallback(text, "")),
  kind: v.optional(v.fallback(text, "")),
  act: v.optional(v.fallback(text, "")),
  who: v.optional(v.fallback(text, "")),
  university: v.optional(v.fallback(text, "")),
  q: v.optional(v.fallback(text, "")),
  after: v.optional(v.fallback(text, "")),
});
export type TrailListState = v.InferOutput<typeof TrailSearch>;
