import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { graphql } from "../../gql";
import type { Rating } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { type ApiError, asApiError } from "../../lib/errors";
import { execute, refresh, uuid } from "../../lib/graphql";
import { useKeys } from "../../lib/keys";
import { count, moment } from "../../ui/format";
import { Button, Notice, Section } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";
import { figure } from "../consistency/-figures";
import { shortcut } from "../judge/-keys";
import { MARKS, Marks } from "../judge/-Marks";
import type { CalibrationSet, GoldCase } from "./-set";

const MarkGoldCase = graphql(
  `mutation MarkGoldCase($input: MarkGoldCaseInput!) { markGoldCase(input: $input) { calibration { own { marked of } } } }`,
);
const FinishCalibration = graphql(`mutation FinishCalibration { finishCalibration { calibration { own { finishedAt } } } }`);

type Own = NonNullable<CalibrationSet["own"]>;

/** Finishes the set; a lost answer is asked for again under its key. */
function useFinish() {
  const key = useRef<string>(undefined);
  return useMutation<unknown, ApiError>({
    mutationFn: async () => {
      key.current ??= uuid();
      try {
        const done = await execute(FinishCalibration, {}, { key: key.current });
        key.current = undefined;
        return done;
      } catch (e) {
        const error = asApiError(e);
        if (!error.unsure) key.current = undefined;
        throw error;
      }
    },
    retry: (times, e) => e.unsure && times < 2,
    onSettled: () => refresh(),
  });
}

/** The set as an assessor marks it, and what differs when they have finished. */
export function Marking({ cases, own }: { cases: readonly GoldCase[]; own: Own }) {
  const finish = useFinish();
  const left = own.of - own.marked;
  const [current, setCurrent] = useState<string>();
  const [sent, setSent] = useState<Record<string, Rating>>({});
  const mark = useAct(MarkGoldCase);
  const places = cases.flatMap((c) => c.criteria.map((one) => ({ key: placeOf(c.id, one.ref), goldCaseId: c.id, ref: one.ref })));
  const at = places.findIndex((p) => p.key === current);
  const put = (place: (typeof places)[number], value: Rating) => {
    setSent((all) => ({ ...all, [place.key]: value }));
    mark.mutate({ goldCaseId: place.goldCaseId, ref: place.ref, value });
  };
  useKeys((key) => {
    const step = { j: at + 1, k: at - 1 }[key];
    if (step !== undefined) {
      const next = places[Math.max(0, Math.min(places.length - 1, step))];
      if (next) document.getElementById(next.key)?.focus();
      return true;
    }
    const pressed = MARKS.find((m) => shortcut(m.act) === key);
    const place = places[at];
    if (!pressed || !place || own.finishedAt) return false;
    put(place, pressed.value);
    return true;
  });
  return (
    <>
      {own.finishedAt && own.result ? (
        <Notice tone={own.result.passed ? "ok" : "info"} title={own.result.sentence}>
          <p>
            {`Finished on ${moment(own.finishedAt)}. `}
            {own.result.alpha != null && `Agreement with the known marks: ${figure(own.result.alpha)}. `}
            {own.result.passed
              ? "You may be given cases."
              : "You may be given cases all the same, and each is marked by a second assessor while you are new. An operator will talk over with you what differs."}
          </p>
        </Notice>
      ) : (
        <p role="status" className="text-lg">
          {left === 0
            ? "Everything is marked: finish it when you are content."
            : `${own.marked} of ${count(own.of, "criterion", "criteria")} marked`}
        </p>
      )}
      <Refusal error={mark.error} title="Not saved" />
      {cases.map((c) => (
        <Case
          key={c.id}
          of={c}
          finished={Boolean(own.finishedAt)}
          current={current}
          setCurrent={setCurrent}
          sent={mark.error ? {} : sent}
          onMark={(ref, value) => put({ key: placeOf(c.id, ref), goldCaseId: c.id, ref }, value)}
        />
      ))}
      {!own.finishedAt && (
        <div className="no-print flex flex-col items-start gap-3">
          <Refusal error={finish.error} title="Not finished yet" />
          <Button tone="primary" busy={finish.isPending} disabled={left > 0} aria-describedby="finish-why" onClick={() => finish.mutate()}>
            Finish and show the known marks
          </Button>
          <p id="finish-why" className="max-w-[65ch] text-ink-2">
            {left > 0
              ? `${count(left, "criterion", "criteria")} left to mark.`
              : "Your marks stay as they are from then on, since you see the known ones."}
          </p>
        </div>
      )}
    </>
  );
}

/** The element of a criterion. */
const placeOf = (caseId: string, ref: string) => `${caseId}-${ref}`;

type CaseProps = {
  of: GoldCase;
  finished: boolean;
  current: string | undefined;
  setCurrent: (place: string) => void;
  sent: Record<string, Rating>;
  onMark: (ref: string, value: Rating) => void;
};

function Case({ of, finished, current, setCurrent, sent, onMark }: CaseProps) {
  return (
    <Section title={of.name}>
      <p className="text-ink-2">
        {of.level.title}, {count(of.criteria.length, "criterion", "criteria")}
      </p>
      <ol className="flex flex-col border-t border-line">
        {of.criteria.map((c) => {
          const place = placeOf(of.id, c.ref);
          const here = current === place && !finished;
          const differs = finished && c.known && c.known !== c.own;
          return (
            <li
              key={c.ref}
              id={place}
              tabIndex={-1}
              aria-current={here ? "true" : undefined}
              onFocus={() => setCurrent(place)}
              onMouseDown={() => setCurrent(place)}
              className={`flex flex-col gap-2 border-b border-line px-3 py-3 -outline-offset-2 ${differs ? "border-l-4 border-l-warn bg-warn-tint" : here ? "bg-accent-tint" : ""}`}
            >
              <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
                <span className="w-9 shrink-0 text-ink-2">{c.ref}</span>
                <p className="min-w-0 max-w-[60ch] flex-1 basis-60 leading-5 font-medium">{c.title}</p>
                {finished ? (
                  <p className="text-sm">
                    You: <span className="font-medium">{word(c.own)}</span>. Known: <span className="font-medium">{word(c.known)}</span>.
                  </p>
                ) : (
                  <Marks reference={c.ref} value={sent[place] ?? c.own} editable keys={here} onMark={(value) => onMark(c.ref, value)} />
                )}
              </div>
              <p className="max-w-[65ch] whitespace-pre-line md:ps-12">{c.text}</p>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

const word = (value: Rating | null | undefined) => MARKS.find((m) => m.value === value)?.word.toLowerCase() ?? "not marked";
