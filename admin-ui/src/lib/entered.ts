import { useEffect, useState } from "react";
import { signInAgain } from "../paths";
import type { ApiError } from "./errors";
import { leave } from "./graphql";

/** What forms hold that were refused until somebody signs in again, by the form. */
const held = new Map<string, unknown>();
const nameOf = (form: string) => `entered:${form}`;

/** Goes to sign in again, and keeps in this tab what the refused forms hold. */
export function goAgain() {
  for (const [form, value] of held) sessionStorage.setItem(nameOf(form), JSON.stringify(value));
  leave(signInAgain(location.pathname + location.search));
}

/** Whether a form was left to sign in again. */
export const hasEntered = (form: string) => sessionStorage.getItem(nameOf(form)) !== null;

/** What a form held when it was left to sign in again: once. */
export function useEntered<T>(form: string): T | undefined {
  const [before] = useState((): T | undefined => JSON.parse(sessionStorage.getItem(nameOf(form)) ?? "null") ?? undefined);
  useEffect(() => sessionStorage.removeItem(nameOf(form)), [form]);
  return before;
}

/** Holds what a form says, for as long as it is refused until somebody signs in again. */
export function useHeld<T>(form: string, value: T, error: ApiError | null) {
  const refused = error?.code === "STEP_UP";
  useEffect(() => {
    if (!refused) return;
    held.set(form, value);
    return () => {
      held.delete(form);
    };
  });
}
