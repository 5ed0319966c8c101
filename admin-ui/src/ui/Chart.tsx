import { useId, useState } from "react";
import { Copy } from "./Copy";
import { Button } from "./kit";

/** One row of what a chart shows: what it is of, and a number for each series. */
export type Point = { label: string; values: readonly number[] };

type ChartProps = {
  /** What the chart says, as a sentence. */
  title: string;
  /** What the rows are, such as Month. */
  of: string;
  /** What each number of a row is. */
  series: readonly string[];
  points: readonly Point[];
  /** How a number is written. */
  write?: (n: number) => string;
  /** The query that gives the figures. */
  query: string;
  kind?: "bars" | "lines";
};

const WIDE = 640;
const HIGH = 220;
const EDGE = { top: 14, end: 8, bottom: 26, start: 56 };
const INKS = ["var(--color-accent)", "var(--color-warn)", "var(--color-info)", "var(--color-ink-3)"];
/** Series differ by pattern as well as by colour: how a line is broken, how a bar is hatched. */
const DASHES = ["", "7 4", "2 3", "10 3 2 3"];

/** A chart that can be read: its finding as the title, its numbers as a table, its query to be copied. */
export function Chart({ title, of, series, points, write = (n) => n.toLocaleString("en-GB"), query, kind = "bars" }: ChartProps) {
  const [table, setTable] = useState(false);
  const empty = points.every((p) => p.values.every((n) => n === 0));
  return (
    <figure className="m-0 flex min-w-0 flex-col gap-3 border-t border-line pt-4">
      <figcaption className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span className="font-semibold">{title}</span>
        <span className="no-print ms-auto flex flex-wrap gap-2">
          <Button size="sm" aria-pressed={table} onClick={() => setTable(!table)}>
            Show as table
          </Button>
          <Copy text={query.trim()} what="the query" />
        </span>
      </figcaption>
      {table ? (
        <Figures caption={title} of={of} series={series} points={points} write={write} />
      ) : empty ? (
        <p className="text-ink-2">Nothing in these months.</p>
      ) : (
        <>
          <div className="flex flex-col gap-3 max-sm:hidden">
            <Drawn title={title} series={series} points={points} write={write} kind={kind} />
          </div>
          {/* On paper and where there is no room to draw, the figures stand for themselves. */}
          <div className="hidden max-sm:block print:block">
            <Figures caption={title} of={of} series={series} points={points} write={write} />
          </div>
        </>
      )}
    </figure>
  );
}

