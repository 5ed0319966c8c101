import { useState } from "react";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import type { Edition } from "../../lib/queries";
import { Colonnade, LevelMark } from "../../ui/Colonnade";
import { Dialog } from "../../ui/Dialog";
import { Button, Reasons } from "../../ui/kit";
import { belowLowest } from "../../ui/levels";
import { Refusal } from "../../ui/Refusal";
import { FeedbackBox, useFeedback } from "./-Feedback";
import { type Case, overall } from "./-judging";
import { WhatFollows } from "./-Moderation";

const DecideApplication = graphql(
  `mutation DecideApplication($input: DecideApplicationInput!) { decideApplication(input: $input) { application { id state version } } }`,
);

type Props = { head: Case; edition: Edition; onSample: () => void; onClose: () => void };
/** What will happen, in full, before it does: there is no appeal (J6). */
export function DecideDialog({ head, edition, onSample, onClose }: Props) {
  const { store, text: feedback = "" } = useFeedback(head.id);
  const [tried, setTried] = useState(false);
  const decide = useAct(DecideApplication, { onDone: onClose });
  const action = head.actions.find((a) => a.name === "DECIDE");
  const reasons = [...head.undecided, ...(action && !action.allowed ? action.reasons : [])].filter(
    (r, i, all) => all.findIndex((x) => x.rule === r.rule && x.message === r.message) === i,
  );
  const ready = reasons.length === 0 && action?.allowed !== false;
  const level = overall(
    head.pillars.map((p) => p.outcome?.level),
    edition.levels.filter((l) => l.rank <= head.level.rank),
    edition.pillarsRequired,
  );
  const short = tried && !feedback.trim();
  return (
    <Dialog open wide title={`Decide ${head.reference}`} onClose={onClose}>
      {!ready ? (
        <>
          <p>It can't be decided yet:</p>
          <Reasons reasons={reasons} />
          <div className="flex flex-wrap gap-2">
            {reasons.some((r) => r.field === "sample") && (
              <Button tone="primary" onClick={onSample}>
                Look at the programmes
              </Button>
            )}
            <Button onClick={onClose}>Back to judging</Button>
          </div>
        </>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-6">
            <Colonnade
              size={48}
              levels={edition.levels}
              sought={head.level}
              needed={edition.pillarsRequired}
              columns={head.pillars.map((p) => ({
                ...p.pillar,
                self: p.selfLevel,
                outcome: p.outcome?.level,
                confirmed: Boolean(p.outcome),
              }))}
            />
            <p className="max-w-[40ch] text-lg">
              {level ? (
                <>
                  {head.university.name} will be accredited at <LevelMark within level={level} of={edition.levels.length} />. The award
                  becomes public when the decision goes out.
                </>
              ) : (
                <>
                  <span className="font-semibold">Not accredited.</span> No award, and nothing public.
                </>
              )}
            </p>
          </div>
          <ul className="grid gap-x-6 border-t border-line sm:grid-cols-2">
            {head.pillars.map((p) => (
              <li key={p.pillar.number} className="flex justify-between gap-3 border-b border-line py-1.5">
                <span>
                  {p.pillar.number}. {p.pillar.title}
                </span>
                {p.outcome?.level ? (
                  <LevelMark level={p.outcome.level} of={edition.levels.length} />
                ) : (
                  <span>{belowLowest(edition.levels)}</span>
                )}
              </li>
            ))}
          </ul>
          <WhatFollows />
          <Refusal error={decide.error} title="The decision was not made" />
          <FeedbackBox application={head.id} error={short ? "Write feedback for the university" : undefined} />
          <div className="flex gap-2">
            <Button
              tone="primary"
              busy={decide.isPending}
              onClick={() => {
                setTried(true);
                if (!feedback.trim()) return;
                // What is still on its way arrives before there is nothing to keep it for.
                void store.flush().then(() => decide.mutate({ applicationId: head.id, version: head.version, feedback: feedback.trim() }));
              }}
            >
              Decide
            </Button>
            <Button onClick={onClose}>Back to judging</Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
