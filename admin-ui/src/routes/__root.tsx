import { createRootRoute } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { queryClient } from "../lib/graphql";
import { useViewer, viewerQuery } from "../lib/viewer";
import { Skeleton } from "../ui/kit";
import { Shell } from "../ui/Shell";

const SettingUp = lazy(() => import("../ui/SettingUp").then((m) => ({ default: m.SettingUp })));

export const Route = createRootRoute({ loader: () => queryClient.ensureQueryData(viewerQuery), component: Root });

/** The console; whoever came to set up how their university signs in sees that alone, wherever they go. */
function Root() {
  if (!useViewer().settingUp) return <Shell />;
  return (
    <Suspense fallback={<Skeleton lines={8} />}>
      <SettingUp />
    </Suspense>
  );
}
