import { count, day } from "../../ui/format";
import { steps } from "./-figures";

type Period = { from: string; until: string; cases: number; steps?: number | null };
type Of = { person: { id: string; name: string }; drift: { aYear: number; periods: readonly Period[] } };

/** Leniency by period, an assessor a row; periods are the same for everybody. */
export function DriftTable({ of }: { of: readonly Of[] }) {
  const starts = [...new Set(of.flatMap((a) => a.drift.periods.map((p) => p.from)))].sort();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
    <section className="overflow-x-auto" tabIndex={0} aria-label="Leniency by period">
      <table className="dt min-w-160">
        <caption className="sr-only">Steps beside colleagues, by assessor and period, and the change in a year</caption>
        <thead>
          <tr>
            <th scope="col">Assessor</th>
            {starts.map((from) => (
              <th key={from} scope="col" className="text-end!">
                <span className="sr-only">Three months </span>from {day(from)}
              </th>
            ))}
            <th scope="col" className="text-end!">
              Change a year
            </th>
          </tr>
        </thead>
        <tbody>
          {of.map((a) => (
            <tr key={a.person.id}>
              <th scope="row" className="font-medium!">
                {a.person.name}
              </th>
              {starts.map((from) => {
                const p = a.drift.periods.find((one) => one.from === from);
                return (
                  <td key={from} className="wide text-end! tabular-nums">
                    {p?.steps == null ? (
                      <span className="text-ink-3">none</span>
                    ) : (
                      <>
                        {steps(p.steps)} <span className="text-xs text-ink-3">on {count(p.cases, "case")}</span>
                      </>
                    )}
                  </td>
                );
              })}
              <td className="wide text-end! tabular-nums">{steps(a.drift.aYear)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
