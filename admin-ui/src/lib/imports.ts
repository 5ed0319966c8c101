import { graphql } from "../gql";
import type { ImportKind, ImportOutcome, ImportQuery, ImportRowsQuery, ImportsQuery, ImportVerdict } from "../gql/graphql";
import { ask } from "./graphql";

const Imports = graphql(`query Imports($after: String) {
  imports(first: 50, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id kind fileName state createdAt createdBy { name } progress { done of } counts { rows added changed bad takenBack kept } }
  }
}`);
export const importsQuery = (after?: string) => ask("live", Imports, { after: after || null });
export type ImportListRow = ImportsQuery["imports"]["nodes"][number];

const Templates = graphql(`query ImportTemplates { importTemplates { kind fields { name label required help example } } }`);
export const templatesQuery = ask("still", Templates);

const Import = graphql(`query Import($id: ID!) {
  import(id: $id) {
    id kind fileName size state problem version readAs updateExisting createdAt createdBy { name }
    columns { heading field sample }
    counts { rows new same differing bad added changed takenBack kept }
    progress { done of }
    mayCheck { allowed reasons { rule message } }
    mayCommit { allowed reasons { rule message } }
    mayUndo { allowed reasons { rule message } }
  }
}`);
export const importQuery = (id: string) => ask("live", Import, { id });
export type ImportDetails = ImportQuery["import"];

const ImportRows = graphql(`query ImportRows($id: ID!, $verdict: ImportVerdict, $outcome: ImportOutcome, $after: String) {
  importRows(importId: $id, first: 50, verdict: $verdict, outcome: $outcome, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { number cells verdict outcome problems { column rule message } changes { field from to } }
  }
}`);
export const importRowsQuery = (id: string, verdict?: ImportVerdict, outcome?: ImportOutcome, after?: string) =>
  ask("live", ImportRows, { id, verdict: verdict ?? null, outcome: outcome ?? null, after: after || null });
export type ImportRow = ImportRowsQuery["importRows"]["nodes"][number];

/** What the rows of a kind are called. */
export const KINDS: Record<ImportKind, { one: string; many: string }> = {
  UNIVERSITIES: { one: "university", many: "Universities" },
  PROGRAMMES: { one: "programme", many: "Programmes" },
  PEOPLE: { one: "person", many: "People" },
  APPLICATIONS: { one: "application", many: "Applications" },
};

/** A file with the headings of a kind and an example, as a link that saves it. */
export function templateFile(fields: readonly { label: string; example: string }[]): Blob {
  const line = (cells: readonly string[]) => `${cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(",")}\r\n`;
  return new Blob([`\ufeff${line(fields.map((f) => f.label))}${line(fields.map((f) => f.example))}`], { type: "text/csv;charset=utf-8" });
}