function Figures({
  caption,
  of,
  series,
  points,
  write,
}: Pick<ChartProps, "of" | "series" | "points"> & { caption: string; write: (n: number) => string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls by itself must be reached by keyboard
    <section aria-label={caption} tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-start text-xs text-ink-2">
            <th scope="col" className="py-1.5 text-start font-medium">
              {of}
            </th>
            {series.map((s) => (
              <th key={s} scope="col" className="py-1.5 ps-4 text-end font-medium">
                {s}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((p) => (
            <tr key={p.label} className="border-b border-line">
              <th scope="row" className="py-1.5 text-start font-normal">
                {p.label}
              </th>
              {p.values.map((n, place) => (
                <td key={series[place]} className="py-1.5 ps-4 text-end tabular-nums">
                  {write(n)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type DrawnProps = Pick<ChartProps, "title" | "series" | "points"> & { write: (n: number) => string; kind: "bars" | "lines" };

/** The next number that a scale ends well with: half of it is whole as well. */
export function ceiling(most: number): number {
  if (most <= 4) return 4;
  const unit = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 4, 6, 8, 10].find((s) => s * unit >= most) ?? 10;
  return step * unit;
}

function Drawn({ title, series, points, write, kind }: DrawnProps) {
  const hatch = useId();
  const most = ceiling(Math.max(...points.flatMap((p) => p.values)));
  const room = { wide: WIDE - EDGE.start - EDGE.end, high: HIGH - EDGE.top - EDGE.bottom };
  const y = (n: number) => EDGE.top + room.high - (Math.max(0, n) / most) * room.high;
  const slot = room.wide / points.length;
  const middle = (place: number) => EDGE.start + slot * (place + 0.5);
  const every = Math.ceil(points.length / 12);
  const said = points.map((p) => `${p.label}: ${p.values.map((n, i) => `${series[i]} ${write(n)}`).join(", ")}`).join("; ");
  return (
    <>
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={`${title}. ${said}`} className="w-full max-w-180 overflow-visible">
        <Patterns hatch={hatch} />
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line x1={EDGE.start} x2={WIDE - EDGE.end} y1={y(most * share)} y2={y(most * share)} stroke="var(--color-line)" />
            <text x={EDGE.start - 8} y={y(most * share) + 4} textAnchor="end" className="fill-ink-2 text-2xs">
              {write(most * share)}
            </text>
          </g>
        ))}
        {points.map(
          (p, place) =>
            place % every === 0 && (
              <text key={p.label} x={middle(place)} y={HIGH - 8} textAnchor="middle" className="fill-ink-2 text-2xs">
                {p.label}
              </text>
            ),
        )}
        {kind === "bars"
          ? points.map((p, place) =>
              p.values.map((n, s) => <Bar key={series[s]} {...{ n, s, y, slot, hatch }} at={middle(place)} of={p.values.length} />),
            )
          : series.map((name, s) => (
              <polyline
                key={name}
                points={points.map((p, place) => `${middle(place)},${y(p.values[s] ?? 0)}`).join(" ")}
                fill="none"
                stroke={INKS[s % INKS.length]}
                strokeWidth="2"
                strokeDasharray={DASHES[s % DASHES.length]}
              />
            ))}
      </svg>
      {series.length > 1 && <Key series={series} kind={kind} hatch={hatch} />}
    </>
  );
}

type BarProps = { hatch: string; n: number; s: number; y: (n: number) => number; slot: number; at: number; of: number };
function Bar({ hatch, n, s, y, slot, at, of }: BarProps) {
  const wide = Math.min(28, (slot * 0.72) / of);
  const high = y(0) - y(n);
  if (high <= 0) return null;
  const ink = INKS[s % INKS.length];
  return (
    <rect
      x={at - (wide * of) / 2 + wide * s}
      y={y(n)}
      width={Math.max(1, wide - 1)}
      height={high}
      fill={s === 0 ? ink : `url(#${hatch}-${s % INKS.length})`}
      stroke={ink}
    />
  );
}

function Patterns({ hatch }: { hatch: string }) {
  return (
    <defs>
      {INKS.map(
        (ink, s) =>
          s > 0 && (
            <pattern
              key={ink}
              id={`${hatch}-${s}`}
              width="5"
              height="5"
              patternUnits="userSpaceOnUse"
              patternTransform={`rotate(${45 * s})`}
            >
              <rect width="5" height="5" fill="var(--color-surface)" />
              <line x1="0" y1="0" x2="0" y2="5" stroke={ink} strokeWidth="4" />
            </pattern>
          ),
      )}
    </defs>
  );
}

function Key({ series, kind, hatch }: { series: readonly string[]; kind: "bars" | "lines"; hatch: string }) {
  return (
    <ul aria-hidden="true" className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-2">
      {series.map((name, s) => (
        <li key={name} className="flex items-center gap-2">
          <svg aria-hidden="true" viewBox="0 0 24 12" width="24" height="12">
            {kind === "bars" ? (
              <rect
                x="1"
                y="1"
                width="22"
                height="10"
                fill={s === 0 ? INKS[0] : `url(#${hatch}-${s % INKS.length})`}
                stroke={INKS[s % INKS.length]}
              />
            ) : (
              <line
                x1="0"
                x2="24"
                y1="6"
                y2="6"
                stroke={INKS[s % INKS.length]}
                strokeWidth="2"
                strokeDasharray={DASHES[s % DASHES.length]}
              />
            )}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
