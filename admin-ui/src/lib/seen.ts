import { useEffect } from "react";
import { graphql } from "../gql";
import { execute, refresh } from "./graphql";

const MarkSeen = graphql(`mutation MarkSeen($input: MarkSeenInput!) { markSeen(input: $input) { application { id unread } } }`);

/** Says that a case that is on screen has been seen; one that could not be said stays unread. */
export function useSeen(applicationId: string, unread: boolean) {
  useEffect(() => {
    if (!unread) return;
    const say = () => {
      if (document.visibilityState !== "visible") return;
      document.removeEventListener("visibilitychange", say);
      execute(MarkSeen, { input: { applicationId } }).then(refresh, () => {});
    };
    document.addEventListener("visibilitychange", say);
    say();
    return () => document.removeEventListener("visibilitychange", say);
  }, [applicationId, unread]);
}
