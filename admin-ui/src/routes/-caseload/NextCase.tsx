import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { graphql } from "../../gql";
import type { TakeNextCaseMutation } from "../../gql/graphql";
import { type ApiError, asApiError } from "../../lib/errors";
import { execute, refresh, uuid } from "../../lib/graphql";
import * as paths from "../../paths";
import { Button, Notice } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";

const TakeNextCase = graphql(`mutation TakeNextCase { takeNextCase { application { id reference } none { rule message } } }`);

/** Takes the most urgent case that the assessor may take, and goes there; or says why there is none. */
export function useNextCase() {
  const navigate = useNavigate();
  const key = useRef<string>(undefined);
  return useMutation<TakeNextCaseMutation, ApiError>({
    mutationFn: async () => {
      // A lost answer is asked for again under its key, so that one press never takes two cases.
      key.current ??= uuid();
      try {
        const taken = await execute(TakeNextCase, {}, { key: key.current });
        key.current = undefined;
        return taken;
      } catch (e) {
        const error = asApiError(e);
        if (!error.unsure) key.current = undefined;
        throw error;
      }
    },
    retry: (times, e) => e.unsure && times < 2,
    onSuccess: ({ takeNextCase: { application } }) => {
      if (application) void navigate(paths.judge(application.id));
    },
    onSettled: () => refresh(),
  });
}

type Next = ReturnType<typeof useNextCase>;

export const NextCaseButton = ({ next }: { next: Next }) => (
  <Button tone="primary" busy={next.isPending} onClick={() => next.mutate()}>
    Take the next case
  </Button>
);

/** Why there was none, or why it did not work. */
export function NextCaseAnswer({ next }: { next: Next }) {
  const none = next.data?.takeNextCase.none;
  return (
    <>
      <Refusal error={next.error} title="No case was taken" />
      {none && !next.isPending && (
        <Notice tone="info" title="There is no next case for you">
          <p>{`${none.message} (${none.rule})`}</p>
        </Notice>
      )}
    </>
  );
}
