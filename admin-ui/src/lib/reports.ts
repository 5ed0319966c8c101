import { graphql } from "../gql";
import type { ExportQuery, ExportsQuery, ReportKindsQuery, SavedReportsQuery } from "../gql/graphql";
import { ask } from "./graphql";

const ReportKinds = graphql(`query ReportKinds { reportKinds { report title columns { name heading } } }`);
/** The reports there are, and the columns that each can have. */
export const reportKindsQuery = ask("still", ReportKinds);
export type ReportKind = ReportKindsQuery["reportKinds"][number];

const Exports = graphql(`query Exports($of: ID, $after: String) {
  exports(savedReportId: $of, first: 25, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id report title called period format state rows size narrowed problem madeAt keptUntil madeBy { id name } }
  }
}`);
/** Exports, or the runs of one saved report. */
export const exportsQuery = (of?: string, after?: string) => ask("live", Exports, { of: of || null, after: after || null });
export type ExportRow = ExportsQuery["exports"]["nodes"][number];

const Export = graphql(`query Export($id: ID!) { export(id: $id) { id state rows size problem } }`);
export const exportQuery = (id: string) => ask("live", Export, { id });
export type ExportView = ExportQuery["export"];

const SavedReports = graphql(`query SavedReports {
  savedReports(first: 100) {
    totalCount
    nodes { id name narrowed format paused nextOn schedule { words } madeBy { id name } lastRun { id state rows madeAt } }
  }
}`);
/** Reports that are kept under a name. */
export const savedReportsQuery = ask("live", SavedReports);
export type SavedReportRow = SavedReportsQuery["savedReports"]["nodes"][number];

/** How a file is written, in words. */
export const FORMATS = { XLSX: "Excel workbook", CSV: "CSV", ZIP: "Archive" } as const;
