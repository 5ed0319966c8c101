import { useSyncExternalStore } from "react";

/** Whether an act needs its person to sign in again first, and nobody has answered yet. */
let asked = false;
const listeners = new Set<() => void>();
const tell = (next: boolean) => {
  asked = next;
  for (const f of listeners) f();
};
/** Asks to sign in again: the API said so. */
export const askAgain = () => tell(true);
export const stopAsking = () => tell(false);
export const useAgain = () =>
  useSyncExternalStore(
    (f) => {
      listeners.add(f);
      return () => listeners.delete(f);
    },
    () => asked,
  );
