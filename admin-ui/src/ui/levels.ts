/** A level of an edition: how many there are and what they are called is data. */
export type Level = { code: string; title: string; rank: number };

const OWN: Record<string, string> = { BRONZE: "bronze", SILVER: "silver", GOLD: "gold" };
const SCALE = ["level-a", "level-b", "level-c"] as const;

/** The colours of a level: its own, or the next of the scale by its rank. */
export function levelColour(level: Level): { fill: string; ink: string } {
  const name = OWN[level.code] ?? SCALE[(Math.max(4, level.rank) - 4) % SCALE.length] ?? "level-a";
  return { fill: `var(--color-${name})`, ink: `var(--color-${name}-ink)` };
}

/** The levels up to and with one, lowest first. */
export const upTo = (levels: readonly Level[], level: Level) => levels.filter((l) => l.rank <= level.rank).sort((a, b) => a.rank - b.rank);

/** What stands where there is no level: below the lowest. */
export const belowLowest = (levels: readonly Level[]) =>
  `Below ${levels.toSorted((a, b) => a.rank - b.rank)[0]?.title ?? "the lowest level"}`;
