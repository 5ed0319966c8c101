import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { graphql } from "../gql";
import type { Role, ViewerQuery } from "../gql/graphql";
import * as paths from "../paths";
import { ask, execute, leave, queryClient } from "./graphql";

const Viewer = graphql(
  `query Viewer { viewer { person { id name email } role university { id name } acting { university { id name } role reason until } today demo settingUp } }`,
);

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

/** Who somebody is by an answer: another role or another university is another console. */
const sameness = ({ viewer }: ViewerQuery) => [viewer.person?.id, viewer.role, viewer.university?.id, viewer.acting?.until].join();

/** Asks now and then whether the session is still who this page was made for, and begins anew where it is not: the time to act for a university is over, or another tab began or stopped. */
export function useSameViewer() {
  const { acting } = useViewer();
  useEffect(() => {
    const look = async () => {
      const before = queryClient.getQueryData(viewerQuery.queryKey);
      const now = await execute(Viewer).catch(() => null);
      if (before && now?.viewer.person && sameness(before) !== sameness(now)) leave(paths.HOME);
    };
    const seen = () => document.visibilityState === "visible" && void look();
    document.addEventListener("visibilitychange", seen);
    const left = acting ? new Date(acting.until).getTime() - Date.now() : 0;
    const over = acting && setTimeout(look, Math.max(0, left) + 500);
    const often = acting && setInterval(look, 30_000);
    return () => {
      document.removeEventListener("visibilitychange", seen);
      clearTimeout(over ?? undefined);
      clearInterval(often ?? undefined);
    };
  }, [acting]);
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
