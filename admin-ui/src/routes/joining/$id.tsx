import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import { UniversityForm } from "../../forms/UniversityForm";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { type JoinRequest, joinRequestQuery } from "../../lib/joining";
import { useLoad } from "../../lib/queries";
import * as paths from "../../paths";
import { AskWhy } from "../../ui/AskWhy";
import { moment } from "../../ui/format";
import { Button, Facts, Notice, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";

const Accept = graphql(
  `mutation AcceptJoinRequest($input: AcceptJoinRequestInput!) { acceptJoinRequest(input: $input) { record { university { id } } } }`,
);
const Decline = graphql(
  `mutation DeclineJoinRequest($input: DeclineJoinRequestInput!) { declineJoinRequest(input: $input) { request { id state } } }`,
);

export const Route = createFileRoute("/joining/$id")({ component: Asked });

/** One university that asks to join, and the answer. */
function Asked() {
  const { id } = Route.useParams();
  const request = useLoad(joinRequestQuery(id))?.joinRequest;
  const above = <Link {...paths.joining()}>Requests to join</Link>;
  if (!request)
    return (
      <Page width="read" title="A request to join" above={above}>
        <Skeleton lines={8} />
      </Page>
    );
  return (
    <Page width="read" title={request.universityName} above={above} lead={`Asked to join on ${moment(request.askedAt)}.`}>
      <Answer request={request} />
      <Facts
        rows={[
          ["Asked by", `${request.name}, ${request.position}`],
          ["E-mail address", request.email],
          ["E-mail domain", request.domain],
          [
            "Postal address",
            <span className="whitespace-pre-line" key="address">
              {request.address}
            </span>,
          ],
        ]}
      />
      {request.state === "ASKED" && <Answering key={request.version} request={request} />}
    </Page>
  );
}

/** What was answered, and by whom. */
function Answer({ request }: { request: JoinRequest }) {
  const { state, answeredAt, answeredBy, university, reason } = request;
  if (!answeredAt) return null;
  const by = answeredBy ? ` by ${answeredBy.name}` : "";
  return (
    <Notice tone="info" title={`${state === "ACCEPTED" ? "Accepted" : "Declined"} ${moment(answeredAt)}${by}`}>
      {university && (
        <p>
          It takes part as <Link {...paths.university(university.id)}>{university.name}</Link>.
        </p>
      )}
      {reason && <p className="max-w-[65ch] whitespace-pre-line">{reason}</p>}
    </Notice>
  );
}

function Answering({ request }: { request: JoinRequest }) {
  const navigate = Route.useNavigate();
  const [declining, setDeclining] = useState(false);
  const accept = useAct(Accept, { onDone: (r) => void navigate(paths.university(r.acceptJoinRequest.record.university.id)) });
  const decline = useAct(Decline, { onDone: () => setDeclining(false) });
  const answered = { joinRequestId: request.id, version: request.version };
  return (
    <Section title="Accept it">
      <p className="max-w-[65ch] text-ink-2">
        The university is added, and {request.name} is invited as its first mentoring manager: by the letter they set up how its people sign
        in. The domain {request.domain} leads to that once its DNS says that it is theirs, or you do.
      </p>
      <UniversityForm
        button="Accept and invite"
        initial={{ name: request.universityName, code: "", slug: "", externalReference: "", nation: "", purchaseOrderNeeded: false }}
        saving={accept.isPending}
        error={accept.error}
        save={({ nation, ...draft }) => accept.mutate({ ...answered, university: { ...draft, nation: nation || null } })}
      >
        <Button type="button" size="lg" onClick={() => setDeclining(true)}>
          Decline
        </Button>
      </UniversityForm>
      {declining && (
        <AskWhy
          title={`Decline ${request.universityName}?`}
          missing="Say why"
          hint={`${request.name} is told this in a letter.`}
          error={decline.error}
          failed="Not declined"
          busy={decline.isPending}
          tone="bad"
          yes="Decline and write"
          onYes={(reason) => decline.mutate({ ...answered, reason })}
          onClose={() => setDeclining(false)}
        >
          It does not take part. They may ask again at any time.
        </AskWhy>
      )}
    </Section>
  );
}
