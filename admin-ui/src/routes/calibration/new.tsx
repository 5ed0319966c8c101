import { useQuery } from "@tanstack/react-query";
import { createFileRoute, Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import * as v from "valibot";
import { TextArea, TextField } from "../../forms/fields";
import { graphql } from "../../gql";
import type { GoldDraftQuery } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { asApiError } from "../../lib/errors";
import { ask } from "../../lib/graphql";
import * as paths from "../../paths";
import { Button, Empty, Section, Skeleton, Tick } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Refusal } from "../../ui/Refusal";
import { useDebounced } from "../../ui/useDebounced";
import { MARKS } from "../judge/-Marks";

const DecidedCases = graphql(`query DecidedCases($search: String!) {
  applications(filter: { search: $search, state: [DECIDED] }, first: 10) { nodes { id reference university { name } programmes { name } } }
}`);
const GoldDraft = graphql(
  `query GoldDraft($id: ID!) { goldDraft(applicationId: $id) { reference criteria { ref title mark agreed text } } }`,
);
const MakeGoldCase = graphql(
  `mutation MakeGoldCase($input: MakeGoldCaseInput!) { makeGoldCase(input: $input) { calibration { cases { id } } } }`,
);
type Draft = GoldDraftQuery["goldDraft"];

export const Route = createFileRoute("/calibration/new")({
  validateSearch: v.object({ application: v.optional(v.fallback(v.string(), "")) }),
  component: NewGoldCase,
});

/** A gold case is made of a decided one: choose it, take what says whose it is out, choose what is to be marked. */
function NewGoldCase() {
  const { application } = Route.useSearch();
  return (
    <Page
      title="Make a gold case"
      above={<Link {...paths.calibration()}>Calibration set</Link>}
      lead="Choose a decided case whose marks nobody disputes. Its files stay where they are: new assessors read the text below and nothing else."
      width="read"
    >
      {application ? <Chosen key={application} id={application} /> : <Choose />}
    </Page>
  );
}

function Choose() {
  const [search, setSearch] = useState("");
  const words = useDebounced(search.trim(), 200);
  const { data } = useQuery(ask("live", DecidedCases, { search: words }));
  const found = data?.applications.nodes;
  return (
    <Section title="Which case">
      <TextField
        id="search"
        size="md"
        width="mid"
        label="Reference, university or programme"
        value={search}
        onChange={(e) => setSearch(e.target.value)}
      />
      {!found ? (
        <Skeleton lines={4} />
      ) : found.length === 0 ? (
        <p role="status">No decided case has these words.</p>
      ) : (
        <ul className="border-t border-line">
          {found.map((a) => (
            <li key={a.id} className="border-b border-line py-2">
              <Link {...paths.newGoldCase(a.id)}>{a.reference}</Link> {a.university.name}{" "}
              <span className="text-ink-2">{a.programmes.map((p) => p.name).join(", ")}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Chosen({ id }: { id: string }) {
  const { data, error } = useQuery(ask("still", GoldDraft, { id }));
  if (error)
    return (
      <>
        <Refusal error={asApiError(error)} title="No gold case can be made of it" />
        <p>
          <Link {...paths.newGoldCase()}>Choose another case</Link>
        </p>
      </>
    );
  if (!data) return <Skeleton lines={8} />;
  if (data.goldDraft.criteria.length === 0)
    return <Empty title="Nothing was judged in it">Choose another case: this one has no marks to know.</Empty>;
  return <DraftForm id={id} draft={data.goldDraft} />;
}

function DraftForm({ id, draft }: { id: string; draft: Draft }) {
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>(() => draft.criteria.filter((c) => c.agreed).map((c) => c.ref));
  const [texts, setTexts] = useState<Record<string, string>>(() => Object.fromEntries(draft.criteria.map((c) => [c.ref, c.text])));
  const [tried, setTried] = useState(false);
  const make = useAct(MakeGoldCase, { onDone: () => void navigate(paths.calibration()) });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setTried(true);
    if (!name.trim()) return;
    const criteria = draft.criteria.filter((c) => chosen.includes(c.ref)).map((c) => ({ ref: c.ref, text: texts[c.ref] ?? "" }));
    make.mutate({ applicationId: id, name, criteria });
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-6">
      <p className="max-w-[65ch]">
        From {draft.reference}. The names of the university, its programmes and their coordinators are taken out already. Read every text
        over: a place, a date or a person may say whose it is all the same.
      </p>
      <TextField
        id="name"
        size="md"
        label="Name in the set"
        hint="Such as “A peer programme in its second year”. It must not say whose it is."
        value={name}
        onChange={(e) => setName(e.target.value)}
        error={tried && !name.trim() ? "Give it a name that new assessors will read." : undefined}
      />
      <Section title={`What there is to mark: ${chosen.length} of ${draft.criteria.length}`}>
        <ol className="flex flex-col gap-6 border-t border-line pt-4">
          {draft.criteria.map((c) => (
            <li key={c.ref} className="flex flex-col gap-2">
              <Tick
                checked={chosen.includes(c.ref)}
                disabled={!c.agreed}
                onChange={(e) => setChosen((all) => (e.target.checked ? [...all, c.ref] : all.filter((ref) => ref !== c.ref)))}
                label={
                  <>
                    <span className="font-semibold">{c.ref}</span> {c.title}{" "}
                    <span className="text-ink-2">
                      {c.agreed
                        ? `Known mark: ${MARKS.find((m) => m.value === c.mark)?.word.toLowerCase()}.`
                        : "Two assessors marked it differently, so its mark is not agreed."}
                    </span>
                  </>
                }
              />
              {chosen.includes(c.ref) && (
                <TextArea
                  id={`text-${c.ref}`}
                  size="md"
                  label={`What there is to judge in ${c.ref}`}
                  value={texts[c.ref] ?? ""}
                  onChange={(e) => setTexts((all) => ({ ...all, [c.ref]: e.target.value }))}
                />
              )}
            </li>
          ))}
        </ol>
      </Section>
      <Refusal error={make.error} title="Not made" />
      <div>
        <Button type="submit" tone="primary" busy={make.isPending}>
          Make the gold case
        </Button>
      </div>
    </form>
  );
}
