import { createFileRoute, redirect } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { queryClient } from "../../lib/graphql";
import { editionQuery, headQuery, useLoad } from "../../lib/queries";
import { deskOf, useViewer, viewerQuery } from "../../lib/viewer";
import * as paths from "../../paths";
import { Skeleton } from "../../ui/kit";

const TaskList = lazy(() => import("./-manager/TaskList").then((m) => ({ default: m.TaskList })));
const StatusPage = lazy(() => import("./-manager/StatusPage").then((m) => ({ default: m.StatusPage })));
const CasePage = lazy(() => import("./-operator/CasePage").then((m) => ({ default: m.CasePage })));

/** An application, as the role sees it: the university's task list or status, the operator's case; an assessor judges. */
export const Route = createFileRoute("/applications/$id/")({
  beforeLoad: async ({ params }) => {
    const { viewer } = await queryClient.ensureQueryData(viewerQuery);
    if (deskOf(viewer.role) === "assessor") throw redirect(paths.judge(params.id));
  },
  loader: ({ params }) => {
    void queryClient.prefetchQuery(headQuery(params.id));
  },
  component: ApplicationPage,
});

const Wait = () => (
  <div className="max-w-260 p-8">
    <Skeleton lines={8} />
  </div>
);

function ApplicationPage() {
  const { id } = Route.useParams();
  const { desk } = useViewer();
  const head = useLoad(headQuery(id))?.application;
  const edition = useLoad({ ...editionQuery(head?.edition.id ?? ""), enabled: Boolean(head) })?.edition;
  if (!head || !edition) return <Wait />;
  return (
    <Suspense fallback={<Wait />}>
      {desk === "operator" ? (
        <CasePage head={head} edition={edition} />
      ) : head.state === "DRAFT" ? (
        <TaskList head={head} edition={edition} />
      ) : (
        <StatusPage head={head} edition={edition} />
      )}
    </Suspense>
  );
}
