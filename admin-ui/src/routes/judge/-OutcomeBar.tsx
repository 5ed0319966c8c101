import { useEffect, useRef, useState } from "react";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { refresh } from "../../lib/graphql";
import { LevelMark } from "../../ui/Colonnade";
import { Button, Kbd, Rule } from "../../ui/kit";
import { belowLowest, type Level, upTo } from "../../ui/levels";
import { Refusal } from "../../ui/Refusal";
import type { Case, Standing } from "./-judging";
import { Cap, isKeyOf, shortcut, useJudgeKeys } from "./-keys";

const ConfirmOutcome = graphql(
  `mutation ConfirmOutcome($input: ConfirmOutcomeInput!) { confirmOutcome(input: $input) { application { id version } } }`,
);

type Props = {
  head: Case;
  standing: Standing;
  levels: readonly Level[];
  editable: boolean;
  beforeSend: () => Promise<void>;
  askFirst: (() => void) | undefined;
};

/** The pillar's outcome beside its best fit (J3). What agrees is confirmed at once; what departs needs a reason first. */
export function OutcomeBar({ head, standing, levels, editable, beforeSend, askFirst }: Props) {
  const kept = standing.outcome;
  const [choice, setChoice] = useState<Level | null | undefined>(kept ? kept.level : undefined);
  const [reason, setReason] = useState(kept?.reason ?? "");
  const reasonBox = useRef<HTMLTextAreaElement>(null);
  const version = kept?.version ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version of the outcome replaces what stands here
  useEffect(() => {
    setChoice(kept ? kept.level : undefined);
    setReason(kept?.reason ?? "");
  }, [version]);
  const confirm = useAct(ConfirmOutcome);
  const options = upTo(levels, head.level);
  const departs = choice !== undefined && (choice?.rank ?? 0) !== (standing.bestFit?.rank ?? 0);
  const settled =
    kept !== null &&
    kept !== undefined &&
    choice !== undefined &&
    (kept.level?.code ?? null) === (choice?.code ?? null) &&
    (kept.reason ?? "") === reason.trim();
  // Whoever marks second asks the university for nothing (J6).
  const asks = head.myRole !== "SECOND_ASSESSOR";
  const short = asks && choice !== undefined && (choice?.rank ?? 0) < head.level.rank && !standing.askedFirst && !settled;
  const send = async (level: Level | null, why: string) => {
    await beforeSend();
    confirm.mutate({
      applicationId: head.id,
      pillar: standing.pillar.number,
      level: level?.code ?? null,
      reason: why.trim() || null,
      version,
    });
  };
  const choose = (level: Level | null) => {
    if (!editable) return;
    setChoice(level);
    if ((level?.rank ?? 0) === (standing.bestFit?.rank ?? 0)) {
      setReason("");
      void send(level, "");
    } else setTimeout(() => reasonBox.current?.focus());
  };
  const [fresh, setFresh] = useState(false);
  /** The best fit of what is judged by now, not of what was when it was last asked for. */
  const takeBestFit = async () => {
    await beforeSend();
    await refresh();
    setFresh(true);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as what is shown is fresh
  useEffect(() => {
    if (!fresh) return;
    setFresh(false);
    if (choice === undefined) choose(standing.bestFit ?? null);
  }, [fresh]);
  /** What is chosen, or else the best fit: at once where they agree, with the reason where they do not. */
  const settle = () => {
    if (!editable || settled) return false;
    if (choice === undefined) void takeBestFit();
    else if (!departs) choose(choice);
    else if (reason.trim()) void send(choice, reason);
    else reasonBox.current?.focus();
    return true;
  };
  useJudgeKeys({
    level: (key) => {
      const level = key === "0" ? null : options.find((l) => l.rank === Number(key));
      if (level === undefined) return false;
      choose(level);
      return true;
    },
    confirm: settle,
  });
  const all = [...options.map((l) => [l.rank, l] as const), [0, null] as const];
  return (
    <div className="flex flex-col gap-2.5 border-t border-line bg-surface p-4">
      <Refusal error={confirm.error} title="The outcome was not confirmed" />
      <fieldset className="flex flex-wrap items-center gap-2">
        <legend className="mb-2 flex flex-wrap items-baseline gap-x-4">
          <span className="font-semibold">Outcome for {standing.pillar.title}</span>
          <span className="flex items-center gap-2 text-sm text-ink-2">
            Best fit: {standing.judged < standing.criteria ? `${standing.criteria - standing.judged} still to judge, so far ` : ""}
            {standing.bestFit ? <LevelMark level={standing.bestFit} of={levels.length} /> : <span>{belowLowest(levels)}</span>}
          </span>
        </legend>
        {all.map(([key, level]) => (
          <label
            key={key}
            className="btn flex min-h-8 cursor-pointer items-center gap-2 rounded-md border border-line-2 bg-surface px-2.5 has-checked:border-accent has-checked:bg-accent-tint has-disabled:cursor-not-allowed has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              className="sr-only"
              name={`outcome-${standing.pillar.number}`}
              disabled={!editable}
              checked={choice !== undefined && (choice?.rank ?? 0) === key}
              onChange={() => choose(level)}
            />
            {level ? <LevelMark level={level} of={levels.length} /> : belowLowest(levels)} <Kbd>{key}</Kbd>
          </label>
        ))}
        <span role="status" className="text-sm text-ink-2">
          {confirm.isPending ? "Confirming" : settled ? "Confirmed" : choice === undefined ? "Not confirmed yet" : "Not confirmed"}
        </span>
        {editable && choice === undefined && !confirm.isPending && (
          <Button size="sm" tone="bare" aria-keyshortcuts={shortcut("confirm")} onClick={settle}>
            Confirm best fit <Cap act="confirm" />
          </Button>
        )}
      </fieldset>
      {short && (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          {!confirm.error && (
            <>
              <Rule>J5</Rule>
              <span className="min-w-0 flex-1 basis-60">
                Below the level applied for: first ask the university for evidence on this pillar. The outcome can be confirmed once it has
                answered, or the due date has passed.
              </span>
            </>
          )}
          {askFirst && (
            <Button size="sm" onClick={askFirst}>
              Request evidence
            </Button>
          )}
        </div>
      )}
      {departs && (
        <div className="flex flex-wrap items-end gap-2">
          <div className="flex min-w-0 flex-1 basis-72 flex-col gap-1">
            <label htmlFor="outcome-reason" className="text-sm font-medium">
              Why does it depart from best fit?
            </label>
            <textarea
              ref={reasonBox}
              id="outcome-reason"
              className="control min-h-10! text-sm"
              rows={1}
              readOnly={!editable}
              value={reason}
              onChange={(e) => setReason(e.target.value)}
              aria-keyshortcuts={shortcut("send")}
              onKeyDown={(e) => {
                if (e.key === "Escape") e.currentTarget.blur();
                if (isKeyOf("send", e)) settle();
              }}
            />
          </div>
          {!settled && editable && (
            <Button tone="primary" busy={confirm.isPending} disabled={!reason.trim()} onClick={() => void send(choice ?? null, reason)}>
              Confirm with this reason <Cap act="send" />
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
