import type { BulkKind } from "../../../gql/graphql";
import { count } from "../../../ui/format";

type Words = {
  /** On its button among the others. */
  act: string;
  /** Before how many applications: "Put 3 applications on hold". */
  to: (n: number) => string;
  /** After it was done. */
  done: (n: number) => string;
  /** What it means, and who reads the reason. */
  means: string;
  /** Asked where it needs a reason; else none is asked for. */
  missing?: string;
};

/** What operators do to many applications at once, in words. */
export const BULK: Record<BulkKind, Words> = {
  HOLD: {
    act: "Put on hold",
    to: (n) => `Put ${count(n, "application")} on hold`,
    done: (n) => `${count(n, "application")} put on hold`,
    means: "Nothing is judged and their clocks stand still until they go on. Their universities and assessors read why.",
    missing: "Say why they are put on hold",
  },
  RESUME: {
    act: "Let go on",
    to: (n) => `Let ${count(n, "application")} go on`,
    done: (n) => `${count(n, "application")} let go on`,
    means: "Their clocks run again, and their universities and assessors are told.",
  },
  REMIND: {
    act: "Remind",
    to: (n) => `Send ${count(n, "reminder")}`,
    done: (n) => `${count(n, "reminder")} sent`,
    means: "Whoever has the next move gets a letter: the university's managers or the assessor. Nobody is reminded twice on one day.",
  },
  START_BEFORE_PAYMENT: {
    act: "Start before payment",
    to: (n) => `Let ${count(n, "application")} start before payment`,
    done: (n) => `${count(n, "application")} may start before payment`,
    means: "Their orders stay to be paid; assessment of each starts as soon as it has an assessor. An order starts as a whole.",
    missing: "Say why they may start before payment",
  },
};
