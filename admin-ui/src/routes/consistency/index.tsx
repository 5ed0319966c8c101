import { createFileRoute, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import * as v from "valibot";
import { graphql } from "../../gql";
import type { ConsistencyQuery } from "../../gql/graphql";
import { ask } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import { useToday } from "../../lib/viewer";
import * as paths from "../../paths";
import { type Column, DataTable } from "../../ui/DataTable";
import { count, day } from "../../ui/format";
import { Button, ButtonLink, Empty, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { settingsQuery } from "../judge/-Moderation";
import { DriftTable } from "./-Drift";
import { figure, Interval, interval, Meaning, Reading, Readings, steps } from "./-figures";

const Consistency = graphql(`query Consistency($from: Date, $to: Date) {
  consistency(from: $from, to: $to) {
    from to
    overall { alpha low high reliance criteria cases }
    criteria { ref title agreement { alpha low high reliance criteria cases } }
    assessors {
      person { id name }
      agreement { alpha low high reliance criteria cases }
      leniency { steps cases marking sentence }
      drift { aYear tells sentence periods { from until cases steps } }
    }
  }
}`);
type Report = ConsistencyQuery["consistency"];
type CriterionRow = Report["criteria"][number];
type AssessorRow = Report["assessors"][number];

const SPANS = [
  ["6", "Last 6 months"],
  ["12", "Last 12 months"],
  ["24", "Last 2 years"],
  ["60", "Last 5 years"],
] as const;

export const Route = createFileRoute("/consistency/")({
  validateSearch: v.object({ months: v.optional(v.fallback(v.picklist(SPANS.map(([months]) => months)), "12")) }),
  component: ConsistencyPage,
});

/** The first day of so many months that end with a day. */
function monthsBack(to: string, months: number): string {
  const [y = 0, m = 1, d = 1] = to.split("-").map(Number);
  return new Date(Date.UTC(y, m - 1 - months, d + 1)).toISOString().slice(0, 10);
}

/** How alike assessors mark: in all, by assessor, by criterion, with what each figure means (J6). */
function ConsistencyPage() {
  const { months = "12" } = Route.useSearch();
  const navigate = useNavigate();
  const today = useToday();
  const report = useLoad(ask("still", Consistency, { from: monthsBack(today, Number(months)), to: today }))?.consistency;
  return (
    <Page
      title="Consistency"
      lead="How alike assessors mark. A sample of the cases is marked by two who do not see each other's marks; this is worked out from what each gave then, of cases that are closed."
      actions={
        <>
          <label className="flex items-center gap-2">
            <span>Period</span>
            <select
              className="control min-h-8 w-auto!"
              value={months}
              onChange={(e) => void navigate({ ...paths.consistency(e.target.value as typeof months), replace: true })}
            >
              {SPANS.map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          </label>
          <Button onClick={() => print()}>Print</Button>
        </>
      }
      width="wide"
    >
      {!report ? (
        <Skeleton lines={8} label="Working the figures out" />
      ) : report.overall.cases === 0 ? (
        <Nothing />
      ) : (
        <Figures of={report} />
      )}
    </Page>
  );
}

function Nothing() {
  const percent = useLoad(settingsQuery)?.settings.secondMarkPercent;
  return (
    <Empty
      title="Nothing was marked twice in this period"
      action={
        <ButtonLink {...paths.settings()} tone="primary">
          Settings
        </ButtonLink>
      }
    >
      {percent === 0
        ? "No case is drawn to be marked twice: the sample is 0 of every hundred. Set how many are, in Settings; ten of a hundred is a good beginning."
        : `${percent ?? "Some"} of every hundred cases are marked by a second assessor. They count here when they are decided. To learn more sooner, have more cases marked twice, in Settings.`}
    </Empty>
  );
}

function Figures({ of }: { of: Report }) {
  const { overall } = of;
  return (
    <>
      <Section title="In all">
        <p className="text-lg">
          {overall.alpha == null ? (
            "There is nothing to compare yet: all marks are the same."
          ) : (
            <>
              Agreement <span className="font-semibold">{figure(overall.alpha)}</span>
              {interval(overall) && ` (${interval(overall)})`}: <Reading of={overall} />
            </>
          )}
        </p>
        <div className="max-w-100">
          <Interval of={overall} />
        </div>
        <p>{`${count(overall.criteria, "criterion", "criteria")} of ${count(overall.cases, "case")} were marked twice, from ${day(of.from)} to ${day(of.to)}.`}</p>
        <Meaning>
          Agreement is Krippendorff's alpha: 1 where all agree, 0 where they agree no more than by chance, below 0 where less. Not met
          beside met counts as worse than partly met beside met. The interval says where it lies with 95% confidence, had other cases been
          drawn: read it first. 0.75 (0.70 to 0.79) is a finding, 0.75 (0.31 to 0.98) a reason to wait.
        </Meaning>
        <Readings />
      </Section>
      <Assessors of={of.assessors} />
      <Criteria of={of.criteria} />
    </>
  );
}

const ASSESSOR: readonly Column<AssessorRow, never>[] = [
  { id: "name", head: "Assessor", rowHeader: true, cell: (a) => <span className="font-medium">{a.person.name}</span> },
  {
    id: "steps",
    head: "Leniency, steps",
    width: "w-36",
    cell: (a) => (
      <span className="tabular-nums">
        {steps(a.leniency.steps)} <span className="text-xs text-ink-3">on {count(a.leniency.cases, "case")}</span>
      </span>
    ),
  },
  { id: "named", head: "Marks", width: "w-32", cell: (a) => MARKING[a.leniency.marking] },
  { id: "alpha", head: "Agreement", width: "w-40", cell: (a) => <AlphaCell of={a.agreement} /> },
  { id: "chart", head: "Where it lies", width: "w-44", cell: (a) => <Interval of={a.agreement} /> },
  { id: "reading", head: "Reading", width: "w-28", cell: (a) => <Reading of={a.agreement} /> },
];
const MARKING = { ALIKE: "Like colleagues", LENIENT: "More leniently", STRICT: "More strictly" } as const;

const AlphaCell = ({ of }: { of: AssessorRow["agreement"] }) => (
  <span className="tabular-nums">
    {of.alpha == null ? <span className="text-ink-3">none</span> : figure(of.alpha)}{" "}
    <span className="text-xs text-ink-3">{interval(of)}</span>
  </span>
);

function Assessors({ of }: { of: readonly AssessorRow[] }) {
  const named = of.flatMap((a) => [
    ...(a.leniency.marking === "ALIKE" ? [] : [a.leniency.sentence]),
    ...(a.drift.tells ? [a.drift.sentence] : []),
  ]);
  return (
    <Section title="Assessors">
      {named.length === 0 ? (
        <p>Nobody stands out: nothing says that anybody marks otherwise than colleagues, or comes to.</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {named.map((sentence) => (
            <li key={sentence} className="border-l-4 border-warn bg-warn-tint px-4 py-2 font-medium">
              {sentence}
            </li>
          ))}
        </ul>
      )}
      <DataTable label="Assessors" columns={ASSESSOR} rows={of} rowKey={(a) => a.person.id} empty={null} />
      <Meaning>
        A step is one place on the scale: from not met to partly met, from partly met to met. Two who marked the same judged the same work,
        so what is left of their difference is how leniently each marks; all are found at once, beside the assessor in the middle. Somebody
        is named when it is more than a twentieth of a step and more than chance would have it: if nobody marks otherwise, at most five
        reports of a hundred name anybody. Below eight cases or so nobody can be named, and who is not named has not been shown to mark
        alike.
      </Meaning>
      <Meaning>
        What to do: show them their differences criterion by criterion, and have them mark the calibration set. A figure about one person is
        theirs and yours to see, and never a reason by itself to reopen a decision. They see their own under Availability.
      </Meaning>
      <h3 className="text-lg font-semibold">Over time</h3>
      <DriftTable of={of} />
      <Meaning>
        Steps beside colleagues, three months at a time, and the change in a year. It is said of somebody above when so steep a change would
        come of dealing the same days out by chance in less than five reports of a hundred, with everybody looked at together.
      </Meaning>
    </Section>
  );
}

type CriterionSort = "REF" | "ALPHA";
const CRITERION: readonly Column<CriterionRow, CriterionSort>[] = [
  {
    id: "ref",
    head: "Criterion",
    sort: "REF",
    rowHeader: true,
    cell: (c) => (
      <>
        <span className="font-medium tabular-nums">{c.ref}</span> <span className="text-ink-2">{c.title}</span>
      </>
    ),
  },
  { id: "alpha", head: "Agreement", sort: "ALPHA", width: "w-44", cell: (c) => <AlphaCell of={c.agreement} /> },
  { id: "chart", head: "Where it lies", width: "w-44", cell: (c) => <Interval of={c.agreement} /> },
  { id: "reading", head: "Reading", width: "w-28", cell: (c) => <Reading of={c.agreement} /> },
  { id: "cases", head: "Cases", width: "w-20", cell: (c) => <span className="tabular-nums">{c.agreement.cases}</span> },
];

function Criteria({ of }: { of: readonly CriterionRow[] }) {
  const [sort, setSort] = useState<{ by: CriterionSort; desc: boolean }>({ by: "ALPHA", desc: false });
  const key = (c: CriterionRow) => c.agreement.alpha ?? 2;
  const sorted = sort.by === "REF" ? [...of] : [...of].sort((a, b) => key(a) - key(b));
  if (sort.desc) sorted.reverse();
  return (
    <Section title="Criteria">
      <Meaning>
        The least alike first. A low agreement of a criterion speaks of the criterion, not of a person: reword it, or add an example. What
        it asks is <Link {...paths.editions()}>in the edition</Link>.
      </Meaning>
      <DataTable
        label="Criteria"
        columns={CRITERION}
        rows={sorted}
        rowKey={(c) => c.ref}
        sort={sort}
        onSort={(by, desc) => setSort({ by, desc })}
        empty={null}
      />
    </Section>
  );
}
