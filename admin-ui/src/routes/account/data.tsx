import { useMutation } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { graphql } from "../../gql";
import type { ExportOwnDataMutation } from "../../gql/graphql";
import type { ApiError } from "../../lib/errors";
import { execute, refresh, uuid } from "../../lib/graphql";
import { Dialog } from "../../ui/Dialog";
import { Button, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Refusal } from "../../ui/Refusal";
import { Taken } from "../protection/-Taken";

const Progress = lazy(() => import("../../ui/TakeAway").then((m) => ({ default: m.Progress })));

const ExportOwnData = graphql(`mutation ExportOwnData { exportOwnData { export { id } } }`);

export const Route = createFileRoute("/account/data")({ component: Data });

/** Everything held of oneself. */
function Data() {
  const [made, setMade] = useState<string>();
  const take = useMutation<ExportOwnDataMutation, ApiError, void>({
    mutationFn: () => execute(ExportOwnData, {}, { key: uuid() }),
    onSuccess: (r) => setMade(r.exportOwnData.export.id),
    onSettled: () => refresh(),
  });
  return (
    <Page width="read" title="Your data" lead="What Pillars holds of you: who you are, where you signed in, letters to you, what you did.">
      <Section title="Take it away">
        <p className="max-w-[65ch] text-ink-2">
          An archive: a page to read it by, and JSON. Nobody else can fetch it, and it is kept for a week. To have yourself erased, write to
          those who run the scheme.
        </p>
        <Refusal error={take.error} title="Not exported" />
        <div className="no-print">
          <Button tone="primary" busy={take.isPending} onClick={() => take.mutate()}>
            Export everything held of me
          </Button>
        </div>
      </Section>
      <Taken title="Taken away by you" empty="Nothing yet. What you take away is here for a week." />
      {made && (
        <Dialog open title="Everything held of you" onClose={() => setMade(undefined)}>
          <Suspense fallback={<Skeleton lines={4} />}>
            <Progress id={made} here onClose={() => setMade(undefined)} />
          </Suspense>
        </Dialog>
      )}
    </Page>
  );
}
