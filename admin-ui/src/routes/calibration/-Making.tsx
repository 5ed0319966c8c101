import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import * as paths from "../../paths";
import { type Column, DataTable } from "../../ui/DataTable";
import { count, day, dayOf } from "../../ui/format";
import { Button, ButtonLink, Empty, Section } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";
import type { CalibrationSet, GoldCase, Standing } from "./-set";

const RetireGoldCase = graphql(
  `mutation RetireGoldCase($input: RetireGoldCaseInput!) { retireGoldCase(input: $input) { calibration { cases { id retiredAt } } } }`,
);

/** The gold cases, and taking one out of the set. */
export function Cases({ of }: { of: readonly GoldCase[] }) {
  const retire = useAct(RetireGoldCase);
  return (
    <Section
      title="Gold cases"
      actions={
        <ButtonLink {...paths.newGoldCase()} tone="primary">
          Make a gold case
        </ButtonLink>
      }
    >
      <Refusal error={retire.error} title="Not retired" />
      {of.length === 0 ? (
        <Empty title="No gold case yet">
          Make one of a decided case whose marks nobody disputes. Two or three of different programmes, with the criteria that are hardest
          to judge, tell more than one whole case. Until there is one, a first case waits for nothing.
        </Empty>
      ) : (
        <ul className="border-t border-line">
          {of.map((c) => (
            <li key={c.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2">
              <span className="min-w-0 flex-1 basis-60">
                <span className="font-medium">{c.name}</span>
                <span className="block text-sm text-ink-2">
                  {`${c.level.title}, ${count(c.criteria.length, "criterion", "criteria")}: ${c.criteria.map((one) => one.ref).join(", ")}. Made on ${day(dayOf(c.madeAt))}.`}
                </span>
              </span>
              {c.retiredAt ? (
                <span className="text-sm text-ink-2">{`Retired on ${day(dayOf(c.retiredAt))}`}</span>
              ) : (
                <Button
                  size="sm"
                  busy={retire.isPending && retire.variables?.goldCaseId === c.id}
                  aria-label={`Retire ${c.name}`}
                  onClick={() => retire.mutate({ goldCaseId: c.id })}
                >
                  Retire
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const COLUMNS: readonly Column<Standing, never>[] = [
  { id: "name", head: "Assessor", rowHeader: true, cell: (a) => <span className="font-medium">{a.person.name}</span> },
  {
    id: "state",
    head: "Calibration set",
    width: "w-56",
    cell: (a) =>
      a.finishedAt
        ? `Finished on ${day(dayOf(a.finishedAt))}`
        : a.marked > 0
          ? `${a.marked} of ${a.of} marked`
          : a.required
            ? "Not begun"
            : "Not asked for",
  },
  {
    id: "result",
    head: "As known",
    width: "w-40",
    cell: (a) =>
      a.result && (
        <>
          <span className={`font-medium ${a.result.passed ? "text-ok" : "text-warn"}`}>{a.result.passed ? "Passed" : "Not passed"}</span>{" "}
          <span className="text-ink-2 tabular-nums">{`${a.result.agreed} of ${a.result.of}`}</span>
        </>
      ),
  },
  { id: "first", head: "First case", width: "w-40", cell: (a) => (a.required ? "Waits for the set" : "May be given") },
];

/** How every assessor stands, for operators. */
export function Standings({ of, set }: { of: readonly Standing[]; set: CalibrationSet }) {
  return (
    <Section title="Assessors">
      <p className="max-w-[65ch] text-ink-2">
        {set.calibrateNew
          ? `Whoever never had a case marks the set before their first. ${set.passPercent} of a hundred marks as known pass; who does not pass may be given cases, and each is marked twice while they are new, so talk over what differs.`
          : "The set is not asked for now: turn it on in Settings."}
      </p>
      <DataTable label="Assessors" columns={COLUMNS} rows={of} rowKey={(a) => a.person.id} empty={null} />
    </Section>
  );
}
