import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { asApiError, plain } from "../lib/errors";
import * as paths from "../paths";
import { Button, ButtonLink } from "./kit";
import { Page } from "./Page";

/** A page that could not be shown: what happened, what to do, and the number that finds it in the log. */
export function Failure({ error, reset }: { error: unknown; reset?: () => void }) {
  const e = asApiError(error);
  const boundary = useQueryErrorResetBoundary();
  const router = useRouter();
  const again = () => {
    boundary.reset();
    reset?.();
    void router.invalidate();
  };
  const missing = e.code === "NOT_FOUND" || e.code === "FORBIDDEN";
  return (
    <Page title={missing ? "Page not found" : e.code === "OFFLINE" ? "No connection" : "Something went wrong"} width="form">
      <div className="flex flex-col items-start gap-4">
        <p role="alert" className="max-w-[60ch]">
          {plain(e)}
        </p>
        {e.requestId && <p className="text-sm text-ink-2">Request number: {e.requestId}</p>}
        <div className="flex flex-wrap gap-2">
          {!missing && (
            <Button tone="primary" onClick={again}>
              Try again
            </Button>
          )}
          <ButtonLink {...paths.home()}>Go to the start</ButtonLink>
        </div>
      </div>
    </Page>
  );
}

/** An address that leads nowhere. */
export const NotFound = () => (
  <Page title="Page not found" width="form">
    <div className="flex flex-col items-start gap-4">
      <p className="max-w-[60ch]">If you typed the address, check it. If you followed a link, what it led to may have gone.</p>
      <ButtonLink {...paths.home()}>Go to the start</ButtonLink>
    </div>
  </Page>
);
