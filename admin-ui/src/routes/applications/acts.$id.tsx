import { useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { graphql } from "../../gql";
import type { BulkActQuery, BulkRowsQuery, BulkVerdict } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { ask, queryClient, refresh } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import * as paths from "../../paths";
import { Chips } from "../../ui/Chips";
import { type Column, DataTable } from "../../ui/DataTable";
import { count, moment } from "../../ui/format";
import { Button, Empty, Notice, Reasons, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { Refusal } from "../../ui/Refusal";
import { Status } from "../../ui/Status";
import { BULK } from "./-operator/words";

const BulkAct = graphql(`query BulkAct($id: ID!) {
  bulkAct(id: $id) {
    id kind reason state madeAt appliedAt undoUntil
    madeBy { id name }
    counts { waiting may refused done undone kept total }
  }
}`);
const BulkRows = graphql(`query BulkRows($id: ID!, $verdict: [BulkVerdict!], $first: Int, $after: String) {
  bulkRows(bulkActId: $id, verdict: $verdict, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { verdict reasons { rule message } application { id reference state university { id name } } }
  }
}`);
const ApplyBulkAct = graphql(`mutation ApplyBulkAct($input: ApplyBulkActInput!) { applyBulkAct(input: $input) { bulkAct { id state } } }`);
const UndoBulkAct = graphql(`mutation UndoBulkAct($input: UndoBulkActInput!) { undoBulkAct(input: $input) { bulkAct { id state } } }`);
type Act = BulkActQuery["bulkAct"];
type RowOf = BulkRowsQuery["bulkRows"]["nodes"][number];

const VERDICTS: Record<BulkVerdict, string> = {
  WAITING: "Not looked at yet",
  MAY: "May be done",
  REFUSED: "Stays as it is",
  DONE: "Done",
  UNDONE: "Taken back",
  KEPT: "Not taken back",
};

export const Route = createFileRoute("/applications/acts/$id")({ component: BulkActPage });

const busy = (act: Act) => act.state === "CHECKING" || act.state === "RUNNING" || act.state === "UNDOING";

/** A bulk act: what it would come to, its progress, what became of each application, and the way back. */
function BulkActPage() {
  const { id } = Route.useParams();
  const question = ask("live", BulkAct, { id });
  const { data, error } = useQuery(
    { ...question, refetchInterval: (q) => (q.state.data && !busy(q.state.data.bulkAct) ? false : 700) },
    queryClient,
  );
  if (error && !data) throw error;
  const act = data?.bulkAct;
  const state = act?.state;
  // What was read of the rows before is old by now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it has moved on, and then alone
  useEffect(() => void refresh(), [state]);
  const apply = useAct(ApplyBulkAct);
  const undo = useAct(UndoBulkAct);
  if (!act)
    return (
      <Page title="Bulk act">
        <Skeleton lines={8} />
      </Page>
    );
  const words = BULK[act.kind];
  return (
    <Page
      title={words.to(act.counts.total)}
      lead={`${act.madeBy?.name ?? "Somebody"}, ${moment(act.madeAt)}. ${words.means}`}
      actions={
        <>
          <Link {...paths.bulkActs()}>Earlier acts</Link>
          <Link {...paths.applications()}>Applications</Link>
        </>
      }
    >
      {act.reason && (
        <p className="max-w-[65ch]">
          <span className="text-ink-2">Why: </span>
          {act.reason}
        </p>
      )}
      <Refusal error={apply.error} title="Not started" />
      <Refusal error={undo.error} title="Not taken back" />
      <Standing act={act} />
      {act.state === "CHECKED" && act.counts.may > 0 && (
        <div className="no-print">
          <Button tone="primary" size="lg" busy={apply.isPending} onClick={() => apply.mutate({ bulkActId: act.id })}>
            {words.to(act.counts.may)}
          </Button>
        </div>
      )}
      {act.undoUntil && act.counts.done > 0 && (
        <div className="no-print flex flex-wrap items-center gap-3">
          <Button busy={undo.isPending} onClick={() => undo.mutate({ bulkActId: act.id })}>
            Undo
          </Button>
          <span className="text-ink-2">{`Until ${moment(act.undoUntil)}, for those that nobody has worked on since.`}</span>
        </div>
      )}
      <Rows key={act.state} act={act} />
    </Page>
  );
}

/** Where it stands, in a sentence; how far it is while it is being worked on. */
function Standing({ act }: { act: Act }) {
  const words = BULK[act.kind];
  const { counts } = act;
  if (busy(act)) {
    const left = act.state === "CHECKING" ? counts.waiting : act.state === "RUNNING" ? counts.may : counts.done;
    const of =
      act.state === "CHECKING"
        ? counts.total
        : act.state === "RUNNING"
          ? counts.may + counts.done
          : counts.done + counts.undone + counts.kept;
    const label = { CHECKING: "Looking at what it means", RUNNING: "Being done", UNDOING: "Being taken back" }[act.state as "CHECKING"];
    return (
      <div className="flex max-w-xl flex-col gap-2">
        <p role="status">{`${label}: ${of - left} of ${of}`}</p>
        <progress className="w-full" aria-label={label} value={of - left} max={of} />
        <p className="text-sm text-ink-2">You can leave this page: it goes on, and is found again under earlier acts.</p>
      </div>
    );
  }
  const refused =
    counts.refused > 0 && `${count(counts.refused, "application")} ${counts.refused === 1 ? "stays as it is" : "stay as they are"}.`;
  if (act.state === "CHECKED")
    return (
      <Notice tone={counts.may > 0 ? "info" : "warn"} title={counts.may > 0 ? "Nothing is changed yet" : "It may be done to none of them"}>
        {counts.may > 0 && <p>{`It may be done to ${count(counts.may, "application")}. ${refused || ""}`}</p>}
        {counts.may === 0 && <p>Each row says what stands in its way.</p>}
      </Notice>
    );
  if (act.state === "DONE")
    return (
      <Notice tone="ok" title={words.done(counts.done)}>
        {refused && <p>{refused}</p>}
      </Notice>
    );
  return (
    <Notice tone={counts.kept > 0 ? "warn" : "ok"} title={`Taken back for ${count(counts.undone, "application")}`}>
      {counts.kept > 0 && <p>{`${count(counts.kept, "application")} could not be: each row says why.`}</p>}
    </Notice>
  );
}

const COLUMNS: readonly Column<RowOf, never>[] = [
  {
    id: "ref",
    head: "Reference",
    width: "w-32",
    cell: (r) => <Link {...paths.application(r.application.id)}>{r.application.reference}</Link>,
  },
  { id: "university", head: "University", rowHeader: true, cell: (r) => r.application.university.name },
  { id: "state", head: "Stands", width: "w-44", cell: (r) => <Status state={r.application.state} /> },
  {
    id: "verdict",
    head: "This act",
    width: "w-96",
    cell: (r) => (
      <div className="flex flex-col gap-1">
        <span>{VERDICTS[r.verdict]}</span>
        {r.reasons.length > 0 && <Reasons reasons={r.reasons} />}
      </div>
    ),
  },
];

function Rows({ act }: { act: Act }) {
  const [only, setOnly] = useState<BulkVerdict[]>([]);
  const [after, setAfter] = useState<string>();
  const page = useLoad(
    ask("live", BulkRows, { id: act.id, verdict: only.length ? only : null, first: 50, after: after ?? null }),
  )?.bulkRows;
  const { counts } = act;
  const by: [BulkVerdict, number][] = [
    ["WAITING", counts.waiting],
    ["MAY", counts.may],
    ["REFUSED", counts.refused],
    ["DONE", counts.done],
    ["UNDONE", counts.undone],
    ["KEPT", counts.kept],
  ];
  const there = by.filter(([verdict, n]) => n > 0 || only.includes(verdict));
  return (
    <>
      {there.length > 1 && (
        <Chips
          legend="Show"
          options={there.map(([value, n]) => ({ value, label: VERDICTS[value], count: n }))}
          chosen={only}
          onChange={(next) => {
            setOnly(next);
            setAfter(undefined);
          }}
        />
      )}
      {!page ? (
        <Skeleton lines={6} />
      ) : (
        <div className="-mx-3">
          <DataTable
            label="Applications of this act"
            columns={COLUMNS}
            rows={page.nodes}
            rowKey={(r) => r.application.id}
            empty={<Empty title="None stands so">Take the filter away to see them all.</Empty>}
          />
        </div>
      )}
      <Pages page={page} after={after} onPage={setAfter} />
    </>
  );
}
