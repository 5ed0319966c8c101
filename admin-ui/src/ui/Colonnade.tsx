import { type Level, levelColour } from "./levels";

/** A pillar as the colonnade shows it. */
export type Column = {
  number: number;
  title: string;
  self?: Level | null | undefined;
  outcome?: Level | null | undefined;
  confirmed?: boolean | undefined;
};
type Props = {
  columns: readonly Column[];
  levels: readonly Level[];
  size?: number;
  sought?: Level | null | undefined;
  needed?: number | undefined;
};

const word = (c: Column) => {
  if (c.outcome) return c.outcome.title;
  if (c.confirmed) return "below the lowest level";
  return c.self ? `self-rated ${c.self.title}` : "no level yet";
};

/**
 * The pillars of an edition, a course for each of its levels. Solid courses are the assessor's outcome, hollow ones the
 * self-rating: height carries the level, so that colour never does alone. A thin rule crosses at the level sought.
 */
export function Colonnade({ columns, levels, size = 18, sought, needed }: Props) {
  const courses = Math.max(1, levels.length);
  const gapY = 2;
  const width = Math.round(size / 2.25);
  const gap = Math.max(2, Math.round(size / 9));
  const height = (size - (courses - 1) * gapY) / courses;
  const total = columns.length * width + Math.max(0, columns.length - 1) * gap;
  const rule = sought ? size - sought.rank * height - (sought.rank - 1) * gapY - 1 : null;
  const label = `${columns.map((c) => `${c.title}: ${word(c)}`).join("; ")}${sought ? `. Sought: ${sought.title}${needed ? `, at or above in ${needed} of ${columns.length} pillars` : ""}` : ""}`;
  return (
    <svg
      role="img"
      aria-label={label}
      width={total}
      height={size}
      viewBox={`0 -1 ${total} ${size + 1}`}
      className="colonnade block shrink-0 overflow-visible"
    >
      {columns.map((c, i) =>
        Array.from({ length: courses }, (_, n) => {
          const rank = n + 1;
          const x = i * (width + gap);
          const y = size - rank * height - n * gapY;
          const key = `${c.number}-${rank}`;
          if (c.outcome && c.outcome.rank >= rank)
            return <rect key={key} x={x} y={y} width={width} height={height} fill={levelColour(c.outcome).fill} />;
          if (c.self && c.self.rank >= rank)
            return (
              <rect
                key={key}
                x={x + 0.5}
                y={y + 0.5}
                width={width - 1}
                height={Math.max(1, height - 1)}
                fill="none"
                stroke="var(--color-line-2)"
              />
            );
          return <rect key={key} x={x} y={y + height - 1} width={width} height={1} fill="var(--color-line)" />;
        }),
      )}
      {rule !== null && (
        <line x1={-3} x2={total + 3} y1={rule} y2={rule} stroke="var(--color-ink-3)" strokeWidth="1" strokeDasharray="2 2" />
      )}
    </svg>
  );
}

/** One bar for each level, filled up to this one, and the word: legible in grey and to a screen reader. `within` a sentence it keeps its distance. */
export function LevelMark({ level, of = 3, within = false }: { level: Level; of?: number; within?: boolean }) {
  const total = Math.max(of, level.rank);
  const colour = levelColour(level);
  const step = 12 / total;
  return (
    <span
      className={`inline-flex items-center gap-1.5 whitespace-nowrap font-medium ${within ? "ms-1" : ""}`}
      style={{ color: colour.ink }}
    >
      <svg aria-hidden="true" width="12" height="12" className="level-bars shrink-0">
        {Array.from({ length: total }, (_, i) => (
          <rect
            key={i}
            x="0"
            y={12 - (i + 1) * step + step * 0.25}
            width="12"
            height={step * 0.7}
            rx="0.5"
            fill={i < level.rank ? colour.fill : "var(--color-line)"}
          />
        ))}
      </svg>
      {level.title}
    </span>
  );
}

/** The product's mark. */
export function Mark() {
  return (
    <svg aria-hidden="true" width="26" height="18" className="shrink-0">
      {[8, 12, 16, 18, 16, 12, 8].map((h, i) => (
        <rect key={i} x={i * 3.8} y={18 - h} width="2.6" height={h} fill="var(--color-accent)" />
      ))}
    </svg>
  );
}
