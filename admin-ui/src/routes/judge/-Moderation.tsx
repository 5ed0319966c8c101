import { useEffect, useState } from "react";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { ask, refresh } from "../../lib/graphql";
import { actionOf, useLoad } from "../../lib/queries";
import { useToday } from "../../lib/viewer";
import { Dialog } from "../../ui/Dialog";
import { clock, count, dayOf, daysUntil } from "../../ui/format";
import { Button, Reasons } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";
import type { Case } from "./-judging";

const Recall = graphql(
  `mutation RecallDecision($input: RecallDecisionInput!) { recallDecision(input: $input) { application { id state version } } }`,
);
const SubmitSecond = graphql(
  `mutation SubmitSecondMarking($input: SubmitSecondMarkingInput!) { submitSecondMarking(input: $input) { application { id state version } } }`,
);
const SettingsRead = graphql(
  `query Settings { settings { secondMarkPercent secondMarkNewBelow recallMinutes sameAssessorAtMost calibrateNew calibrationPassPercent version } }`,
);
export const settingsQuery = ask("live", SettingsRead);

/** What happens with a decision once it is made, before it is made: it can be taken back, and may be second-marked (J6). */
export function WhatFollows() {
  const settings = useLoad(settingsQuery)?.settings;
  if (!settings) return null;
  const minutes = settings.recallMinutes;
  return (
    <p className="text-ink-2">
      {minutes > 0 ? `It goes out ${count(minutes, "minute")} later; until then you can take it back.` : "It goes out at once."}{" "}
      {settings.secondMarkPercent > 0 || settings.secondMarkNewBelow > 0
        ? "If the case is drawn for second marking, somebody marks it without seeing yours before it is released."
        : ""}
    </p>
  );
}

/** A decision on its way out, with the minutes left and the way back. */
export function PendingBar({ head }: { head: Case }) {
  const recall = useAct(Recall);
  const at = head.pendingDecision?.releaseAt;
  const left = useMinutes(at);
  if (!at) return null;
  const action = actionOf(head, "RECALL");
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-info-tint px-5 py-2 text-sm">
      <p className="min-w-0 flex-1 basis-72">
        {left > 0 ? (
          <>
            <span className="font-semibold">Your decision is made.</span> It goes out at {clock(new Date(at))}; until then you can take it
            back and go on judging.
          </>
        ) : (
          "Your decision is going out."
        )}
      </p>
      <Refusal error={recall.error} title="Not taken back" />
      {left > 0 && action.allowed && (
        <Button size="sm" busy={recall.isPending} onClick={() => recall.mutate({ applicationId: head.id })}>
          Take the decision back
        </Button>
      )}
    </div>
  );
}

/** Minutes until a moment, asked again by the clock; when it has passed, what is on screen is asked for again. */
function useMinutes(at: string | null | undefined): number {
  // The demo may believe in another day than the browser does.
  const shift = daysUntil(useToday(), dayOf(new Date().toISOString())) * 86_400_000;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!at) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() + shift > Date.parse(at)) void refresh();
    }, 5_000);
    return () => clearInterval(timer);
  }, [at, shift]);
  return at ? (Date.parse(at) - now - shift) / 60_000 : 0;
}

/** What somebody needs to know who marks a case second, and the first while they wait. */
export function SecondBar({ head }: { head: Case }) {
  const second = head.secondMarking;
  if (!second) return null;
  const text =
    head.myRole === "SECOND_ASSESSOR"
      ? second.submittedAt
        ? "You marked this case second. Your marks are submitted and stay as they are."
        : "You mark this case second. Mark it as if nobody had: neither of you sees the other's marks until both are in."
      : head.state === "MODERATION"
        ? "Your decision is made. Somebody marks the case second before it is released."
        : second.settledReason
          ? `A lead assessor settled the case: ${second.settledReason}`
          : undefined;
  return text ? <p className="border-b border-line bg-info-tint px-5 py-2 text-sm">{text}</p> : null;
}

/** Submits the second marks, or says what is missing. */
export function SubmitSecondDialog({ head, onClose }: { head: Case; onClose: () => void }) {
  const submit = useAct(SubmitSecond, { onDone: onClose });
  const action = actionOf(head, "SUBMIT_SECOND");
  return (
    <Dialog open title={`Submit your marks of ${head.reference}`} onClose={onClose}>
      {action.allowed ? (
        <p>They stay as they are from then on. If you and the first assessor agree, the decision is released; if not, a lead settles it.</p>
      ) : (
        <>
          <p>They can't be submitted yet:</p>
          <Reasons reasons={action.reasons} />
        </>
      )}
      <Refusal error={submit.error} title="Not submitted" />
      <div className="flex gap-2">
        {action.allowed && (
          <Button tone="primary" busy={submit.isPending} onClick={() => submit.mutate({ applicationId: head.id })}>
            Submit my marks
          </Button>
        )}
        <Button onClick={onClose}>Back to judging</Button>
      </div>
    </Dialog>
  );
}
