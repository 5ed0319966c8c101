/**
 * The address bar's search: `status=SUBMITTED,IN_ASSESSMENT&q=leeds` rather than the router's JSON. Lists are joined by commas;
 * what a value means is for each route's schema to say.
 */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** The reverse; empty values are left out. */
export function stringifySearch(search: Record<string, unknown>): string {
  const out = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    const text = Array.isArray(value) ? value.join(",") : value === true ? "yes" : value === false || value == null ? "" : String(value);
    if (text) out.set(name, text);
  }
  const s = out.toString().replaceAll("%2C", ",");
  return s ? `?${s}` : "";
}
