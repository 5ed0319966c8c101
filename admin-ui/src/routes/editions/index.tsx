import { createFileRoute } from "@tanstack/react-router";
import { graphql } from "../../gql";
import type { EditionsQuery } from "../../gql/graphql";
import { ask } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import { useToday } from "../../lib/viewer";
import { type Column, DataTable } from "../../ui/DataTable";
import { count, day } from "../../ui/format";
import { Empty, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { NewEdition } from "./-NewEdition";

const Editions = graphql(`query Editions {
  editions { id scheme title code inForceFrom contentHash levels { code title rank } pillars { number criteria { ref } } }
}`);
type Row = EditionsQuery["editions"][number];

export const Route = createFileRoute("/editions/")({ component: EditionsPage });

/** The editions of the standard: what is in force, what was, what comes; a new one is looked at before it is published (S1). */
function EditionsPage() {
  const today = useToday();
  const editions = useLoad(ask("live", Editions))?.editions;
  return (
    <Page title="Editions" lead="Each version of a scheme's standard. What is published never changes, and changes no open application.">
      {!editions ? (
        <Skeleton lines={6} />
      ) : (
        <>
          <div className="-mx-3">
            <DataTable
              label="Editions"
              columns={columns(editions, today)}
              rows={editions}
              rowKey={(e) => e.id}
              empty={<Empty title="No edition yet">Publish the first below: nobody can apply before.</Empty>}
            />
          </div>
          <Section title="Publish another edition">
            <NewEdition />
          </Section>
        </>
      )}
    </Page>
  );
}

function columns(all: readonly Row[], today: string): readonly Column<Row, never>[] {
  const inForce = (e: Row) => all.find((other) => other.scheme === e.scheme && other.inForceFrom <= today)?.id === e.id;
  return [
    {
      id: "title",
      head: "Edition",
      rowHeader: true,
      cell: (e) => <span className="font-medium">{e.title}</span>,
    },
    {
      id: "state",
      head: "In force",
      width: "w-60",
      cell: (e) =>
        inForce(e) ? (
          <span className="font-medium">Since {day(e.inForceFrom)}</span>
        ) : e.inForceFrom > today ? (
          `From ${day(e.inForceFrom)}`
        ) : (
          <span className="text-ink-2">No longer; was from {day(e.inForceFrom)}</span>
        ),
    },
    { id: "levels", head: "Levels", width: "w-72", cell: (e) => e.levels.map((l) => l.title).join(", ") },
    {
      id: "criteria",
      head: "Criteria",
      width: "w-52",
      cell: (e) => {
        const criteria = e.pillars.reduce((n, p) => n + p.criteria.length, 0);
        return `${count(criteria, "criterion", "criteria")} in ${count(e.pillars.length, "pillar")}`;
      },
    },
    { id: "hash", head: "Content hash", width: "w-44", cell: (e) => <code className="text-sm">{e.contentHash.slice(0, 12)}</code> },
  ];
}
