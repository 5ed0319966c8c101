import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ErrorSummary } from "../../forms/ErrorSummary";
import { Choices, DateInput, TextArea, toDate } from "../../forms/fields";
import { graphql } from "../../gql";
import type { AnswerDayQuery } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { sentences } from "../../lib/errors";
import { answerDayQuery, type Criterion, useLoad } from "../../lib/queries";
import { useToday } from "../../lib/viewer";
import { Dialog } from "../../ui/Dialog";
import { count, list, relative, weekday } from "../../ui/format";
import { Button, Tick } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";
import { type Asked, Thread } from "../../ui/Thread";
import { Cap, isKeyOf, shortcut } from "./-keys";
import { PhraseDialog } from "./-Phrases";

const RequestEvidence = graphql(
  `mutation RequestEvidence($input: RequestEvidenceInput!) { requestEvidence(input: $input) { request { id state } } }`,
);
const CloseRequest = graphql(
  `mutation CloseEvidenceRequest($input: CloseEvidenceRequestInput!) { closeEvidenceRequest(input: $input) { request { id state } } }`,
);

/** How often evidence may be asked for. */
const MOST_ROUNDS = 3;
type Day = AnswerDayQuery["application"]["answerDay"];

/** Asks the university about criteria, before an outcome falls short (J5). */
export function RequestDialog({
  application,
  criteria,
  chosen,
  again,
  onClose,
}: {
  application: string;
  criteria: readonly Criterion[];
  chosen: readonly string[];
  /** The round whose answer did not show it all. */
  again?: number | undefined;
  onClose: () => void;
}) {
  const today = useToday();
  const [refs, setRefs] = useState([...chosen]);
  const [question, setQuestion] = useState("");
  const proposed = useLoad(answerDayQuery(application))?.application.answerDay.on;
  const [written, setDue] = useState<string>();
  const due = written ?? proposed ?? "";
  const [tried, setTried] = useState(0);
  const [phrase, setPhrase] = useState<{ keep?: string }>();
  const ask = useAct(RequestEvidence, { onDone: onClose });
  const date = toDate(due);
  const { data: looked } = useQuery({
    ...answerDayQuery(application, date ?? undefined),
    enabled: Boolean(date),
    placeholderData: keepPreviousData,
  });
  const answerDay = looked?.application.answerDay;
  const own =
    tried === 0
      ? []
      : [
          ...(question.trim().length < 10
            ? [{ to: "request-question", message: "Write the question: say what is missing and what would show it" }]
            : []),
          ...(!date
            ? [{ to: "request-due", message: "Enter the day by which to answer, such as 6 12 2026" }]
            : date <= today
              ? [{ to: "request-due", message: "Choose a day after today" }]
              : []),
          ...(refs.length === 0 ? [{ to: "request-criteria", message: "Tick at least one criterion" }] : []),
        ];
  const FIELD: Record<string, string> = { question: "request-question", dueOn: "request-due", criteria: "request-criteria" };
  const lines = [
    ...own,
    ...(ask.error ? sentences(ask.error).map((s) => ({ message: s.message, rule: s.rule, to: s.field ? FIELD[s.field] : undefined })) : []),
  ];
  const error = (to: string) => lines.find((l) => l.to === to)?.message;
  const send = (e: FormEvent) => {
    e.preventDefault();
    setTried((n) => n + 1);
    if (question.trim().length >= 10 && date && date > today && refs.length > 0)
      ask.mutate({ applicationId: application, criteria: refs, question: question.trim(), dueOn: date });
  };
  return (
    <Dialog open wide title={again ? `Ask again: round ${again + 1} of ${MOST_ROUNDS}` : "Request more evidence"} onClose={onClose}>
      <form
        noValidate
        onSubmit={send}
        onKeyDown={(e) => isKeyOf("send", e) && e.currentTarget.requestSubmit()}
        className="flex flex-col gap-5"
      >
        <ErrorSummary lines={lines} attempt={tried + (ask.error ? 1000 : 0)} />
        <div className="flex flex-col gap-1">
          <TextArea
            id="request-question"
            size="md"
            label="What do you need to see?"
            autoFocus
            value={question}
            onChange={(e) => setQuestion(e.target.value)}
            onKeyDown={(e) => {
              if (!isKeyOf("insert", e)) return;
              e.preventDefault();
              setPhrase({});
            }}
            error={error("request-question")}
          />
          <div className="flex flex-wrap">
            <Button size="sm" tone="bare" aria-keyshortcuts={shortcut("insert")} onClick={() => setPhrase({})}>
              Insert a template <Cap act="insert" />
            </Button>
            {question.trim() && (
              <Button size="sm" tone="bare" onClick={() => setPhrase({ keep: question.trim() })}>
                Keep this text as a template
              </Button>
            )}
          </div>
        </div>
        <DateInput
          id="request-due"
          size="md"
          label="Answer by"
          hint={date && answerDay?.on === date ? <WorkingDays of={answerDay} today={today} onUse={setDue} /> : ""}
          value={due}
          onChange={setDue}
          error={error("request-due")}
        />
        <Choices
          id="request-criteria"
          size="md"
          label="About which criteria?"
          options={criteria.map((c) => [c.ref, `${c.ref} ${c.title}`] as const)}
          value={refs}
          onChange={setRefs}
          error={error("request-criteria")}
        />
        <div className="flex gap-2">
          <Button type="submit" tone="primary" busy={ask.isPending}>
            Send request <Cap act="send" />
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
      {phrase && <PhraseDialog kind="REQUEST" field="request-question" keep={phrase.keep} onClose={() => setPhrase(undefined)} />}
    </Dialog>
  );
}

