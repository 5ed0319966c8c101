import { graphql } from "../gql";
import type { PeopleQuery, Role } from "../gql/graphql";
import { ask } from "./graphql";

const People = graphql(`query People($university: ID) {
  people(universityId: $university) { person { id name email } role signedInAt invitedUntil programmeIds }
}`);
/** Who belongs to the viewer's university, or to one that an operator names. */
export const peopleQuery = (university?: string) => ask("live", People, { university: university ?? null });
/** Says which programmes a contributor works on. */
export const NameContributor = graphql(
  `mutation NameContributor($input: NameContributorInput!) { nameContributor(input: $input) { people { person { id } role programmeIds } } }`,
);
const Successors = graphql(`query Successors { successors { person { id name } ready manages } }`);
/** Who follows the last mentoring manager, in order. */
export const successorsQuery = ask("live", Successors);
export type Member = PeopleQuery["people"][number];

/** What somebody can be at a university, and what each does. */
export const MEMBER_ROLES = [
  ["MANAGER", "Mentoring manager", "Everything: programmes, people, applications, money, awards."],
  ["CONTRIBUTOR", "Contributor", "Rates and evidences the programmes they are named on."],
  ["VIEWER", "Viewer", "Reads, and changes nothing."],
] as const satisfies readonly (readonly [Role, string, string])[];
export type MemberRole = (typeof MEMBER_ROLES)[number][0];
