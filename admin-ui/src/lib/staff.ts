import { graphql } from "../gql";
import type { Role, StaffQuery } from "../gql/graphql";
import { ask } from "./graphql";

const Staff = graphql(`query Staff { staff { person { id name email } role signedInAt invitedUntil openCases } }`);
/** Who works for the scheme. */
export const staffQuery = ask("live", Staff);
export type StaffMember = StaffQuery["staff"][number];

/** What somebody can be for the scheme, and what each does. */
export const STAFF_ROLES = [
  ["ASSESSOR", "Assessor", "Works a caseload: judges, asks for evidence, decides."],
  ["LEAD_ASSESSOR", "Lead assessor", "An assessor who also moderates and assigns."],
  ["OPERATOR", "Operator", "Runs the scheme: universities, money, assigning, editions."],
  ["ADMINISTRATOR", "Administrator", "An operator who also says who runs the scheme."],
] as const satisfies readonly (readonly [Role, string, string])[];
export type StaffRole = (typeof STAFF_ROLES)[number][0];
/** Those that an operator gives; the others are administrators' to give (U8). */
export const judges = (role: Role) => role === "ASSESSOR" || role === "LEAD_ASSESSOR";
