import { type FormEvent, useState } from "react";
import { Select, TextField } from "../../forms/fields";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { ask } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import { Button, Skeleton } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";
import { useDebounced } from "../../ui/useDebounced";
import { Names } from "./Names";

const ProgrammesToCoach = graphql(`query ProgrammesToCoach($universityId: ID, $after: String) {
  programmes(universityId: $universityId, first: 100, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { id name university { id name } }
  }
}`);
const DeclareCoaching = graphql(
  `mutation DeclareCoaching($input: CoachingInput!) { declareCoaching(input: $input) { assessor { person { id } } } }`,
);
const WithdrawCoaching = graphql(
  `mutation WithdrawCoaching($input: CoachingInput!) { withdrawCoaching(input: $input) { assessor { person { id } } } }`,
);
export type Coached = { programmeId: string; name: string; university: string };

type ListProps = { of?: string; fixed?: boolean; coached: readonly Coached[]; none: string };

/** The programmes that somebody coached, each to be taken back unless they are fixed; `of` where it is said of somebody else. */
export function CoachedList({ of, fixed = false, coached, none }: ListProps) {
  const withdraw = useAct(WithdrawCoaching);
  return (
    <>
      {coached.length === 0 ? (
        <p className="max-w-[65ch] text-ink-2">{none}</p>
      ) : (
        <ul aria-label="Coached programmes" className="border-t border-line">
          {coached.map((c) => (
            <li key={c.programmeId} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2">
              <span className="min-w-0 flex-1 basis-60">
                <span className="font-medium">{c.name}</span> <span className="text-ink-2">{c.university}</span>
              </span>
              {!fixed && (
                <Button
                  size="sm"
                  busy={withdraw.isPending && withdraw.variables?.programmeId === c.programmeId}
                  aria-label={`Take back the coaching of ${c.name}`}
                  onClick={() => withdraw.mutate({ assessorId: of, programmeId: c.programmeId })}
                >
                  Take back
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Refusal error={withdraw.error} title="Not taken back" />
    </>
  );
}

type DeclareProps = { of?: string; university?: string; coached: readonly Coached[]; nothing: string };

/** Says which programme was coached, of those that the viewer sees. */
export function DeclareForm({ of, university, coached, nothing }: DeclareProps) {
  const [after, setAfter] = useState("");
  const [chosen, setChosen] = useState("");
  const [problem, setProblem] = useState<string>();
  const [said, say] = useState("");
  const page = useLoad(ask("live", ProgrammesToCoach, { universityId: university ?? null, after: after || null }))?.programmes;
  const declare = useAct(DeclareCoaching, {
    onDone: (_, { programmeId }) => {
      say(`Declared: ${page?.nodes.find((p) => p.id === programmeId)?.name}.`);
      setChosen("");
    },
  });
  if (!page) return <Skeleton lines={2} />;
  const known = new Set(coached.map((c) => c.programmeId));
  const open = page.nodes.filter((p) => !known.has(p.id));
  const pages = page.pageInfo.hasNextPage || after !== "";
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setProblem(chosen ? undefined : "Choose the programme");
    if (chosen) declare.mutate({ assessorId: of, programmeId: chosen });
  };
  return (
    <form onSubmit={submit} noValidate className="no-print flex flex-col gap-4">
      <Refusal error={declare.error} title="Not declared" />
      {open.length === 0 && !pages ? (
        <p className="max-w-[65ch] text-ink-2">{nothing}</p>
      ) : (
        <>
          <Select
            id="coached"
            size="md"
            label={of ? "Programme they coached" : "Programme you coached"}
            error={problem}
            value={chosen}
            onChange={(e) => {
              setChosen(e.target.value);
              setProblem(undefined);
            }}
          >
            <option value="">Choose</option>
            {open.map((p) => (
              <option key={p.id} value={p.id}>
                {university ? p.name : `${p.name}, ${p.university.name}`}
              </option>
            ))}
          </Select>
          {pages && (
            <div className="flex flex-wrap gap-2">
              {after && (
                <Button size="sm" onClick={() => setAfter("")}>
                  The first 100 programmes
                </Button>
              )}
              {page.pageInfo.hasNextPage && (
                <Button size="sm" onClick={() => setAfter(page.pageInfo.endCursor ?? "")}>
                  The next 100 programmes
                </Button>
              )}
            </div>
          )}
          <div>
            <Button type="submit" tone={of ? "quiet" : "primary"} busy={declare.isPending}>
              Declare the coaching
            </Button>
          </div>
        </>
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
    </form>
  );
}

/** Says it of somebody else: first the university, then its programme. */
export function DeclareOf({ of, coached }: { of: string; coached: readonly Coached[] }) {
  const [search, setSearch] = useState("");
  const [university, setUniversity] = useState<{ id: string; name: string }>();
  const words = useDebounced(search.trim(), 200);
  if (!university)
    return (
      <>
        <TextField
          id="coached-at"
          size="md"
          optional
          label="Coached a programme of"
          hint="Type part of the university’s name."
          value={search}
          onChange={(e) => setSearch(e.target.value)}
        />
        {words.length >= 2 && <Names words={words} onChoose={setUniversity} />}
      </>
    );
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span>
          Of <span className="font-medium">{university.name}</span>
        </span>
        <Button size="sm" onClick={() => setUniversity(undefined)}>
          Choose another
        </Button>
      </p>
      <DeclareForm of={of} university={university.id} coached={coached} nothing="It has no programme that is not declared yet." />
    </>
  );
}
