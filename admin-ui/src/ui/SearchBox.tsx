import { useEffect, useState } from "react";
import { useDebounced } from "./useDebounced";

/** Words that narrow a list: they count once typing rests. */
export function SearchBox({
  label,
  hint = "Search",
  value,
  onChange,
}: {
  label: string;
  hint?: string;
  value: string;
  onChange: (words: string) => void;
}) {
  const [text, setText] = useState(value);
  const [given, setGiven] = useState(value);
  const settled = useDebounced(text, 200);
  // Changed from outside, by a view or by clearing: what is shown follows.
  if (value !== given) {
    setGiven(value);
    if (value !== settled) setText(value);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed and has settled changes the address
  useEffect(() => {
    if (settled !== value) onChange(settled);
  }, [settled]);
  return (
    <input
      type="search"
      aria-label={label}
      placeholder={hint}
      value={text}
      onChange={(e) => setText(e.target.value)}
      className="control min-h-8 max-w-60"
    />
  );
}
