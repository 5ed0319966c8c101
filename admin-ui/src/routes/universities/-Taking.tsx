import { lazy, Suspense, useState } from "react";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import type { UniversityRecord } from "../../lib/universities";
import { Dialog } from "../../ui/Dialog";
import { Button, Section, Skeleton } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";

const Progress = lazy(() => import("../../ui/TakeAway").then((m) => ({ default: m.Progress })));

const ExportUniversity = graphql(
  `mutation ExportUniversity($input: ExportUniversityInput!) { exportUniversity(input: $input) { export { id } } }`,
);

/** Taking everything of a university away as an archive, for its own keeping. */
export function Taking({ record }: { record: UniversityRecord }) {
  const [made, setMade] = useState<string>();
  const take = useAct(ExportUniversity, { onDone: (r) => setMade(r.exportUniversity.export.id) });
  return (
    <Section title="Take everything away">
      <p className="max-w-[65ch] text-ink-2">
        An archive of what its managers see: every table as JSON and CSV, and the files of its evidence. For a university that asks for its
        data, or before it is closed. That it was taken is told in its trail.
      </p>
      <Refusal error={take.error} title="Not exported" />
      <div className="no-print">
        <Button busy={take.isPending} onClick={() => take.mutate({ universityId: record.university.id })}>
          Export everything
        </Button>
      </div>
      {made && (
        <Dialog open title={`Export everything of ${record.university.name}`} onClose={() => setMade(undefined)}>
          <Suspense fallback={<Skeleton lines={4} />}>
            <Progress id={made} onClose={() => setMade(undefined)} />
          </Suspense>
        </Dialog>
      )}
    </Section>
  );
}
