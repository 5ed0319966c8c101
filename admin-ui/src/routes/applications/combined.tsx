import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import * as v from "valibot";
import { graphql } from "../../gql";
import type { CombinedEligibilityQuery, CombinedInput } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { ask } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import { useMayStart } from "../../lib/viewer";
import * as paths from "../../paths";
import { LevelMark } from "../../ui/Colonnade";
import { count, day } from "../../ui/format";
import { Button, ReasonedButton, Reasons, Section, Skeleton, Tick } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Refusal } from "../../ui/Refusal";
import { useDebounced } from "../../ui/useDebounced";
import { Choosing, type Chosen, NOTHING, stated } from "./-manager/Choosing";

const CombinedEligibility = graphql(`query CombinedEligibility($covers: CombinedInput!) {
  combinedEligibility(covers: $covers) {
    programmes { id name }
    scope { rule message }
    options { kind allowed firstDay inTheWay level { code title rank } reasons { rule message } }
  }
}`);
const StartCombined = graphql(
  `mutation StartCombined($input: StartCombinedApplicationInput!) { startCombinedApplication(input: $input) { application { id } } }`,
);
type Answer = CombinedEligibilityQuery["combinedEligibility"];

const SCOPES = ["UNIVERSITY_WIDE", "COMBINED"] as const;
type Scope = (typeof SCOPES)[number];

export const Route = createFileRoute("/applications/combined")({
  validateSearch: v.object({
    scope: v.optional(v.fallback(v.picklist(SCOPES), "UNIVERSITY_WIDE")),
    // Whom an operator starts it for.
    university: v.optional(v.fallback(v.string(), "")),
  }),
  component: Combined,
});

/** One application over several programmes, or over all of them (P4, G2). */
function Combined() {
  const { scope = "UNIVERSITY_WIDE", university } = Route.useSearch();
  const navigate = Route.useNavigate();
  const [chosen, setChosen] = useState<Chosen>(NOTHING);
  const to = (next: Scope) =>
    void navigate({ search: { university, ...(next === "UNIVERSITY_WIDE" ? {} : { scope: next }) }, replace: true });
  const whose = { scope, universityId: university || null };
  const covers: CombinedInput = scope === "COMBINED" ? { ...whose, programmeIds: [...chosen.ids], ...stated(chosen) } : whose;
  return (
    <Page
      width="read"
      title="Apply as one"
      above={
        university ? (
          <Link {...paths.startFor(university)}>Start drafts for a university</Link>
        ) : (
          <Link {...paths.applications()}>Applications</Link>
        )
      }
      lead="One application, one rating and one award over several programmes. Programmes that are each run in their own way apply alone."
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 text-xl font-semibold">What does it cover?</legend>
        <Tick
          type="radio"
          name="scope"
          checked={scope === "UNIVERSITY_WIDE"}
          onChange={() => to("UNIVERSITY_WIDE")}
          label={
            <>
              <span className="font-medium">Every active programme of the university</span>
              <span className="block text-ink-2">University-wide: all of them run to one delivery framework.</span>
            </>
          }
        />
        <Tick
          type="radio"
          name="scope"
          checked={scope === "COMBINED"}
          onChange={() => to("COMBINED")}
          label={
            <>
              <span className="font-medium">Some programmes that are run together</span>
              <span className="block text-ink-2">Combined: they share a framework, or one coordinator or department.</span>
            </>
          }
        />
      </fieldset>
      {scope === "COMBINED" && <Choosing university={university} chosen={chosen} onChange={setChosen} />}
      {scope === "COMBINED" && chosen.ids.length < 2 ? (
        <p className="text-ink-2">Choose two programmes or more, and see here at which levels they may apply.</p>
      ) : (
        <Levels
          covers={covers}
          onLeaveOut={(ids) => {
            setChosen({ ...chosen, ids });
            to("COMBINED");
          }}
        />
      )}
    </Page>
  );
}

/** At which levels they may apply as one today; what is in the way, of which programme, and until when (G2, G4). */
function Levels({ covers, onLeaveOut }: { covers: CombinedInput; onLeaveOut: (ids: string[]) => void }) {
  const mayStart = useMayStart();
  const navigate = Route.useNavigate();
  const settled = useDebounced(covers, 400);
  const answer = useLoad(ask("live", CombinedEligibility, { covers: settled }))?.combinedEligibility;
  const start = useAct(StartCombined, { onDone: (r) => void navigate(paths.application(r.startCombinedApplication.application.id)) });
  if (!answer) return <Skeleton />;
  const { options } = answer;
  return (
    <Section title="Apply">
      <p>
        {answer.programmes.length === 0
          ? "It would cover no programme."
          : `It would cover ${count(answer.programmes.length, "programme")}: ${answer.programmes.map((p) => p.name).join(", ")}.`}
      </p>
      {answer.scope.length > 0 && (
        <div className="flex flex-col gap-1 border-l-4 border-warn bg-warn-tint px-4 py-3">
          <p className="font-semibold">
            {covers.scope === "COMBINED" ? "They can't apply as one yet" : "The university can't apply university-wide yet"}
          </p>
          <Reasons reasons={answer.scope} />
        </div>
      )}
      <Refusal error={start.error} title="The application was not started" />
      <ul className="border-t border-line">
        {options.map((o) => (
          <li key={o.level.code} className="grid gap-x-6 gap-y-2 border-b border-line py-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
            <span className="pt-1">
              <LevelMark level={o.level} of={options.length} />
            </span>
            <div className="flex flex-col items-start gap-2">
              <ReasonedButton
                tone={o.allowed && mayStart ? "primary" : "quiet"}
                allowed={o.allowed && mayStart}
                reasons={o.reasons}
                busy={start.isPending && start.variables?.level === o.level.code}
                onClick={() => start.mutate({ covers, level: o.level.code })}
              >
                {o.kind === "REACCREDITATION" ? `Renew ${o.level.title}` : `Start one ${o.level.title} application`}
              </ReasonedButton>
              {!o.allowed && o.firstDay && <p className="text-sm text-ink-2">All of them may from {day(o.firstDay)}.</p>}
              <LeaveOut answer={answer} option={o} onLeaveOut={onLeaveOut} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The others by themselves, where leaving out what is in the way leaves two or more. */
function LeaveOut({
  answer,
  option,
  onLeaveOut,
}: {
  answer: Answer;
  option: Answer["options"][number];
  onLeaveOut: (ids: string[]) => void;
}) {
  const others = answer.programmes.filter((p) => !option.inTheWay.includes(p.id));
  if (option.inTheWay.length === 0 || others.length < 2) return null;
  return (
    <Button size="sm" onClick={() => onLeaveOut(others.map((p) => p.id))}>
      {`Combine the other ${others.length} instead`}
    </Button>
  );
}
