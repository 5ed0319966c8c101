import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";
import { queryClient } from "../lib/graphql";

// A machine that has other things to do takes longer than a second.
configure({ asyncUtilTimeout: 10_000 });

/** The API and the storage, as a test describes them; anything it did not describe is an error. */
export const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  cleanup();
  queryClient.clear();
  localStorage.clear();
  server.resetHandlers();
});
afterAll(() => server.close());

// jsdom has no layout, no top layer and no stacking of dialogs: what the console asks of them does nothing here.
Element.prototype.scrollIntoView ??= () => {};
window.scrollTo = () => {};
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event("close"));
};
