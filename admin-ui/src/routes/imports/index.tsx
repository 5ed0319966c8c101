import { createFileRoute, Link } from "@tanstack/react-router";
import * as v from "valibot";
import { text } from "../../lib/applications";
import { type ImportListRow, importsQuery, KINDS } from "../../lib/imports";
import { useLoad } from "../../lib/queries";
import * as paths from "../../paths";
import { type Column, DataTable } from "../../ui/DataTable";
import { count, moment } from "../../ui/format";
import { ButtonLink, Empty, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { ImportStands } from "./-Stands";
import { Templates } from "./-Templates";

export const Route = createFileRoute("/imports/")({
  validateSearch: v.object({ after: v.optional(v.fallback(text, "")) }),
  component: Imports,
});

/** Files that were imported, newest first, and templates for the next. */
function Imports() {
  const { after } = Route.useSearch();
  const navigate = Route.useNavigate();
  const page = useLoad(importsQuery(after))?.imports;
  return (
    <Page
      title="Imports"
      lead="Universities, programmes, people and applications from a file. Every row is checked before anything is written, and what was written can be taken back."
      actions={
        <ButtonLink {...paths.newImport()} tone="primary">
          Import a file
        </ButtonLink>
      }
    >
      {!page ? (
        <Skeleton lines={6} />
      ) : (
        <div className="-mx-3">
          <DataTable
            label="Imports"
            columns={COLUMNS}
            rows={page.nodes}
            rowKey={(i) => i.id}
            onOpen={(i) => void navigate(paths.importOf(i.id))}
            empty={
              <Empty title="Nothing was imported yet" action={<ButtonLink {...paths.newImport()}>Import a file</ButtonLink>}>
                Take a template below, or a file of your own: CSV or an Excel workbook, its first row headings. You choose which column
                holds what.
              </Empty>
            }
          />
        </div>
      )}
      <Pages page={page} after={after} onPage={(after) => void navigate({ search: { after } })} />
      <Section title="Templates">
        <Templates />
      </Section>
    </Page>
  );
}

const COLUMNS: readonly Column<ImportListRow, never>[] = [
  { id: "file", head: "File", rowHeader: true, cell: (i) => <Link {...paths.importOf(i.id)}>{i.fileName}</Link> },
  { id: "kind", head: "Rows are", width: "w-36", cell: (i) => KINDS[i.kind].many },
  { id: "state", head: "State", width: "w-60", cell: (i) => <ImportStands state={i.state} /> },
  { id: "result", head: "Result", cell: result },
  { id: "by", head: "Sent", width: "w-72", cell: (i) => `${moment(i.createdAt)}${i.createdBy ? ` by ${i.createdBy.name}` : ""}` },
];

function result({ state, progress, counts }: ImportListRow): string {
  if (progress) return `${progress.done.toLocaleString("en-GB")} of ${count(progress.of, "row")}`;
  if (state === "COMMITTED" || state === "UNDONE") {
    const parts = [
      counts.added && `${counts.added.toLocaleString("en-GB")} added`,
      counts.changed && `${counts.changed.toLocaleString("en-GB")} changed`,
      counts.bad && `${counts.bad.toLocaleString("en-GB")} to correct`,
      counts.takenBack && `${counts.takenBack.toLocaleString("en-GB")} taken back`,
      counts.kept && `${counts.kept.toLocaleString("en-GB")} stay`,
    ];
    return parts.filter(Boolean).join(", ");
  }
  return counts.rows ? count(counts.rows, "row") : "";
}
