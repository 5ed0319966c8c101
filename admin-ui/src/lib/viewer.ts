import { useQuery } from "@tanstack/react-query";
import { graphql } from "../gql";
import type { Role, ViewerQuery } from "../gql/graphql";
import { ask, queryClient } from "./graphql";

const Viewer = graphql(`query Viewer { viewer { person { id name email } role university { id name } today demo settingUp } }`);

/** Who is asking, as what, and on which day. */
export const viewerQuery = ask("still", Viewer);

/** Which of the three consoles a role works in. */
export type Desk = "university" | "assessor" | "operator";
const DESKS: Record<Role, Desk> = {
  MANAGER: "university",
  CONTRIBUTOR: "university",
  VIEWER: "university",
  ASSESSOR: "assessor",
  LEAD_ASSESSOR: "assessor",
  OPERATOR: "operator",
  ADMINISTRATOR: "operator",
};
/** How a role is called on screen. */
export const ROLE: Record<Role, string> = {
  MANAGER: "Mentoring manager",
  CONTRIBUTOR: "Contributor",
  VIEWER: "Viewer",
  ASSESSOR: "Assessor",
  LEAD_ASSESSOR: "Lead assessor",
  OPERATOR: "Operator",
  ADMINISTRATOR: "Administrator",
};
export const deskOf = (role: Role | null | undefined): Desk => (role ? DESKS[role] : "university");

/** The viewer; the root route has loaded it before anything renders. */
export function useViewer(): ViewerQuery["viewer"] & { desk: Desk } {
  const { data } = useQuery(viewerQuery);
  if (!data) throw new Error("The viewer is read before it was loaded.");
  return { ...data.viewer, desk: deskOf(data.viewer.role) };
}

/** Whose words this browser keeps, outside of what renders. */
export const whoAmI = () => queryClient.getQueryData(viewerQuery.queryKey)?.viewer.person?.id ?? "nobody";

/** Whether the viewer runs the university's side: adds programmes, starts and submits applications. */
export const useIsManager = () => useViewer().role === "MANAGER";

/** Whether the viewer starts applications: for their university, or for one that the scheme starts them for. */
export const useMayStart = () => {
  const { role, desk } = useViewer();
  return role === "MANAGER" || desk === "operator";
};

/** The civil day the server works with. */
export const useToday = () => useViewer().today;
