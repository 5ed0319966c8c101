/** What the API, or the way to it, can answer instead of data. The console switches on the code and prints the message. */
export type ErrorCode =
  | "UNAUTHENTICATED"
  | "STEP_UP"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "BAD_USER_INPUT"
  | "REFUSED"
  | "CONFLICT"
  | "RATE_LIMITED"
  | "TOO_COMPLEX"
  | "UNAVAILABLE"
  | "INTERNAL"
  /** The request did not get through, so nobody knows whether it took effect. */
  | "OFFLINE";

/** One reason why not, naming its rule. */
export type Reason = { rule: string; message: string; field?: string | null };
/** One input field the server would not take. */
export type FieldProblem = { field: string; message: string };

type WireError = {
  message: string;
  extensions?: { code?: ErrorCode; reasons?: Reason[]; fields?: FieldProblem[]; current?: unknown; requestId?: string };
};

/** An answer that is not data. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly reasons: readonly Reason[];
  readonly fields: readonly FieldProblem[];
  readonly requestId: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    more: { reasons?: Reason[]; fields?: FieldProblem[]; requestId?: string | undefined } = {},
  ) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.reasons = more.reasons ?? [];
    this.fields = more.fields ?? [];
    this.requestId = more.requestId;
  }

  /** The act may or may not have happened: ask again with the same idempotency key. */
  get unsure(): boolean {
    return this.code === "OFFLINE" || this.code === "UNAVAILABLE";
  }
}

/** The first error of an answer decides its code; the reasons and fields of all are kept. */
export function fromWire(errors: readonly WireError[], requestId?: string): ApiError {
  const first = errors[0];
  return new ApiError(first?.extensions?.code ?? "INTERNAL", first?.message ?? "The server gave no answer.", {
    reasons: errors.flatMap((e) => e.extensions?.reasons ?? []),
    fields: errors.flatMap((e) => e.extensions?.fields ?? []),
    requestId: first?.extensions?.requestId ?? requestId,
  });
}

/** Anything thrown, as an ApiError. */
export function asApiError(e: unknown): ApiError {
  return e instanceof ApiError ? e : new ApiError("INTERNAL", e instanceof Error ? e.message : String(e));
}

/** What a person reads: the reasons or fields where there are any, else the message. */
export function sentences(e: ApiError): { rule?: string; message: string; field?: string }[] {
  if (e.reasons.length > 0) return e.reasons.map((r) => ({ rule: r.rule, message: r.message, ...(r.field ? { field: r.field } : {}) }));
  if (e.fields.length > 0) return e.fields.map((f) => ({ message: f.message, field: f.field }));
  return [{ message: plain(e) }];
}

/** One sentence that says what to do. */
export function plain(e: ApiError): string {
  switch (e.code) {
    case "OFFLINE":
      return "The server could not be reached. Check your connection and try again.";
    case "UNAVAILABLE":
      return "The service is busy for the moment. Try again in a few seconds.";
    case "RATE_LIMITED":
      return "Too many requests at once. Wait a moment and try again.";
    case "UNAUTHENTICATED":
      return "You have been signed out. Sign in again in another tab, then try again here.";
    case "NOT_FOUND":
      return "There is nothing here that you may see. It may have moved, or the address may be mistyped.";
    case "CONFLICT":
      return "Somebody else changed this while you had it open. It has been loaded again: look at it and repeat what you did.";
    case "INTERNAL":
      return "Something went wrong on our side. Try again; if it happens again, tell us the request number.";
    default:
      return e.message;
  }
}
