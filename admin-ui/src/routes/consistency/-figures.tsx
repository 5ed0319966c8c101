import type { ReactNode } from "react";
import type { Reliance } from "../../gql/graphql";

/** An alpha with its interval, as the server tells it. */
export type Alpha = {
  alpha?: number | null;
  low?: number | null;
  high?: number | null;
  reliance: Reliance;
  criteria: number;
  cases: number;
};

/** How each reading is called, and what to do about it. */
export const READING: Record<Reliance, { word: string; bounds: string; act: string }> = {
  RELIABLE: { word: "Reliable", bounds: "0.8 or more", act: "Nothing." },
  TENTATIVE: { word: "Tentative", bounds: "0.667 to 0.8", act: "Talk the criterion over, and add an example to its guidance." },
  UNRELIABLE: {
    word: "Unreliable",
    bounds: "Below 0.667",
    act: "Reword the criterion or train. Have more cases marked twice meanwhile.",
  },
  UNKNOWN: { word: "Unknown", bounds: "None", act: "Wait: too few marks, or all of them the same." },
};
const TONE: Record<Reliance, string> = { RELIABLE: "text-ok", TENTATIVE: "text-warn", UNRELIABLE: "text-bad", UNKNOWN: "text-ink-2" };

/** A figure with two places and a true minus sign; 1.00 is said of full agreement alone. */
export const figure = (n: number) => (n < 1 ? Math.min(n, 0.99) : n).toFixed(2).replace("-", "−");
/** Steps beside colleagues: +0.12, −0.30. */
export const steps = (n: number) => (Math.abs(n) < 0.005 ? "0.00" : `${n > 0 ? "+" : "−"}${Math.abs(n).toFixed(2)}`);

/** The interval in words: 0.74 to 0.88. */
export const interval = (a: Alpha) => (a.low == null || a.high == null ? "" : `${figure(a.low)} to ${figure(a.high)}`);

/** How far marks may be relied on, in a word. */
export const Reading = ({ of }: { of: Alpha }) => <span className={`font-medium ${TONE[of.reliance]}`}>{READING[of.reliance].word}</span>;

/** Where an alpha lies, from −0.2 to 1: the interval as a line, the figure as a mark; the bounds 0.667 and 0.8 as thin uprights. */
export function Interval({ of }: { of: Alpha }) {
  const at = (n: number) => ((Math.max(n, -0.2) + 0.2) / 1.2) * 100;
  return (
    <svg aria-hidden="true" viewBox="0 0 100 12" preserveAspectRatio="none" className="h-3.5 w-full min-w-24">
      <rect x="0" y="5.5" width="100" height="1" fill="var(--color-line)" />
      {[0.667, 0.8].map((bound) => (
        <rect key={bound} x={at(bound)} y="0" width="0.6" height="12" fill="var(--color-line-2)" />
      ))}
      {of.low != null && of.high != null && (
        <rect x={at(of.low)} y="4" width={Math.max(at(of.high) - at(of.low), 0.8)} height="4" fill="var(--color-accent)" opacity="0.45" />
      )}
      {of.alpha != null && <rect x={Math.min(at(of.alpha), 98.8)} y="1" width="1.2" height="10" fill="var(--color-ink)" />}
    </svg>
  );
}

/** What a figure means, beside it. */
export const Meaning = ({ children }: { children: ReactNode }) => <p className="max-w-[65ch] text-ink-2">{children}</p>;

/** What alpha's figures mean, and what to do about each. */
export function Readings() {
  return (
    <table className="dt stack">
      <caption className="sr-only">What agreement means, and what to do</caption>
      <thead>
        <tr>
          {["Agreement", "Reading", "What to do"].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Object.values(READING).map((r) => (
          <tr key={r.word}>
            <th scope="row">{r.bounds}</th>
            <td className="wide">{r.word}</td>
            <td className="wide">{r.act}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
