/** Dates, money and counts as they are written on screen: British English, London, tabular. */
const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const monthFormat = new Intl.DateTimeFormat("en-GB", { month: "short", year: "2-digit", timeZone: "UTC" });
const weekdayFormat = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const momentFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "Europe/London",
});
const clockFormat = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
const londonDay = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: "Europe/London" });
const relativeFormat = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });
const listFormat = new Intl.ListFormat("en-GB", { type: "conjunction" });
const plurals = new Intl.PluralRules("en-GB");

const noon = (date: string) => new Date(`${date}T12:00:00Z`);

/** A civil day: 16 Nov 2026. */
export const day = (date: string) => dayFormat.format(noon(date));
/** The month of a civil day: Nov 26. */
export const month = (date: string) => monthFormat.format(noon(date));
/** A civil day with its weekday: Mon 16 Nov 2026. */
export const weekday = (date: string) => weekdayFormat.format(noon(date)).replace(",", "");
/** A moment: 16 Nov 2026, 14:02. */
export const moment = (iso: string) => momentFormat.format(new Date(iso));
/** The civil day in London of a moment, YYYY-MM-DD. */
export const dayOf = (iso: string) => londonDay.format(new Date(iso));
/** The hour of a moment: 14:02. */
export const clock = (at: Date | number) => clockFormat.format(at);
/** Days from `today` to `date`; negative when it has passed. */
export const daysUntil = (date: string, today: string) => Math.round((noon(date).getTime() - noon(today).getTime()) / 86_400_000);
/** In 3 days, yesterday, in 4 months. */
export function relative(date: string, today: string): string {
  const days = daysUntil(date, today);
  if (Math.abs(days) < 45) return relativeFormat.format(days, "day");
  return relativeFormat.format(Math.round(days / 30.44), "month");
}
/** `date` moved by whole days, YYYY-MM-DD. */
export const addDays = (date: string, days: number) => new Date(noon(date).getTime() + days * 86_400_000).toISOString().slice(0, 10);
/** 1 programme, 2 programmes. */
export const count = (n: number, one: string, other = `${one}s`) =>
  `${n.toLocaleString("en-GB")} ${plurals.select(n) === "one" ? one : other}`;
/** How many words find, where there are words: they are counted as far as ten thousand. */
export const found = (n: number, one: string, words?: string | null) =>
  words && n > 10_000 ? `More than ${count(10_000, one)}` : count(n, one);
/** a, b and c. */
export const list = (items: readonly string[]) => listFormat.format(items);
/** The first three by name and how many more: Careers, Peers, Reverse and 47 more. */
export const some = (items: readonly string[]) =>
  items.length <= 4 ? list(items) : `${items.slice(0, 3).join(", ")} and ${count(items.length - 3, "more", "more")}`;
/** Minor units as money: £350.00. */
export const money = (m: { minor: number; currency: string }) =>
  new Intl.NumberFormat("en-GB", { style: "currency", currency: m.currency }).format(m.minor / 100);
/** 1.2 MB. */
export function bytes(n: number): string {
  if (n < 1000) return `${n} bytes`;
  const units = ["kB", "MB", "GB"];
  let value = n / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
