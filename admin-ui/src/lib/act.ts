import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import type { TypedDocumentString } from "../gql/graphql";
import { type ApiError, asApiError } from "./errors";
import { execute, refresh, uuid } from "./graphql";

type Options<R, I> = { onDone?: (result: R, input: I) => void };

/**
 * One act of a person as a mutation. Each act has an idempotency key of its own; trying the same act again after an answer got
 * lost sends the same key, so that it cannot happen twice. Afterwards everything on screen is asked for again.
 */
export function useAct<R, I>(document: TypedDocumentString<R, { input: I }>, { onDone }: Options<R, I> = {}) {
  const last = useRef<{ body: string; key: string; unsure: boolean }>(undefined);
  const mutation = useMutation<R, ApiError, I>({
    mutationFn: async (input) => {
      const body = JSON.stringify(input);
      const again = last.current?.unsure && last.current.body === body;
      const attempt = again && last.current ? last.current : { body, key: uuid(), unsure: true };
      last.current = attempt;
      try {
        const result = await execute(document, { input }, { key: attempt.key });
        attempt.unsure = false;
        return result;
      } catch (e) {
        const error = asApiError(e);
        attempt.unsure = error.unsure;
        throw error;
      }
    },
    retry: (count, e) => e.unsure && count < 2,
    retryDelay: (count) => 400 * 2 ** count,
    onSuccess: (result, input) => {
      onDone?.(result, input);
    },
    onSettled: () => refresh(),
  });
  return mutation;
}
