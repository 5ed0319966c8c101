import { createClient } from "graphql-ws";
import { useEffect, useSyncExternalStore } from "react";
import { refresh } from "./graphql";

/** Their answers are not read: any event means that something on screen may be old. */
const APPLICATION_CHANGED = "subscription ApplicationChanged { applicationChanged { applicationId } }";
const IMPORT_CHANGED = "subscription ImportChanged { importChanged { importId } }";

/** Whether changes made elsewhere arrive by themselves. */
export type LiveState = "connecting" | "live" | "offline";
let state: LiveState = "connecting";
const listeners = new Set<() => void>();
const set = (next: LiveState) => {
  state = next;
  for (const f of listeners) f();
};

/** One socket for the whole console; of imports it hears for those who run the scheme. Events carry ids alone: what is on screen is asked for again, at most three times a second. */
export function useLive(imports: boolean) {
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
    const topics = imports ? [APPLICATION_CHANGED, IMPORT_CHANGED] : [APPLICATION_CHANGED];
    const stops = topics.map((query) => client.subscribe({ query }, { next: soon, error: () => set("offline"), complete: () => {} }));
    return () => {
      clearTimeout(waiting);
      for (const stop of stops) stop();
      void client.dispose();
    };
  }, [imports]);
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
