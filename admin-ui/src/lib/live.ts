import { createClient } from "graphql-ws";
import { useEffect, useSyncExternalStore } from "react";
import { refresh } from "./graphql";

/** Its answer is not read: any event means that something on screen may be old. */
const APPLICATION_CHANGED = "subscription ApplicationChanged { applicationChanged { applicationId } }";

/** Whether changes made elsewhere arrive by themselves. */
export type LiveState = "connecting" | "live" | "offline";
let state: LiveState = "connecting";
const listeners = new Set<() => void>();
const set = (next: LiveState) => {
  state = next;
  for (const f of listeners) f();
};

/** One socket for the whole console. Events carry ids alone: what is on screen is asked for again, at most three times a second. */
export function useLive() {
  useEffect(() => {
    let was = false;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        void refresh();
      }, 300);
    };
    const client = createClient({
      url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      retryWait: (tries) => new Promise((done) => setTimeout(done, Math.min(30_000, 1000 * 2 ** tries) * (0.7 + Math.random() * 0.6))),
      keepAlive: 20_000,
      lazy: false,
      on: {
        connecting: () => set("connecting"),
        connected: () => {
          set("live");
          if (was) soon();
          was = true;
        },
        closed: () => set("offline"),
        error: () => set("offline"),
      },
      onNonLazyError: () => set("offline"),
    });
    const stop = client.subscribe({ query: APPLICATION_CHANGED }, { next: soon, error: () => set("offline"), complete: () => {} });
    return () => {
      clearTimeout(waiting);
      stop();
      void client.dispose();
    };
  }, []);
}

/** Shown at the foot of the rail. */
export const useLiveState = () =>
  useSyncExternalStore(
    (f) => {
      listeners.add(f);
      return () => listeners.delete(f);
    },
    () => state,
  );
