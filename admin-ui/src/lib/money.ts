/** Pounds, or pounds and pence, as pence; null when it is neither. */
export function toPence(text: string): number | null {
  const clean = text.trim().replace(/^£/, "").replaceAll(",", "");
  if (!/^\d{1,7}(\.\d{2})?$/.test(clean)) return null;
  const [whole = "0", pence = "00"] = clean.split(".");
  return Number(whole) * 100 + Number(pence);
}

/** Pence as a person would type them. */
export const fromPence = (minor: number) => (minor / 100).toFixed(2);

/** What to write where an amount was not understood. */
export const POUNDS = "Enter pounds, or pounds and pence, such as 850 or 850.50";
