import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { graphql } from "../../../gql";
import type { ApplicationFilter, BulkKind } from "../../../gql/graphql";
import { useAct } from "../../../lib/act";
import * as paths from "../../../paths";
import { AskWhy } from "../../../ui/AskWhy";
import { found } from "../../../ui/format";
import { Button } from "../../../ui/kit";
import { type Applied, Moved } from "../../../ui/Moved";
import { Refusal } from "../../../ui/Refusal";
import { BULK } from "./words";

const AssignTogether = lazy(() => import("./AssignTogether"));

const PrepareBulkAct = graphql(
  `mutation PrepareBulkAct($input: PrepareBulkActInput!) { prepareBulkAct(input: $input) { bulkAct { id } } }`,
);

const KINDS = Object.keys(BULK) as BulkKind[];

type BulkProps = {
  chosen: ReadonlySet<string>;
  /** Every one that the list's filters leave is meant. */
  all: boolean;
  filter: ApplicationFilter;
  /** How many there are on all pages. */
  total: number;
  onAll: (all: boolean) => void;
  onClear: () => void;
  /** Those that are chosen are to be taken away as a file. */
  onExport: () => void;
};

/** What can be done to the applications that are chosen. Each act is looked at first, on a page of its own. */
export function Bulk({ chosen, all, filter, total, onAll, onClear, onExport }: BulkProps) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState<BulkKind>();
  const [assigning, setAssigning] = useState(false);
  const [applied, setApplied] = useState<Applied>();
  const prepare = useAct(PrepareBulkAct, { onDone: (r) => void navigate(paths.bulkAct(r.prepareBulkAct.bulkAct.id)) });
  const n = all ? total : chosen.size;
  const start = (kind: BulkKind, reason = "") => prepare.mutate({ kind, reason, ...(all ? { filter } : { applicationIds: [...chosen] }) });
  const words = asking && BULK[asking];
  return (
    <>
      {applied && <Moved key={applied.id} applied={applied} onDismiss={() => setApplied(undefined)} />}
      {n > 0 && (
        <section
          aria-label="What is chosen"
          className="no-print sticky bottom-0 z-5 flex flex-col gap-2 border-y border-line bg-canvas py-3 md:order-last"
        >
          {!asking && <Refusal error={prepare.error} title="Nothing was started" />}
          <div className="flex flex-wrap items-center gap-2">
            <span role="status" className="me-2 font-medium">{`${found(n, "application", filter.search)} chosen`}</span>
            {KINDS.map((kind) => (
              <Button
                key={kind}
                busy={prepare.isPending && prepare.variables.kind === kind}
                onClick={() => (BULK[kind].missing ? setAsking(kind) : start(kind))}
              >
                {BULK[kind].act}
              </Button>
            ))}
            {!all && <Button onClick={() => setAssigning(true)}>Assign</Button>}
            <Button onClick={onExport}>Export</Button>
            {!all && total > chosen.size && (
              <Button tone="bare" onClick={() => onAll(true)}>
                {`Choose all that match: ${found(total, "application", filter.search).toLowerCase()}`}
              </Button>
            )}
            <Button tone="bare" onClick={onClear}>
              Choose none
            </Button>
          </div>
        </section>
      )}
      {asking && words && (
        <AskWhy
          title={`${words.to(n)}?`}
          missing={words.missing ?? ""}
          error={prepare.error}
          failed="Nothing was started"
          busy={prepare.isPending}
          yes="Look at what it means"
          onYes={(reason) => start(asking, reason)}
          onClose={() => setAsking(undefined)}
        >
          {words.means} Nothing is changed before you have seen what it comes to for each.
        </AskWhy>
      )}
      <Suspense>
        {assigning && (
          <AssignTogether
            chosen={chosen}
            onClose={() => setAssigning(false)}
            onApplied={(run) => {
              setApplied(run);
              onClear();
            }}
          />
        )}
      </Suspense>
    </>
  );
}
