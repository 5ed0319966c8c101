import { useState } from "react";
import { graphql } from "../../../gql";
import { useAct } from "../../../lib/act";
import { ask } from "../../../lib/graphql";
import { actionOf, type Head, useLoad } from "../../../lib/queries";
import { Dialog } from "../../../ui/Dialog";
import { clock, count } from "../../../ui/format";
import { Button, ReasonedButton, Section, Skeleton } from "../../../ui/kit";
import { Refusal } from "../../../ui/Refusal";

const Assessors = graphql(`query Assessors($applicationId: ID!, $after: String) {
  assessors(applicationId: $applicationId, first: 50, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { lead openCases points capacity objections { rule message } person { id name email } }
  }
}`);
const AssignAssessor = graphql(
  `mutation AssignAssessor($input: AssignAssessorInput!) { assignAssessor(input: $input) { application { id version state assessor { id name } } } }`,
);

const AssignSecond = graphql(
  `mutation AssignSecondAssessor($input: AssignSecondAssessorInput!) { assignSecondAssessor(input: $input) { application { id version state } } }`,
);
const SecondMarking = graphql(`query SecondMarking($id: ID!) {
  application(id: $id) { id pendingDecision { releaseAt } secondMarking { why assessor submittedAt differs settledReason } }
}`);

/** How far the second marking of a sampled case has come, and who does it (J6). */
export function SecondPanel({ head }: { head: Head }) {
  const [open, setOpen] = useState(false);
  const read = useLoad(ask("live", SecondMarking, { id: head.id }))?.application;
  const action = actionOf(head, "ASSIGN_SECOND");
  const second = read?.secondMarking;
  if (read?.pendingDecision?.releaseAt)
    return <p>The decision is made. It goes out at {clock(new Date(read.pendingDecision.releaseAt))}.</p>;
  if (!second) return null;
  const stands = second.settledReason
    ? `A lead assessor settled it: ${second.settledReason}`
    : second.differs
      ? "The two outcomes differ; a lead assessor settles them."
      : second.submittedAt
        ? "Both have marked it."
        : second.assessor
          ? "Being marked."
          : "Waits for somebody to mark it.";
  return (
    <Section title="Second marking">
      <p>
        {second.assessor ? <span className="font-medium">{second.assessor}. </span> : ""}
        <span className="text-ink-2">{stands}</span>
      </p>
      {!second.submittedAt && head.state === "MODERATION" && (
        <div className="no-print">
          <ReasonedButton
            tone={second.assessor ? "quiet" : "primary"}
            allowed={action.allowed}
            reasons={action.reasons}
            onClick={() => setOpen(true)}
          >
            {second.assessor ? "Ask somebody else" : "Assign a second assessor"}
          </ReasonedButton>
        </div>
      )}
      {open && <AssignDialog second head={head} onClose={() => setOpen(false)} />}
    </Section>
  );
}

/** Whoever handed a case back is not offered it again; an operator who has talked to them may assign it. */
const HANDED_BACK = "W5";

/** What they have in hand and how much they take on, in points (W2, W3). */
const points = (a: { points: number; capacity?: number | null }) =>
  a.capacity == null ? count(a.points, "point") : `${a.points} of ${count(a.capacity, "point")}`;

/** Who assesses, and who could; beside everybody else what stands against it (W1, W2). */
export function AssignPanel({ head }: { head: Head }) {
  const [open, setOpen] = useState(false);
  const action = actionOf(head, "ASSIGN");
  return (
    <Section title="Assessor">
      <p>{head.assessor ? <span className="font-medium">{head.assessor.name}</span> : <span className="text-ink-2">Nobody yet.</span>}</p>
      <div className="no-print">
        <ReasonedButton
          tone={head.assessor ? "quiet" : "primary"}
          allowed={action.allowed}
          reasons={action.reasons}
          onClick={() => setOpen(true)}
        >
          {head.assessor ? "Reassign" : "Assign an assessor"}
        </ReasonedButton>
      </div>
      {open && <AssignDialog head={head} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function AssignDialog({ head, onClose, second = false }: { head: Head; onClose: () => void; second?: boolean }) {
  const [after, setAfter] = useState<string>();
  const assessors = useLoad(ask("live", Assessors, { applicationId: head.id, after: after ?? null }))?.assessors;
  const first = useAct(AssignAssessor, { onDone: onClose });
  const other = useAct(AssignSecond, { onDone: onClose });
  const assign = second ? other : first;
  return (
    <Dialog open wide title={second ? `Who marks ${head.reference} second?` : `Who assesses ${head.reference}?`} onClose={onClose}>
      <Refusal error={assign.error} title="Not assigned" />
      {!assessors ? (
        <Skeleton />
      ) : (
        <ul className="border-t border-line">
          {assessors.nodes.map((a) => {
            const now = a.person.id === head.assessor?.id;
            return (
              <li key={a.person.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2.5">
                <span className="min-w-0 flex-1 basis-48">
                  <span className="font-medium">{a.person.name}</span>
                  {a.lead && <span className="text-ink-2">, lead assessor</span>}
                  <span className="block text-sm text-ink-3">
                    {count(a.openCases, "open case")}, {points(a)}
                  </span>
                </span>
                {a.objections.length > 0 && (
                  <ul className="max-w-[44ch] basis-60 text-sm text-warn">
                    {a.objections.map((o) => (
                      <li key={o.message}>{`${o.message} (${o.rule})`}</li>
                    ))}
                  </ul>
                )}
                {a.objections.some((o) => o.rule !== HANDED_BACK) ? null : now ? (
                  <span className="text-sm text-ink-2">{second ? "Marks it first" : "Assigned now"}</span>
                ) : (
                  <Button
                    size="sm"
                    tone="primary"
                    busy={assign.isPending && assign.variables?.assessorId === a.person.id}
                    aria-label={`Assign ${a.person.name}`}
                    onClick={() => assign.mutate({ applicationId: head.id, assessorId: a.person.id, version: head.version })}
                  >
                    Assign
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      <div className="flex gap-2">
        {assessors?.pageInfo.hasNextPage && <Button onClick={() => setAfter(assessors.pageInfo.endCursor ?? undefined)}>More</Button>}
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Dialog>
  );
}
