import { QueryClient, queryOptions } from "@tanstack/react-query";
import type { TypedDocumentString } from "../gql/graphql";
import { signIn } from "../paths";
import { askAgain } from "./again";
import { ApiError, fromWire } from "./errors";

type Vars<V> = V extends Record<string, never> ? [] : [variables: V];
type Options = { signal?: AbortSignal | undefined; key?: string | undefined };

/** A random id that also works where `crypto.randomUUID` does not: an address without TLS. */
export function uuid(): string {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x40;
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
  const h = Array.from(b, (x) => x.toString(16).padStart(2, "0")).join("");
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
}

/** Sends something and reads what came of it; an act stays where it is when nobody is signed in, so that nothing written is lost. */
async function send<R>(address: string, { signal, ...init }: RequestInit, act: boolean): Promise<R> {
  let answer: Response;
  try {
    answer = await fetch(address, { method: "POST", credentials: "same-origin", ...init, signal: signal ?? null });
  } catch (e) {
    if (signal?.aborted) throw e;
    throw new ApiError("OFFLINE", "The server could not be reached.");
  }
  const requestId = answer.headers.get("x-request-id") ?? undefined;
  if (!answer.headers.get("content-type")?.includes("json")) {
    throw new ApiError(answer.status >= 500 ? "UNAVAILABLE" : "INTERNAL", `The server answered ${answer.status}.`, { requestId });
  }
  const body = await answer.json();
  if (body.errors?.length) {
    const error = fromWire(body.errors, requestId);
    if (error.code === "UNAUTHENTICATED" && !act) leave(signIn(location.pathname + location.search));
    if (error.code === "STEP_UP") askAgain();
    throw error;
  }
  return body;
}

/** One request to the API. `key` is the idempotency key of a person's act: the same when it is tried again. */
export async function execute<R, V>(document: TypedDocumentString<R, V>, variables?: V, { signal, key }: Options = {}): Promise<R> {
  const headers = {
    "content-type": "application/json",
    accept: "application/graphql-response+json, application/json",
    "x-pillars": "console",
    ...(key ? { "idempotency-key": key } : {}),
  };
  const body = JSON.stringify({ query: document.toString(), variables });
  const { data } = await send<{ data: R }>("/graphql", { headers, body, signal: signal ?? null }, Boolean(key));
  return data;
}

/** One act of a session itself, which the API has nothing to do with. */
export const post = (address: string, fields: Record<string, string> = {}) =>
  send<object>(address, { body: new URLSearchParams(fields) }, true);

/** Goes to a page that the server renders. */
export function leave(address: string) {
  location.assign(address);
}

/** What a query's answer depends on: `live` is asked for again after every change, `still` never. */
export type Topic = "live" | "still";

/** A query's key and how to ask it; the operation's own name is part of the key. */
export const ask = <R, V>(topic: Topic, document: TypedDocumentString<R, V>, ...[variables]: Vars<V>) =>
  queryOptions({
    queryKey: [topic, operation(document), variables ?? {}] as const,
    queryFn: ({ signal }) => execute(document, variables as V, { signal }),
    ...(topic === "still" ? { staleTime: Number.POSITIVE_INFINITY } : {}),
  });

function operation(document: { toString(): string }): string {
  return /(?:query|mutation|subscription)\s+(\w+)/.exec(document.toString())?.[1] ?? document.toString();
}

/** The one cache. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, e) => e instanceof ApiError && (e.unsure || e.code === "RATE_LIMITED") && count < 2,
    },
  },
});

/** What was asked before may be old: it is asked for again when next shown, and what is on screen stays as it is. */
export const outdate = () => queryClient.invalidateQueries({ predicate: (q) => q.queryKey[0] === "live", refetchType: "none" });

/** Asks again for everything on screen that can have changed. */
export const refresh = () => queryClient.invalidateQueries({ predicate: (q) => q.queryKey[0] === "live" });
