import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import { graphql } from "../../gql";
import type { AwardsQuery } from "../../gql/graphql";
import { ask } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import { useViewer } from "../../lib/viewer";
import * as paths from "../../paths";
import { LevelMark } from "../../ui/Colonnade";
import { type Column, DataTable } from "../../ui/DataTable";
import { count, day, relative } from "../../ui/format";
import { Button, Empty, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { AwardStatus } from "../../ui/Status";

const Awards = graphql(`query Awards($after: String) {
  awards(first: 25, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id number state awardedOn expiresOn url badgeUrl level { code title rank } university { id name } programmes { id name } departures { programme how on } }
  }
}`);
type Row = AwardsQuery["awards"]["nodes"][number];

export const Route = createFileRoute("/awards/")({ component: AwardsPage });

/** Awards, in force and ended; each leads to its public page. */
function AwardsPage() {
  const { desk, today } = useViewer();
  const [after, setAfter] = useState<string>();
  const data = useLoad(ask("live", Awards, { after: after ?? null }));
  const columns: readonly Column<Row, never>[] = [
    {
      id: "number",
      head: "Certificate",
      width: "w-44",
      cell: (a) => <a href={a.url}>{a.number}</a>,
    },
    {
      id: "what",
      head: desk === "operator" ? "University and programmes" : "Programmes",
      rowHeader: true,
      cell: (a) => (
        <>
          {desk === "operator" && <span className="font-medium">{a.university.name} </span>}
          <span className={desk === "operator" ? "text-ink-2" : "font-medium"}>{a.programmes.map((p) => p.name).join(", ")}</span>
          {a.departures.map((d) => (
            <span key={d.programme} className="block text-sm text-warn">
              {d.programme} {d.how === "ENDED" ? "ended" : "left the delivery framework"} on {day(d.on)}
            </span>
          ))}
        </>
      ),
    },
    { id: "level", head: "Level", width: "w-28", cell: (a) => <LevelMark level={a.level} /> },
    { id: "state", head: "State", width: "w-36", cell: (a) => <AwardStatus state={a.state} /> },
    { id: "from", head: "Awarded", width: "w-36", cell: (a) => day(a.awardedOn) },
    {
      id: "to",
      head: "Expires",
      width: "w-56",
      cell: (a) => (
        <>
          {day(a.expiresOn)} <span className="text-ink-3">{a.state === "IN_FORCE" ? relative(a.expiresOn, today) : ""}</span>
        </>
      ),
    },
    {
      id: "badge",
      head: "Digital logo",
      width: "w-32",
      cell: (a) => (
        <a href={a.badgeUrl}>
          Badge<span className="sr-only"> of {a.number}</span>
        </a>
      ),
    },
  ];
  return (
    <Page title="Awards" lead={data ? count(data.awards.totalCount, "award") : undefined}>
      {!data ? (
        <Skeleton lines={6} />
      ) : (
        <div className="-mx-3 flex flex-col gap-4">
          <DataTable
            label="Awards"
            columns={columns}
            rows={data.awards.nodes}
            rowKey={(a) => a.id}
            onOpen={(a) => location.assign(a.url)}
            empty={
              <Empty title="No award yet">
                {desk === "university" ? (
                  <>
                    An award follows an application that the assessor decided at a level. Start one from{" "}
                    <Link {...paths.programmes()}>a programme</Link>.
                  </>
                ) : (
                  "Awards appear here when applications are decided."
                )}
              </Empty>
            }
          />
          {(after || data.awards.pageInfo.hasNextPage) && (
            <div className="flex gap-2 px-3">
              {after && <Button onClick={() => setAfter(undefined)}>Back to the first page</Button>}
              {data.awards.pageInfo.hasNextPage && (
                <Button onClick={() => setAfter(data.awards.pageInfo.endCursor ?? undefined)}>Next page</Button>
              )}
            </div>
          )}
        </div>
      )}
    </Page>
  );
}
