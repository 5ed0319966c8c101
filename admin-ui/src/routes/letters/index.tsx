import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { useState } from "react";
import * as v from "valibot";
import { graphql } from "../../gql";
import type { LetterState, LettersQuery } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { many, text } from "../../lib/applications";
import { ask } from "../../lib/graphql";
import * as paths from "../../paths";
import { Chips } from "../../ui/Chips";
import { type Column, DataTable } from "../../ui/DataTable";
import { Dialog } from "../../ui/Dialog";
import { found, moment } from "../../ui/format";
import { Button, ButtonLink, Empty, Facts, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { Refusal } from "../../ui/Refusal";
import { SearchBox } from "../../ui/SearchBox";
import { Suppressed } from "./-Suppressed";

const Letters = graphql(`query Letters($search: String, $state: [LetterState!], $after: String) {
  letters(search: $search, state: $state, first: 25, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id address subject text state problem queuedAt sentAt goesAt digestId person { id name } }
  }
}`);
const ResendLetter = graphql(`mutation ResendLetter($input: ResendLetterInput!) { resendLetter(input: $input) { letter { id state } } }`);
type Row = LettersQuery["letters"]["nodes"][number];

const STATES = ["QUEUED", "SENT", "BOUNCED", "SUPPRESSED", "FAILED"] as const;
const WORDS: Record<LetterState, string> = {
  QUEUED: "On its way",
  SENT: "Sent",
  FAILED: "Not taken",
  BOUNCED: "Bounced",
  SUPPRESSED: "Suppressed",
};
/** Where nobody has the letter. */
const LOST: readonly LetterState[] = ["FAILED", "BOUNCED"];

export const Route = createFileRoute("/letters/")({
  validateSearch: v.object({
    q: v.optional(v.fallback(text, "")),
    state: v.optional(v.fallback(many(STATES), [])),
    after: v.optional(v.fallback(text, "")),
  }),
  component: LettersPage,
});

/** Every letter that the product wrote: to whom, about what, what became of it. */
function LettersPage() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const [reading, setReading] = useState<string>();
  const asked = ask("live", Letters, {
    search: search.q?.trim() || null,
    state: search.state?.length ? search.state : null,
    after: search.after || null,
  });
  const { data, error } = useQuery({
    ...asked,
    placeholderData: keepPreviousData,
    refetchInterval: (q) => (q.state.data?.letters.nodes.some((l) => l.state === "QUEUED" && !l.goesAt) ? 2000 : false),
  });
  if (error && !data) throw error;
  const page = data?.letters;
  const read = page?.nodes.find((l) => l.id === reading);
  const change = (part: Partial<typeof search>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, after: undefined, ...part }), replace });
  const columns: readonly Column<Row, never>[] = [
    {
      id: "about",
      head: "About",
      rowHeader: true,
      cell: (l) => (
        <Button tone="bare" size="sm" onClick={() => setReading(l.id)}>
          {l.subject}
        </Button>
      ),
    },
    { id: "to", head: "To", width: "w-96", cell: (l) => (l.person ? `${l.person.name}, ${l.address}` : l.address) },
    {
      id: "state",
      head: "State",
      width: "w-32",
      cell: (l) => <span className={LOST.includes(l.state) ? "font-medium text-bad" : ""}>{WORDS[l.state]}</span>,
    },
    { id: "when", head: "When", width: "w-48", cell: (l) => moment(l.queuedAt) },
  ];
  return (
    <Page
      title="E-mail"
      lead={<span role="status">{page ? found(page.totalCount, "letter", search.q) : "Loading"}</span>}
      actions={<ButtonLink {...paths.wordings()}>Wording of letters</ButtonLink>}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a search landmark */}
      <div role="search" aria-label="Filter letters" className="no-print -mt-3 flex flex-wrap items-center gap-2">
        <SearchBox label="Search letters" value={search.q ?? ""} onChange={(q) => change({ q }, true)} />
        <Chips
          legend="State"
          options={STATES.map((s) => ({ value: s, label: WORDS[s] }))}
          chosen={search.state}
          onChange={(state) => change({ state })}
        />
      </div>
      {!page ? (
        <Skeleton lines={8} />
      ) : (
        <div className="-mx-3">
          <DataTable
            label="Letters"
            columns={columns}
            rows={page.nodes}
            rowKey={(l) => l.id}
            onOpen={(l) => setReading(l.id)}
            empty={<Empty title="No letter matches">Take a filter away, or search for a part of an address.</Empty>}
          />
        </div>
      )}
      <Pages page={page} after={search.after} onPage={(after) => change({ after })} />
      <Suppressed />
      {read && <Reading key={read.id} of={read} onClose={() => setReading(undefined)} />}
    </Page>
  );
}

/** A letter as it was written, and what can be done with it. */
function Reading({ of, onClose }: { of: Row; onClose: () => void }) {
  const resend = useAct(ResendLetter);
  return (
    <Dialog open wide title={of.subject} onClose={onClose}>
      <Facts
        rows={[
          ["To", of.person ? `${of.person.name}, ${of.address}` : of.address],
          ["State", WORDS[of.state]],
          of.state === "QUEUED" && of.goesAt ? ["Waits until", moment(of.goesAt)] : null,
          of.digestId ? ["Went", "In one letter with others"] : null,
          of.sentAt ? ["Sent", moment(of.sentAt)] : null,
          of.problem ? [of.state === "SUPPRESSED" ? "Why it was not sent" : "The mail server said", of.problem] : null,
        ]}
      />
      <p className="max-w-[65ch] whitespace-pre-wrap rounded-md border border-line p-4">{of.text || "Its words were removed."}</p>
      <Refusal error={resend.error} title="Not sent again" />
      <p role="status">{resend.isSuccess && of.state === "QUEUED" ? "It is on its way again." : ""}</p>
      <div className="flex flex-wrap gap-2">
        {of.state !== "QUEUED" && (
          <Button tone="primary" busy={resend.isPending} onClick={() => resend.mutate({ letterId: of.id })}>
            Send it again
          </Button>
        )}
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}
