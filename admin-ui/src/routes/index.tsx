import { createFileRoute, redirect } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { queryClient } from "../lib/graphql";
import { deskOf, useViewer, viewerQuery } from "../lib/viewer";
import * as paths from "../paths";
import { Skeleton } from "../ui/kit";

const ManagerHome = lazy(() => import("./-home/ManagerHome"));
const Overview = lazy(() => import("./-home/Overview"));

/** The role decides the home: an assessor's is the caseload. */
export const Route = createFileRoute("/")({
  beforeLoad: async () => {
    const { viewer } = await queryClient.ensureQueryData(viewerQuery);
    if (deskOf(viewer.role) === "assessor") throw redirect(paths.caseload());
  },
  component: Home,
});

function Home() {
  const { desk } = useViewer();
  return (
    <Suspense
      fallback={
        <div className="p-8">
          <Skeleton />
        </div>
      }
    >
      {desk === "operator" ? <Overview /> : <ManagerHome />}
    </Suspense>
  );
}
