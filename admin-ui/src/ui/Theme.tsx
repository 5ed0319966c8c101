import { useState } from "react";
import { Button } from "./kit";

const NEXT = { system: "light", light: "dark", dark: "system" } as const;
type Theme = keyof typeof NEXT;
const WORD: Record<Theme, string> = { system: "System theme", light: "Light theme", dark: "Dark theme" };

function chosen(): Theme {
  const kept = localStorage.getItem("theme");
  return kept === "light" || kept === "dark" ? kept : "system";
}

/** Goes round system, light, dark; kept in this browser, and the public pages follow it. */
export function ThemeToggle() {
  const [theme, set] = useState(chosen);
  const turn = () => {
    const next = NEXT[theme];
    if (next === "system") {
      localStorage.removeItem("theme");
      delete document.documentElement.dataset["theme"];
    } else {
      localStorage.setItem("theme", next);
      document.documentElement.dataset["theme"] = next;
    }
    set(next);
  };
  return (
    <Button tone="bare" size="sm" onClick={turn}>
      {WORD[theme]}
    </Button>
  );
}
