import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync("src/tokens.css", "utf8");
const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map((m) => [
    m[1] ?? "",
    [m[2] ?? "", m[3] ?? ""] as const,
  ]),
);

/** WCAG 2's relative luminance. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function ratio(a: string, b: string): number {
  const [x = 0, y = 0] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
}

test("every colour is one definition for light and dark, and parses", () => {
  const names = [...css.matchAll(/--color-([\w-]+):/g)].map((m) => m[1]).filter((n) => n !== "transparent" && n !== "current");
  expect(names).toEqual([...tokens.keys()]);
  // A letter of another alphabet in a hex colour would go unnoticed otherwise.
  expect(css).toMatch(/^[\x20-\x7e\n]*$/);
});

const TEXT = 4.5;
const SHAPE = 3;
const LEVELS = ["bronze", "silver", "gold", "level-a", "level-b", "level-c"];
const PAIRS: readonly (readonly [string, string, number])[] = [
  ...["canvas", "surface", "raised", "sunken", "accent-tint"].flatMap((on) => [
    ["ink", on, TEXT] as const,
    ["ink-2", on, TEXT] as const,
    ["ink-3", on, TEXT] as const,
  ]),
  ...["canvas", "surface", "raised"].flatMap((on) => [
    ["line-2", on, SHAPE] as const,
    ["accent", on, TEXT] as const,
    ["bad", on, TEXT] as const,
    ["warn", on, TEXT] as const,
    ["ok", on, TEXT] as const,
    ["info", on, TEXT] as const,
  ]),
  ...["canvas", "surface", "accent-tint"].map((on) => ["focus", on, SHAPE] as const),
  ["accent", "accent-tint", TEXT],
  ["on-accent", "accent", TEXT],
  ["on-accent", "accent-hover", TEXT],
  ...["info", "ok", "warn", "bad"].flatMap((n) => [
    [n, `${n}-tint`, TEXT] as const,
    ["ink", `${n}-tint`, TEXT] as const,
    ["ink-2", `${n}-tint`, TEXT] as const,
  ]),
  ...LEVELS.flatMap((l) => [
    [l, "canvas", SHAPE] as const,
    [l, "surface", SHAPE] as const,
    [`${l}-ink`, "surface", TEXT] as const,
    [`${l}-ink`, "canvas", TEXT] as const,
    [`${l}-ink`, "accent-tint", TEXT] as const,
  ]),
];

test.each(PAIRS)("%s on %s has a contrast of %d or more, light and dark", (ink, on, least) => {
  const [a, b] = [tokens.get(ink), tokens.get(on)];
  if (!a || !b) throw new Error(`no token ${a ? on : ink}`);
  expect(ratio(a[0], b[0])).toBeGreaterThanOrEqual(least);
  expect(ratio(a[1], b[1])).toBeGreaterThanOrEqual(least);
});
