import { useState } from "react";
import { Button } from "./kit";

/** Copies a text that is shown as well, for whoever cannot copy; `what` is what it is called. */
export function Copy({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <>
      <Button size="sm" onClick={() => void copy()}>
        {copied ? "Copied" : "Copy"} {what}
      </Button>
      <span role="status" className="sr-only">
        {copied ? `Copied ${what} to the clipboard.` : ""}
      </span>
    </>
  );
}