/** How long that is in working days, and the next one where the day is none. */
function WorkingDays({ of, today, onUse }: { of: Day; today: string; onUse: (day: string) => void }) {
  const text = `${weekday(of.on)}, ${relative(of.on, today)}`;
  if (of.on <= today) return text;
  if (of.workingDay) return `${text}: ${count(of.workingDays, "working day")}`;
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <span>{text}: not a working day.</span>
      <Button size="sm" onClick={() => onUse(of.next)}>
        Use {weekday(of.next)}
      </Button>
    </span>
  );
}

type ListProps = {
  requests: readonly Asked[];
  editable: boolean;
  onOpen: (evidenceId: string) => void;
  /** Asks once more about what an answer did not show. */
  onAgain: (refs: readonly string[], round: number) => void;
};

/** The thread of a case; an answer is accepted criterion by criterion, and what is not is asked again. */
export function RequestList({ requests, editable, onOpen, onAgain }: ListProps) {
  const today = useToday();
  const scroll = useRef<HTMLElement>(null);
  // What was said last is what is looked for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something is said
  useEffect(() => {
    const thread = scroll.current;
    if (thread) thread.scrollTop = thread.scrollHeight;
  }, [requests]);
  // It opens by itself for what waits, and never closes by itself.
  const opened = useRef(false);
  if (requests.some((r) => r.state === "OPEN" || r.state === "ANSWERED")) opened.current = true;
  if (requests.length === 0) return null;
  return (
    <details open={opened.current} className="no-print border-b border-line bg-canvas px-4 py-2">
      <summary className="cursor-pointer font-medium">
        Evidence requests <span className="font-normal text-ink-2">{requests.length}</span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard */}
      <section ref={scroll} aria-label="Thread" tabIndex={0} className="max-h-80 overflow-auto -outline-offset-2">
        <Thread
          requests={requests}
          today={today}
          as="assessor"
          evidence={(e) => (
            <button
              type="button"
              onClick={() => onOpen(e.id)}
              className="min-h-6 cursor-pointer text-start text-accent underline underline-offset-3"
            >
              {e.title}
            </button>
          )}
          act={(r) => (r.state === "ANSWERED" && editable ? <Accept request={r} onAgain={onAgain} /> : null)}
        />
      </section>
    </details>
  );
}

/** What an answer is accepted for. */
function Accept({ request, onAgain }: { request: Asked; onAgain: ListProps["onAgain"] }) {
  const [refs, setRefs] = useState<readonly string[]>(request.criteria);
  const left = request.criteria.filter((c) => !refs.includes(c));
  const again = left.length > 0 && request.round < MOST_ROUNDS;
  const close = useAct(CloseRequest, { onDone: () => again && onAgain(left, request.round) });
  return (
    <div className="flex flex-col gap-2 pl-4">
      <Refusal error={close.error} title="The answer was not accepted" />
      <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <legend className="float-left me-4 text-sm font-medium">The answer shows</legend>
        {request.criteria.map((ref) => (
          <Tick
            key={ref}
            label={ref}
            checked={refs.includes(ref)}
            onChange={(e) => setRefs(request.criteria.filter((c) => (c === ref ? e.target.checked : refs.includes(c))))}
          />
        ))}
      </fieldset>
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" busy={close.isPending} onClick={() => close.mutate({ requestId: request.id, accepted: [...refs] })}>
          {left.length === 0 ? "Accept" : again ? `Ask again about ${list(left)}` : "Accept what is shown"}
        </Button>
        {left.length > 0 && !again && <span className="text-sm text-ink-2">Three rounds are over: judge on what there is.</span>}
      </div>
    </div>
  );
}
