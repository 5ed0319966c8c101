import { graphql } from "../gql";
import type { ExportQuery, ExportsQuery, ReportKindsQuery } from "../gql/graphql";
import { ask } from "./graphql";

const ReportKinds = graphql(`query ReportKinds { reportKinds { report title columns { name heading } } }`);
/** The reports there are, and the columns that each can have. */
export const reportKindsQuery = ask("still", ReportKinds);
export type ReportKind = ReportKindsQuery["reportKinds"][number];

const Exports = graphql(`query Exports($after: String) {
  exports(first: 25, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id title format state rows size narrowed problem madeAt keptUntil madeBy { id name } }
  }
}`);
export const exportsQuery = (after?: string) => ask("live", Exports, { after: after || null });
export type ExportRow = ExportsQuery["exports"]["nodes"][number];

const Export = graphql(`query Export($id: ID!) { export(id: $id) { id state rows size problem } }`);
export const exportQuery = (id: string) => ask("live", Export, { id });
export type ExportView = ExportQuery["export"];

/** How a file is written, in words. */
export const FORMATS = { XLSX: "Excel workbook", CSV: "CSV" } as const;
