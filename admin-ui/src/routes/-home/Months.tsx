import { keepPreviousData, type QueryKey, type UseQueryOptions } from "@tanstack/react-query";
import { useState } from "react";
import { graphql } from "../../gql";
import type { Nation } from "../../gql/graphql";
import { ask } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import { Chart } from "../../ui/Chart";
import { count, list, money, month } from "../../ui/format";
import { Section, Skeleton } from "../../ui/kit";

/** Each chart asks for its own figures: what is copied beside it is what it shows. */
const OverviewIncome = graphql(`query OverviewIncome($months: Int) {
  overview(months: $months) { income { month invoiced { minor currency } credited { minor currency } paid { minor currency } } }
}`);
const OverviewLevels = graphql(`query OverviewLevels($months: Int) {
  overview(months: $months) { levels { month awards level { code title rank } } }
}`);
const OverviewClocks = graphql(`query OverviewClocks($months: Int) {
  overview(months: $months) { punctuality { month inTime late } }
}`);
const OverviewFunnel = graphql(`query OverviewFunnel($months: Int) {
  overview(months: $months) { funnel { started submitted assessed decided awarded withdrawn } }
}`);
const OverviewNations = graphql(`query OverviewNations {
  overview { nations { nation universities holders awards } }
}`);

const NATIONS: Record<Nation, string> = {
  ENGLAND: "England",
  SCOTLAND: "Scotland",
  WALES: "Wales",
  NORTHERN_IRELAND: "Northern Ireland",
};
const CHOICES = [6, 12, 24, 36] as const;
const total = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0);
const pounds = (n: number) => `£${n.toLocaleString("en-GB", { maximumFractionDigits: 2 })}`;

/** How the last months went: money, levels, clocks, how far applications came, and where awards are held. */
export function MonthsGoneBy() {
  const [months, setMonths] = useState<number>(12);
  return (
    <Section
      title="How the months went"
      actions={
        <select
          aria-label="Months"
          className="control no-print min-h-8 w-auto!"
          value={months}
          onChange={(e) => setMonths(Number(e.target.value))}
        >
          {CHOICES.map((n) => (
            <option key={n} value={n}>{`The last ${n} months`}</option>
          ))}
        </select>
      }
    >
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <Income months={months} />
        <Levels months={months} />
        <Clocks months={months} />
        <Funnel months={months} />
        <Nations />
      </div>
    </Section>
  );
}

/** The figures before stay until the next have come, and a chart stays the table that somebody made it. */
function useKept<T, K extends QueryKey>(options: UseQueryOptions<T, Error, T, K>): T | undefined {
  return useLoad<T, K>({ ...options, placeholderData: keepPreviousData });
}

type Asked = { months: number };

function Income({ months }: Asked) {
  const rows = useKept(ask("live", OverviewIncome, { months }))?.overview.income;
  if (!rows) return <Skeleton lines={5} />;
  const sum = (of: "invoiced" | "paid") => money({ minor: total(rows.map((r) => r[of].minor)), currency: "GBP" });
  return (
    <Chart
      title={`${sum("invoiced")} invoiced and ${sum("paid")} paid, incl. VAT`}
      of="Month"
      series={["Invoiced", "Credited", "Paid"]}
      points={rows.map((r) => ({ label: month(r.month), values: [r.invoiced.minor / 100, r.credited.minor / 100, r.paid.minor / 100] }))}
      write={pounds}
      query={String(OverviewIncome)}
    />
  );
}

function Levels({ months }: Asked) {
  const rows = useKept(ask("live", OverviewLevels, { months }))?.overview.levels;
  if (!rows) return <Skeleton lines={5} />;
  const known = rows.filter((r, place) => rows.findIndex((other) => other.level.code === r.level.code) === place).map((r) => r.level);
  const firsts = [...new Set(rows.map((r) => r.month))];
  const held = (on: string, code: string) => rows.find((r) => r.month === on && r.level.code === code)?.awards ?? 0;
  const last = firsts.at(-1);
  const now = last ? known.map((level) => ({ ...level, awards: held(last, level.code) })) : [];
  return (
    <Chart
      title={`${count(total(now.map((l) => l.awards)), "award")} in force${now.length > 0 ? `: ${list(now.map((l) => `${l.awards} ${l.title}`))}` : ""}`}
      of="End of month"
      series={known.map((level) => level.title)}
      points={firsts.map((on) => ({ label: month(on), values: known.map((level) => held(on, level.code)) }))}
      query={String(OverviewLevels)}
      kind="lines"
    />
  );
}

function Clocks({ months }: Asked) {
  const rows = useKept(ask("live", OverviewClocks, { months }))?.overview.punctuality;
  if (!rows) return <Skeleton lines={5} />;
  const [inTime, late] = [total(rows.map((r) => r.inTime)), total(rows.map((r) => r.late))];
  return (
    <Chart
      title={`${inTime} of ${count(inTime + late, "decision")} made in time`}
      of="Month"
      series={["In time", "Late"]}
      points={rows.map((r) => ({ label: month(r.month), values: [r.inTime, r.late] }))}
      query={String(OverviewClocks)}
    />
  );
}

function Funnel({ months }: Asked) {
  const funnel = useKept(ask("live", OverviewFunnel, { months }))?.overview.funnel;
  if (!funnel) return <Skeleton lines={5} />;
  const steps = [
    ["Started", funnel.started],
    ["Submitted", funnel.submitted],
    ["In assessment", funnel.assessed],
    ["Decided", funnel.decided],
    ["Awarded", funnel.awarded],
  ] as const;
  return (
    <Chart
      title={`Of ${count(funnel.started, "application")} started: ${funnel.submitted} sent, ${funnel.awarded} led to an award, ${funnel.withdrawn} withdrawn`}
      of="Came as far as"
      series={["Applications"]}
      points={steps.map(([label, n]) => ({ label, values: [n] }))}
      query={String(OverviewFunnel)}
    />
  );
}

function Nations() {
  const rows = useKept(ask("live", OverviewNations))?.overview.nations;
  if (!rows) return <Skeleton lines={5} />;
  const holders = total(rows.map((r) => r.holders));
  return (
    <Chart
      title={`${holders} of ${count(total(rows.map((r) => r.universities)), "university", "universities")} hold an award`}
      of="Nation"
      series={["Awards in force", "Universities with one", "Universities"]}
      points={rows.map((r) => ({ label: r.nation ? NATIONS[r.nation] : "Not known", values: [r.awards, r.holders, r.universities] }))}
      query={String(OverviewNations)}
    />
  );
}
