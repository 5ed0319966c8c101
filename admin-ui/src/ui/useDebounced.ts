import { useEffect, useState } from "react";

/** A value that follows another once it has rested for `ms`. */
export function useDebounced<T>(value: T, ms: number): T {
  const [settled, set] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => set(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
