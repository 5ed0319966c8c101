import { createRootRoute } from "@tanstack/react-router";
import { queryClient } from "../lib/graphql";
import { viewerQuery } from "../lib/viewer";
import { Shell } from "../ui/Shell";

export const Route = createRootRoute({ loader: () => queryClient.ensureQueryData(viewerQuery), component: Shell });
