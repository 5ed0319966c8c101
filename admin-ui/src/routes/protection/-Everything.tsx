import { lazy, Suspense, useState } from "react";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { useIsManager } from "../../lib/viewer";
import { Dialog } from "../../ui/Dialog";
import { Button, Section, Skeleton } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";

const Progress = lazy(() => import("../../ui/TakeAway").then((m) => ({ default: m.Progress })));

const ExportOwnUniversity = graphql(
  `mutation ExportOwnUniversity($input: ExportUniversityInput!) { exportUniversity(input: $input) { export { id } } }`,
);

/** Everything of one's own university in one archive. */
export function Everything({ id, name }: { id: string; name: string }) {
  const manager = useIsManager();
  const [made, setMade] = useState<string>();
  const take = useAct(ExportOwnUniversity, { onDone: (r) => setMade(r.exportUniversity.export.id) });
  return (
    <Section title="Everything of the university">
      <p className="max-w-[65ch] text-ink-2">
        One archive: every table as JSON and CSV, the files of evidence, and a list of all of it with hashes. That it was taken is told in
        the audit trail.
      </p>
      <Refusal error={take.error} title="Not exported" />
      {manager ? (
        <div className="no-print">
          <Button tone="primary" busy={take.isPending} onClick={() => take.mutate({ universityId: id })}>
            Export everything
          </Button>
        </div>
      ) : (
        <p className="text-ink-2">Its mentoring managers do this.</p>
      )}
      {made && (
        <Dialog open title={`Export everything of ${name}`} onClose={() => setMade(undefined)}>
          <Suspense fallback={<Skeleton lines={4} />}>
            <Progress id={made} here onClose={() => setMade(undefined)} />
          </Suspense>
        </Dialog>
      )}
    </Section>
  );
}
