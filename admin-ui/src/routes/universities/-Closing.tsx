import { useState } from "react";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import type { UniversityRecord } from "../../lib/universities";
import { AskWhy } from "../../ui/AskWhy";
import { Button, Reasons, Section } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";

const CloseUniversity = graphql(
  `mutation CloseUniversity($input: CloseUniversityInput!) { closeUniversity(input: $input) { record { university { id } state } } }`,
);
const ReopenUniversity = graphql(
  `mutation ReopenUniversity($input: ReopenUniversityInput!) { reopenUniversity(input: $input) { record { university { id } state } } }`,
);

/** Closing a university, or opening it again. */
export function Closing({ record }: { record: UniversityRecord }) {
  const [asking, setAsking] = useState(false);
  const close = useAct(CloseUniversity, { onDone: () => setAsking(false) });
  const reopen = useAct(ReopenUniversity);
  const about = { universityId: record.university.id, version: record.version };
  if (record.continuedBy) return null;
  if (record.state === "CLOSED") {
    return (
      <Section title="Open it again">
        <p className="max-w-[65ch] text-ink-2">Its people act for it as before.</p>
        <Refusal error={reopen.error} title="Not opened" />
        <div className="no-print">
          <Button busy={reopen.isPending} onClick={() => reopen.mutate(about)}>
            Open it again
          </Button>
        </div>
      </Section>
    );
  }
  return (
    <Section title="Close it">
      <p className="max-w-[65ch] text-ink-2">
        For a university that takes part no longer. Nobody signs in for it from then on, drafts stay as they are, and its awards stand until
        they expire. Take everything away first if it wants its data. It can be opened again.
      </p>
      {record.toClose.length > 0 ? (
        <Reasons reasons={record.toClose} />
      ) : (
        <div className="no-print">
          <Button tone="bad" onClick={() => setAsking(true)}>
            Close {record.university.name}
          </Button>
        </div>
      )}
      {asking && (
        <AskWhy
          title={`Close ${record.university.name}?`}
          missing="Say why it is closed"
          error={close.error}
          failed="Not closed"
          busy={close.isPending}
          tone="bad"
          yes="Close it"
          no="Keep it open"
          onYes={(reason) => close.mutate({ ...about, reason })}
          onClose={() => setAsking(false)}
        >
          Its people are signed out. Its record, its invoices and all that happened stay here.
        </AskWhy>
      )}
    </Section>
  );
}
