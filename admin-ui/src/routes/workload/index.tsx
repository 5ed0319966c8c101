import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useAct } from "../../lib/act";
import { queryClient } from "../../lib/graphql";
import { asInput, type BoardCase, considerQuery, MoveCases, type Moves, workloadQuery } from "../../lib/moves";
import { useLoad } from "../../lib/queries";
import { useViewer } from "../../lib/viewer";
import * as paths from "../../paths";
import { count } from "../../ui/format";
import { Button, Empty, Skeleton } from "../../ui/kit";
import { type Applied, Moved } from "../../ui/Moved";
import { Page } from "../../ui/Page";
import { Refusal } from "../../ui/Refusal";
import { nameOf } from "./-board";
import type { Change } from "./-Lanes";

const Lanes = lazy(() => import("./-Lanes"));
const Preview = lazy(() => import("./-Preview"));
const Capacity = lazy(() => import("./-Capacity"));

export const Route = createFileRoute("/workload/")({ component: WorkloadPage });

/** How work lies with everybody: cases move between people, what that would come to is shown first, and it can be taken back. */
function WorkloadPage() {
  const viewer = useViewer();
  const may = viewer.desk === "operator";
  const workload = useLoad(workloadQuery)?.workload;
  const [moves, setMoves] = useState<Moves>(new Map());
  const [preview, setPreview] = useState(false);
  const [capacity, setCapacity] = useState<string>();
  const [applied, setApplied] = useState<Applied>();
  const [said, say] = useState("");
  const considered = useQuery(
    { ...considerQuery(moves), enabled: moves.size > 0, placeholderData: keepPreviousData, retry: false },
    queryClient,
  );
  const done = (run: Applied | null | undefined) => {
    setMoves(new Map());
    setApplied(run ?? undefined);
  };
  const make = useAct(MoveCases, { onDone: (r) => done(r.moveCases.run) });

  const found = moves.size > 0 ? considered.data?.considerMoves : undefined;
  const loads = new Map<string, Change>((found?.loads ?? []).map((l) => [l.assessor.id, l]));
  const objections = new Map((found?.moves ?? []).map((m) => [m.case.id, m.objections]));
  const objected = (found?.moves ?? []).filter((m) => m.objections.length > 0).length;

  const cases = workload?.cases ?? [];
  const limited = workload?.assessors.find((a) => a.person.id === capacity);
  const move = (id: string, to: string | null) => {
    const c = cases.find((x) => x.id === id);
    if (!c) return;
    const next = new Map(moves);
    if ((c.assessor?.id ?? null) === to) next.delete(id);
    else next.set(id, to);
    make.reset();
    setMoves(next);
    const name = workload?.assessors.find((a) => a.person.id === to)?.person.name ?? "nobody";
    say(`${nameOf(c)} would be with ${name}. ${count(next.size, "move")} not applied yet.`);
  };
  return (
    <Page
      title="Workload"
      lead={<Lead cases={cases} loading={!workload} />}
      actions={
        <>
          <Link {...paths.clocks()}>Clocks</Link>
          <Button tone={moves.size === 0 && may ? "primary" : "quiet"} onClick={() => setPreview(true)}>
            {may ? "Assign automatically" : "Look at the plan"}
          </Button>
        </>
      }
    >
      <p role="status" className="sr-only">
        {said}
      </p>
      {moves.size > 0 && (
        <div className="no-print sticky top-0 z-5 flex flex-col gap-2 border-y border-line bg-canvas py-3">
          <Refusal error={make.error} title="None of it was moved" />
          <div className="flex flex-wrap items-center gap-3">
            <span className="font-medium">{`${count(moves.size, "move")} not applied yet`}</span>
            {objected > 0 && <span className="text-bad">{`${count(objected, "move")} cannot be made: see the cases.`}</span>}
            <Button
              tone="primary"
              busy={make.isPending}
              disabled={objected > 0 || considered.isFetching}
              onClick={() => make.mutate({ moves: asInput(moves) })}
            >
              {`Apply ${count(moves.size, "move")}`}
            </Button>
            <Button onClick={() => setMoves(new Map())}>Discard</Button>
          </div>
        </div>
      )}
      {applied && <Moved key={applied.id} applied={applied} onDismiss={() => setApplied(undefined)} />}
      {!workload ? (
        <Skeleton lines={8} />
      ) : workload.assessors.length === 0 ? (
        <Empty title="No assessor yet">Cases can be given to people once the scheme has assessors. An administrator invites them.</Empty>
      ) : (
        <Suspense fallback={<Skeleton lines={8} />}>
          <Lanes
            assessors={workload.assessors}
            cases={cases}
            moves={moves}
            loads={loads}
            objections={objections}
            onMove={may ? move : null}
            onCapacity={(a) => setCapacity(a.person.id)}
          />
        </Suspense>
      )}
      <Suspense>
        {preview && <Preview onClose={() => setPreview(false)} onApplied={may ? done : null} />}
        {limited && <Capacity key={limited.person.id} of={limited} onClose={() => setCapacity(undefined)} />}
      </Suspense>
    </Page>
  );
}

function Lead({ cases, loading }: { cases: readonly BoardCase[]; loading: boolean }) {
  if (loading) return <span role="status">Loading</span>;
  const nobody = cases.filter((c) => !c.assessor).length;
  return (
    <span role="status">{`${count(cases.length, "open case")}, ${nobody === 0 ? "each with an assessor" : `${nobody} with nobody`}`}</span>
  );
}
