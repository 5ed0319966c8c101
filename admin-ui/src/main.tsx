import "@fontsource-variable/source-sans-3/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "./styles.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError } from "./lib/errors";
import { queryClient } from "./lib/graphql";
import { makeRouter } from "./router";

// A tab left open over a new release asks for a file that has gone: load the page anew, once.
addEventListener("vite:preloadError", (e) => {
  if (sessionStorage.getItem("reloaded") === location.href) return;
  sessionStorage.setItem("reloaded", location.href);
  e.preventDefault();
  location.reload();
});

const root = document.getElementById("root");
if (root) {
  createRoot(root, {
    // What the API refuses stands on the error page; only the unexpected belongs in the console's log.
    onCaughtError: (error) => {
      if (!(error instanceof ApiError)) console.error(error);
    },
  }).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={makeRouter()} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
