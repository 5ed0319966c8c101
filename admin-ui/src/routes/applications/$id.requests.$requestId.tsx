import { createFileRoute, Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { ErrorSummary } from "../../forms/ErrorSummary";
import { TextArea } from "../../forms/fields";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { sentences } from "../../lib/errors";
import { type Edition, editionQuery, evidenceQuery, type Head, headQuery, requestsQuery, useLoad } from "../../lib/queries";
import { useUploads } from "../../lib/uploads";
import { useToday } from "../../lib/viewer";
import * as paths from "../../paths";
import { day, moment, relative } from "../../ui/format";
import { Button, Facts, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { RequestStatus } from "../../ui/Status";
import { AddEvidence } from "./-parts/AddEvidence";
import { EvidenceList } from "./-parts/EvidenceList";
import { UploadList } from "./-parts/UploadList";

const AnswerEvidenceRequest = graphql(
  `mutation AnswerEvidenceRequest($input: AnswerEvidenceRequestInput!) { answerEvidenceRequest(input: $input) { request { id state answer answeredAt } } }`,
);

export const Route = createFileRoute("/applications/$id/requests/$requestId")({ component: RequestPage });

function RequestPage() {
  const { id, requestId } = Route.useParams();
  const head = useLoad(headQuery(id))?.application;
  const edition = useLoad({ ...editionQuery(head?.edition.id ?? ""), enabled: Boolean(head) })?.edition;
  if (!head || !edition) {
    return (
      <div className="max-w-260 p-8">
        <Skeleton lines={8} />
      </div>
    );
  }
  return <Answer key={requestId} head={head} edition={edition} requestId={requestId} />;
}

/** An assessor's question: what was asked, the criteria, evidence to add, the answer to write. */
function Answer({ head, edition, requestId }: { head: Head; edition: Edition; requestId: string }) {
  const today = useToday();
  const requests = useLoad(requestsQuery(head.id))?.application.requests;
  const evidence = useLoad(evidenceQuery(head.id))?.application.evidence ?? [];
  const { uploads } = useUploads(head.id);
  const kept = `answer:${requestId}`;
  const [text, setText] = useState(() => sessionStorage.getItem(kept) ?? "");
  const [tried, setTried] = useState(0);
  useEffect(() => (text ? sessionStorage.setItem(kept, text) : sessionStorage.removeItem(kept)), [kept, text]);
  const answer = useAct(AnswerEvidenceRequest, { onDone: () => sessionStorage.removeItem(kept) });
  const request = requests?.find((r) => r.id === requestId);
  if (!requests) {
    return (
      <div className="max-w-260 p-8">
        <Skeleton lines={8} />
      </div>
    );
  }
  if (!request) return <Page title="This evidence request is gone">It may have been withdrawn.</Page>;
  const criteria = edition.pillars.flatMap((p) => p.criteria);
  const asked = criteria.filter((c) => request.criteria.includes(c.ref));
  const own = evidence.filter((e) => e.request === requestId && !uploads.some((u) => u.evidenceId === e.id && u.phase !== "done"));
  const running = uploads.some((u) => u.requestId === requestId && !["done", "failed"].includes(u.phase));
  const open = request.state === "OPEN";
  const empty = tried > 0 && !text.trim();
  const lines = [
    ...(empty ? [{ to: "answer", message: "Write an answer to the assessor's question" }] : []),
    ...(answer.error
      ? sentences(answer.error).map((s) => ({ message: s.message, rule: s.rule, to: s.field === "answer" ? "answer" : undefined }))
      : []),
  ];
  const send = () => {
    setTried((n) => n + 1);
    if (text.trim()) answer.mutate({ requestId, answer: text.trim() });
  };
  return (
    <Page
      size="3xl"
      width="read"
      title="Evidence request"
      above={<Link {...paths.application(head.id)}>{head.reference}</Link>}
      lead={`${head.programmes.map((p) => p.name).join(", ")}, round ${request.round}`}
    >
      <ErrorSummary lines={lines} attempt={tried + (answer.error ? 1000 : 0)} />
      <Section title="What the assessor asks">
        <p className="max-w-[65ch] border-l-4 border-line-2 pl-4 text-lg whitespace-pre-line">{request.question}</p>
        <Facts
          rows={[
            ["State", <RequestStatus key="s" state={request.state} />],
            ["Asked", moment(request.askedAt)],
            ["Answer by", `${day(request.dueOn)}, ${relative(request.dueOn, today)}`],
            [
              "About",
              <ul key="c" className="flex flex-col gap-1">
                {asked.map((c) => (
                  <li key={c.ref} className="max-w-[60ch]">
                    {c.ref} {c.title}
                  </li>
                ))}
              </ul>,
            ],
          ]}
        />
      </Section>
      <Section title="Evidence you add">
        {own.length === 0 && !running && (
          <p className="text-ink-2">
            {open ? "Nothing yet. Add files or links that answer the question; an answer in words alone is possible too." : "None."}
          </p>
        )}
        <EvidenceList application={head.id} items={own} criteria={criteria} editable={open} />
        <UploadList application={head.id} only={(u) => u.requestId === requestId} />
        {open && (
          <AddEvidence
            application={head.id}
            request={requestId}
            criteria={asked}
            chosen={request.criteria}
            label="Evidence for this request"
          />
        )}
      </Section>
      <Section title="Your answer">
        {open ? (
          <>
            <TextArea
              id="answer"
              label="Answer"
              hint="Say what you added and what it shows."
              value={text}
              onChange={(e) => setText(e.target.value)}
              error={empty ? "Write an answer to the assessor's question" : undefined}
            />
            <div className="no-print flex flex-col items-start gap-2">
              <Button tone="primary" size="lg" busy={answer.isPending} disabled={running} onClick={send}>
                Send answer
              </Button>
              <p className="text-sm text-ink-2">
                {running ? "Wait until the files have arrived." : "Once sent, the answer and its evidence can't be changed."}
              </p>
            </div>
          </>
        ) : (
          <div className="flex flex-col gap-1">
            <p className="max-w-[65ch] whitespace-pre-line">{request.answer ?? "Not answered before the due date."}</p>
            {request.answeredAt && <p className="text-sm text-ink-3">Sent {moment(request.answeredAt)}</p>}
          </div>
        )}
      </Section>
    </Page>
  );
}
