import { createRouter, type RouterHistory } from "@tanstack/react-router";
import { parseSearch, stringifySearch } from "./lib/search";
import { routeTree } from "./routeTree.gen";
import { Failure, NotFound } from "./ui/Failure";
import { Skeleton } from "./ui/kit";

/** The console's router; tests give it a history in memory. */
export const makeRouter = (history?: RouterHistory) =>
  createRouter({
    routeTree,
    defaultPreload: "intent",
    scrollRestoration: true,
    parseSearch,
    stringifySearch,
    defaultErrorComponent: ({ error, reset }) => <Failure error={error} reset={reset} />,
    defaultNotFoundComponent: NotFound,
    defaultPendingComponent: () => (
      <div className="p-8">
        <Skeleton />
      </div>
    ),
    ...(history ? { history } : {}),
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
