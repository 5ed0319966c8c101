import { Link } from "@tanstack/react-router";
import { type Edition, evidenceQuery, type Head, requestsQuery, standingQuery, useLoad } from "../../../lib/queries";
import { useToday } from "../../../lib/viewer";
import * as paths from "../../../paths";
import { Colonnade, LevelMark } from "../../../ui/Colonnade";
import { Due } from "../../../ui/Due";
import { count, day, dayOf } from "../../../ui/format";
import { Facts, Section } from "../../../ui/kit";
import { LANGUAGE } from "../../../ui/languages";
import { Page } from "../../../ui/Page";
import { RequestStatus, STATE, Status } from "../../../ui/Status";
import { Timeline } from "../../../ui/Timeline";
import { Withdraw } from "../-manager/TaskList";
import { DecisionView } from "../-parts/DecisionView";
import { AssignPanel, SecondPanel } from "./AssignPanel";
import { HoldPanel } from "./HoldPanel";
import { OrderPanel } from "./OrderPanel";
import { Remind } from "./Remind";

/** A case as an operator runs it: payment, assessor, where it stands, what happened. */
export function CasePage({ head, edition }: { head: Head; edition: Edition }) {
  const today = useToday();
  const standing = useLoad(standingQuery(head.id))?.application;
  const requests = useLoad(requestsQuery(head.id))?.application.requests ?? [];
  const evidence = useLoad(evidenceQuery(head.id))?.application.evidence;
  const over = head.state === "DECIDED" || head.state === "WITHDRAWN";
  return (
    <Page
      title={head.university.name}
      above={
        <>
          <Link {...paths.applications()}>Applications</Link>, {head.reference}
        </>
      }
      lead={head.programmes.map((p) => p.name).join(", ")}
    >
      <div className="grid max-w-300 gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <div className="flex min-w-0 flex-col gap-8">
          <Facts
            rows={[
              [
                "University",
                <Link key="u" {...paths.university(head.university.id)}>
                  Its record, people and money
                </Link>,
              ],
              ["State", <Status key="s" state={head.state} />],
              ["Level", <LevelMark key="l" level={head.level} of={edition.levels.length} />],
              ["Kind", head.kind === "INITIAL" ? "Initial" : "Reaccreditation"],
              ["Language", LANGUAGE[head.language]],
              [
                "Programmes",
                head.programmes.map((p) => (
                  <span key={p.id} className="block">{`${p.name}, ${count(p.mentors, "mentor")}${p.large ? " (large)" : ""}`}</span>
                )),
              ],
              head.submittedAt ? ["Submitted", day(dayOf(head.submittedAt))] : null,
              head.assessmentStartedOn ? ["Assessment started", day(head.assessmentStartedOn)] : null,
              head.dueOn && !over ? ["Decision due", <Due key="d" of={head} today={today} />] : null,
              head.decidedAt ? ["Decided", day(dayOf(head.decidedAt))] : null,
              evidence ? ["Evidence", count(evidence.length, "piece")] : null,
              standing
                ? [
                    "Self-rating",
                    <span key="c" className="flex flex-wrap items-center gap-3">
                      <Colonnade
                        size={30}
                        levels={edition.levels}
                        sought={head.level}
                        needed={edition.pillarsRequired}
                        columns={standing.pillars.map((p) => ({ ...p.pillar, self: p.selfLevel }))}
                      />
                      {standing.selfLevel && <LevelMark level={standing.selfLevel} of={edition.levels.length} />}
                    </span>,
                  ]
                : null,
            ]}
          />
          {head.state === "DECIDED" && <DecisionView id={head.id} edition={edition} />}
          {requests.length > 0 && (
            <Section title="Evidence requests">
              <ul className="border-t border-line">
                {requests.map((r) => (
                  <li key={r.id} className="flex flex-wrap gap-x-4 gap-y-1 border-b border-line py-2.5">
                    <RequestStatus state={r.state} />
                    <span className="min-w-0 flex-1 basis-60">{r.question}</span>
                    <span className="text-sm text-ink-3">due {day(r.dueOn)}</span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Timeline id={head.id} />
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <OrderPanel head={head} />
          <AssignPanel head={head} />
          <SecondPanel head={head} />
          {head.hold && <HoldPanel head={head} />}
          <div className="no-print">
            {!head.hold && <HoldPanel head={head} />}
            <Remind head={head} />
            <Withdraw head={head} />
            {over && <p className="text-sm text-ink-3">{STATE[head.state]}: nothing more can be done to this application.</p>}
          </div>
        </div>
      </div>
    </Page>
  );
}
