import { type FormEvent, useState } from "react";
import { ErrorSummary } from "../../forms/ErrorSummary";
import { Choices, DateInput, TextArea, toDate } from "../../forms/fields";
import { graphql } from "../../gql";
import type { ApplicationRequestsQuery } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { sentences } from "../../lib/errors";
import type { Criterion } from "../../lib/queries";
import { useToday } from "../../lib/viewer";
import { Dialog } from "../../ui/Dialog";
import { addDays, day, relative } from "../../ui/format";
import { Button } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";
import { RequestStatus } from "../../ui/Status";
import { Cap, isKeyOf, shortcut } from "./-keys";
import { PhraseDialog } from "./-Phrases";

const RequestEvidence = graphql(
  `mutation RequestEvidence($input: RequestEvidenceInput!) { requestEvidence(input: $input) { request { id state } } }`,
);
const CloseRequest = graphql(
  `mutation CloseEvidenceRequest($input: CloseEvidenceRequestInput!) { closeEvidenceRequest(input: $input) { request { id state } } }`,
);

type Request = ApplicationRequestsQuery["application"]["requests"][number];

/** Asks the university about criteria, before an outcome falls short (J5). */
export function RequestDialog({
  application,
  criteria,
  chosen,
  onClose,
}: {
  application: string;
  criteria: readonly Criterion[];
  chosen: readonly string[];
  onClose: () => void;
}) {
  const today = useToday();
  const [refs, setRefs] = useState([...chosen]);
  const [question, setQuestion] = useState("");
  const [due, setDue] = useState(addDays(today, 14));
  const [tried, setTried] = useState(0);
  const [phrase, setPhrase] = useState<{ keep?: string }>();
  const ask = useAct(RequestEvidence, { onDone: onClose });
  const date = toDate(due);
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
    <Dialog open wide title="Request more evidence" onClose={onClose}>
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
          hint={date ? relative(date, today) : ""}
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

/** The requests of a case with their answers; an answered one can be closed. */
export function RequestList({
  requests,
  editable,
  onOpen,
}: {
  requests: readonly Request[];
  editable: boolean;
  onOpen: (evidenceId: string) => void;
}) {
  const today = useToday();
  const close = useAct(CloseRequest);
  if (requests.length === 0) return null;
  const waiting = requests.filter((r) => r.state === "OPEN" || r.state === "ANSWERED").length;
  return (
    <details open={waiting > 0} className="no-print border-b border-line bg-canvas px-4 py-2">
      <summary className="cursor-pointer font-medium">
        Evidence requests <span className="font-normal text-ink-2">{requests.length}</span>
      </summary>
      <Refusal error={close.error} />
      <ul className="flex max-h-72 flex-col overflow-auto">
        {requests.map((r) => (
          <li key={r.id} className="flex flex-col gap-1 border-t border-line py-2.5 first:mt-2">
            <div className="flex flex-wrap gap-x-3 text-sm">
              <RequestStatus state={r.state} />
              <span className="text-ink-2">
                {r.criteria.join(", ")}, due {day(r.dueOn)}
                {r.state === "OPEN" ? `, ${relative(r.dueOn, today)}` : ""}
              </span>
            </div>
            <p className="max-w-[65ch] whitespace-pre-line">{r.question}</p>
            {r.answer && <p className="max-w-[65ch] border-l-4 border-line-2 pl-3 whitespace-pre-line">{r.answer}</p>}
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
              {r.evidence.map((e) => (
                <button
                  key={e.id}
                  type="button"
                  onClick={() => onOpen(e.id)}
                  className="min-h-6 cursor-pointer text-accent underline underline-offset-3"
                >
                  {e.title}
                </button>
              ))}
              {r.state === "ANSWERED" && editable && (
                <Button size="sm" busy={close.isPending} onClick={() => close.mutate({ requestId: r.id })}>
                  Close request
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}
