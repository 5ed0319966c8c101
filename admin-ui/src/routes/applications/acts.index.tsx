import { createFileRoute, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { graphql } from "../../gql";
import type { BulkActsQuery } from "../../gql/graphql";
import { ask } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import * as paths from "../../paths";
import { type Column, DataTable } from "../../ui/DataTable";
import { count, moment } from "../../ui/format";
import { ButtonLink, Empty, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { BULK } from "./-operator/words";

const BulkActs = graphql(`query BulkActs($after: String) {
  bulkActs(first: 25, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id kind state madeAt madeBy { id name } counts { may refused done undone kept total } }
  }
}`);
type Act = BulkActsQuery["bulkActs"]["nodes"][number];

const STATES: Record<Act["state"], (act: Act) => string> = {
  CHECKING: () => "Being looked at",
  CHECKED: (a) => `Not applied: it may be done to ${a.counts.may}`,
  RUNNING: (a) => `Being done: ${a.counts.done} so far`,
  DONE: (a) => `Done to ${a.counts.done}`,
  UNDOING: () => "Being taken back",
  UNDONE: (a) => `Taken back for ${a.counts.undone}`,
};

const COLUMNS: readonly Column<Act, never>[] = [
  { id: "what", head: "What", rowHeader: true, cell: (a) => <Link {...paths.bulkAct(a.id)}>{BULK[a.kind].to(a.counts.total)}</Link> },
  { id: "state", head: "Stands", width: "w-64", cell: (a) => STATES[a.state](a) },
  { id: "who", head: "By", width: "w-44", cell: (a) => a.madeBy?.name },
  { id: "when", head: "When", width: "w-48", cell: (a) => moment(a.madeAt) },
];

export const Route = createFileRoute("/applications/acts/")({ component: BulkActsPage });

/** What was done to many applications at once, the latest first. */
function BulkActsPage() {
  const navigate = useNavigate();
  const [after, setAfter] = useState<string>();
  const page = useLoad(ask("live", BulkActs, { after: after ?? null }))?.bulkActs;
  return (
    <Page title="Acts on many applications" lead={<span role="status">{page ? count(page.totalCount, "act") : "Loading"}</span>}>
      {!page ? (
        <Skeleton lines={6} />
      ) : (
        <div className="-mx-3">
          <DataTable
            label="Acts"
            columns={COLUMNS}
            rows={page.nodes}
            rowKey={(a) => a.id}
            onOpen={(a) => void navigate(paths.bulkAct(a.id))}
            empty={
              <Empty
                title="Nothing was done to many at once yet"
                action={<ButtonLink {...paths.applications()}>Go to applications</ButtonLink>}
              >
                Choose rows of the applications table, then what to do with them.
              </Empty>
            }
          />
        </div>
      )}
      <Pages page={page} after={after} onPage={setAfter} />
    </Page>
  );
}
