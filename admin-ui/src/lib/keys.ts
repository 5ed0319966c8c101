import { useEffect, useRef, useSyncExternalStore } from "react";

/** Whether a key press belongs to a text being written, a dialog, or a combination of the browser's own. */
export function isTyping(e: KeyboardEvent): boolean {
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return true;
  const t = e.target;
  if (!(t instanceof HTMLElement)) return false;
  if (t.closest("dialog, [role=dialog], [role=menu]")) return true;
  if (t.isContentEditable || t.tagName === "TEXTAREA" || t.tagName === "SELECT") return true;
  return t instanceof HTMLInputElement && !["radio", "checkbox", "button", "submit", "file"].includes(t.type);
}

/** Single-key shortcuts for the page, silent while somebody types (WCAG 2.1.4). A handler that returns false lets the key through. */
export function useKeys(handler: (key: string, e: KeyboardEvent) => boolean | undefined) {
  const now = useRef(handler);
  useEffect(() => {
    now.current = handler;
  });
  useEffect(() => {
    const listen = (e: KeyboardEvent) => {
      if (e.defaultPrevented || isTyping(e) || keysOff()) return;
      // Caps lock must not make another key of it.
      if (now.current(e.key.length === 1 ? e.key.toLowerCase() : e.key, e) !== false) e.preventDefault();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}

const listeners = new Set<() => void>();
const listen = (f: () => void) => {
  listeners.add(f);
  addEventListener("storage", f);
  return () => {
    listeners.delete(f);
    removeEventListener("storage", f);
  };
};

/** A person may turn single-key shortcuts off; kept in this browser. */
export const keysOff = () => localStorage.getItem("keys") === "off";
export function setKeysOff(off: boolean) {
  if (off) localStorage.setItem("keys", "off");
  else localStorage.removeItem("keys");
  for (const f of listeners) f();
}
/** Whether single-key shortcuts are off, wherever they were turned off. */
export const useKeysOff = () => useSyncExternalStore(listen, keysOff);
