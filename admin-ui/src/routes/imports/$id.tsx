import { createFileRoute, Link } from "@tanstack/react-router";
import * as v from "valibot";
import { text } from "../../lib/applications";
import { type ImportDetails, importQuery, KINDS } from "../../lib/imports";
import { useLoad } from "../../lib/queries";
import * as paths from "../../paths";
import { count, moment } from "../../ui/format";
import { ButtonLink, Facts, Notice, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Columns } from "./-Columns";
import { Doing } from "./-Doing";
import { Rows } from "./-Rows";
import { ImportStands } from "./-Stands";

const SHOWN = ["NEW", "SAME", "DIFFERS", "BAD", "ADDED", "CHANGED", "TAKEN_BACK", "KEPT"] as const;
/** Which rows are shown stands in the address. */
const Search = v.object({
  show: v.optional(v.fallback(v.picklist(SHOWN), "BAD")),
  after: v.optional(v.fallback(text, "")),
});
export type Shown = (typeof SHOWN)[number];

export const Route = createFileRoute("/imports/$id")({ validateSearch: Search, component: ImportPage });

/** One import: its columns are chosen, its rows checked, written, corrected, taken back. */
function ImportPage() {
  const { id } = Route.useParams();
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const of = useLoad(importQuery(id))?.import;
  if (!of)
    return (
      <Page title="Import" above={<Link {...paths.imports()}>Imports</Link>}>
        <Skeleton lines={8} />
      </Page>
    );
  const judged = ["CHECKED", "COMMITTING", "COMMITTED", "UNDOING", "UNDONE"].includes(of.state);
  return (
    <Page title={of.fileName} above={<Link {...paths.imports()}>Imports</Link>} lead={<ImportStands state={of.state} />}>
      {of.state === "FAILED" && (
        <Notice tone="bad" title="The file cannot be imported">
          <p>{of.problem}</p>
          <p className="mt-3">
            <ButtonLink {...paths.newImport()}>Import another file</ButtonLink>
          </p>
        </Notice>
      )}
      {of.state === "UPLOADING" && (
        <Notice tone="warn" title="The file has not arrived">
          It was announced and never sent whole. Import it again.
        </Notice>
      )}
      <Progress of={of} />
      {of.state === "MAPPING" && (
        <Section title="Which column holds what?">
          <Columns of={of} />
        </Section>
      )}
      {judged && <Doing of={of} />}
      {judged && (
        <Section title="Rows">
          <Rows of={of} search={search} change={(next) => void navigate({ search: next, replace: true, resetScroll: false })} />
        </Section>
      )}
      {of.state === "CHECKED" && (
        <details>
          <summary className="w-fit cursor-pointer font-medium">Choose the columns again</summary>
          <div className="mt-4">
            <Columns of={of} />
          </div>
        </details>
      )}
      <Section title="The file">
        <Facts
          rows={[
            ["Rows are", KINDS[of.kind].many],
            of.counts.rows > 0 && ["Rows", of.counts.rows.toLocaleString("en-GB")],
            of.readAs !== "" && ["Read as", of.readAs],
            ["Sent", `${moment(of.createdAt)}${of.createdBy ? ` by ${of.createdBy.name}` : ""}`],
          ]}
        />
      </Section>
    </Page>
  );
}

const AT = { READING: "Reading the headings", CHECKING: "Checking", COMMITTING: "Writing", UNDOING: "Taking back" } as const;

/** How far a job has come, as it goes; said aloud when it begins and ends, not at every row. */
function Progress({ of }: { of: ImportDetails }) {
  const doing = AT[of.state as keyof typeof AT];
  const { done, of: all } = of.progress ?? { done: 0, of: 0 };
  return (
    <>
      <p role="status" className="sr-only">
        {doing ? `${doing} …` : ""}
      </p>
      {doing && (
        <div className="flex max-w-130 flex-col gap-1.5">
          <div className="flex justify-between gap-4">
            <span>{doing} …</span>
            {all > 0 && (
              <span className="tabular-nums">
                {done.toLocaleString("en-GB")} of {count(all, "row")}
              </span>
            )}
          </div>
          <progress aria-label={doing} className="h-2 w-full accent-accent" max={all || 1} {...(all > 0 ? { value: done } : {})} />
          <p className="text-sm text-ink-2">You can leave this page: it goes on by itself.</p>
        </div>
      )}
    </>
  );
}
