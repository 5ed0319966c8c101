import { createFileRoute } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { DateInput, TextArea, TextField, toDate } from "../forms/fields";
import { graphql } from "../gql";
import type { AvailabilityQuery } from "../gql/graphql";
import { useAct } from "../lib/act";
import { ask } from "../lib/graphql";
import { useLoad } from "../lib/queries";
import { useViewer } from "../lib/viewer";
import { count, day } from "../ui/format";
import { Button, Facts, Section, Skeleton } from "../ui/kit";
import { Page } from "../ui/Page";
import { Refusal } from "../ui/Refusal";
import { useDebounced } from "../ui/useDebounced";
import { CoachedList, DeclareForm } from "./-availability/Coaching";
import { Names } from "./-availability/Names";
import { Own } from "./consistency/-Own";

const Availability = graphql(`query Availability($after: String) {
  assessors(first: 100, after: $after) {
    nodes {
      openCases points capacity levels schemes languages
      person { id }
      absences { from backOn }
      conflicts { reason declaredAt declaredBy university { id name } }
      coached { programmeId name university }
    }
  }
}`);
const SetAbsence = graphql(`mutation SetAbsence($input: SetAbsenceInput!) { setAbsence(input: $input) { assessor { person { id } } } }`);
const RemoveAbsence = graphql(
  `mutation RemoveAbsence($input: RemoveAbsenceInput!) { removeAbsence(input: $input) { assessor { person { id } } } }`,
);
const DeclareConflict = graphql(
  `mutation DeclareConflict($input: DeclareConflictInput!) { declareConflict(input: $input) { assessor { person { id } } } }`,
);
const WithdrawConflict = graphql(
  `mutation WithdrawConflict($input: WithdrawConflictInput!) { withdrawConflict(input: $input) { assessor { person { id } } } }`,
);
type Me = AvailabilityQuery["assessors"]["nodes"][number];

export const Route = createFileRoute("/availability")({ component: AvailabilityPage });

/** What an assessor says of themself: when they are away, and whom they may not judge. */
function AvailabilityPage() {
  const { person } = useViewer();
  const found = useLoad(ask("live", Availability, { after: null }))?.assessors.nodes;
  const me = found?.find((a) => a.person.id === person?.id);
  return (
    <Page
      title="Availability"
      lead="You are given no case while you are away, nor one of a university you have a conflict with."
      width="read"
    >
      {!me ? (
        <Skeleton lines={6} />
      ) : (
        <>
          <Section title="How much you take on">
            <Facts
              rows={[
                ["In hand", `${count(me.openCases, "case")}, ${count(me.points, "point")}`],
                ["Capacity", me.capacity == null ? "Not limited" : `${count(me.capacity, "point")} at a time`],
                ["Levels", me.levels.length > 0 ? `Ranks ${me.levels.join(", ")}` : "Any"],
                ["Languages", me.languages.length > 0 ? me.languages.join(", ") : "Any"],
              ]}
            />
            <p className="text-sm text-ink-2">An operator or a lead assessor changes these: talk to them.</p>
          </Section>
          <Absences me={me} />
          <Conflicts me={me} />
          <Section title="Programmes you coached">
            <CoachedList coached={me.coached} none="None. You are given no case of a programme that you coached." />
            <DeclareForm
              coached={me.coached}
              nothing="You see no other programme: those of cases you have, or decided in the last 12 months, can be declared here. For any other, ask an operator."
            />
          </Section>
          <Own />
        </>
      )}
    </Page>
  );
}

function Absences({ me }: { me: Me }) {
  const [from, setFrom] = useState("");
  const [back, setBack] = useState("");
  const [problem, setProblem] = useState<{ from?: string; back?: string }>({});
  const clear = () => {
    setFrom("");
    setBack("");
  };
  const add = useAct(SetAbsence, { onDone: clear });
  const remove = useAct(RemoveAbsence);
  const submit = (e: FormEvent) => {
    e.preventDefault();
    const first = toDate(from);
    const last = toDate(back);
    const ask = "Enter a day, month and year that exist.";
    setProblem({ ...(first ? {} : { from: ask }), ...(last ? {} : { back: ask }) });
    if (first && last) add.mutate({ from: first, backOn: last });
  };
  return (
    <Section title="When you are away">
      {me.absences.length === 0 ? (
        <p className="text-ink-2">No absence ahead.</p>
      ) : (
        <ul className="border-t border-line">
          {me.absences.map((a) => (
            <li key={a.from} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2">
              <span className="min-w-0 flex-1">{`From ${day(a.from)}, back on ${day(a.backOn)}`}</span>
              <Button
                size="sm"
                busy={remove.isPending && remove.variables?.from === a.from}
                aria-label={`Remove the absence from ${day(a.from)}`}
                onClick={() => remove.mutate({ from: a.from })}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Refusal error={remove.error} title="Not removed" />
      <form onSubmit={submit} noValidate className="no-print flex flex-col gap-4">
        <Refusal error={add.error} title="Not added" />
        <div className="flex flex-wrap gap-x-8 gap-y-4">
          <DateInput id="from" size="md" label="First day away" value={from} onChange={setFrom} error={problem.from} />
          <DateInput id="back" size="md" label="First day back" value={back} onChange={setBack} error={problem.back} />
        </div>
        <div>
          <Button type="submit" tone="primary" busy={add.isPending}>
            Add the absence
          </Button>
        </div>
      </form>
    </Section>
  );
}

function Conflicts({ me }: { me: Me }) {
  const withdraw = useAct(WithdrawConflict);
  return (
    <Section title="Conflicts you declared">
      {me.conflicts.length === 0 ? (
        <p className="max-w-[65ch] text-ink-2">
          None. Universities that you belong or belonged to, or whose people share the domain of your address, are known without this.
        </p>
      ) : (
        <ul className="border-t border-line">
          {me.conflicts.map((c) => (
            <li key={c.university.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2">
              <span className="min-w-0 flex-1 basis-60">
                <span className="font-medium">{c.university.name}</span>
                <span className="block text-ink-2">{c.reason}</span>
              </span>
              <Button
                size="sm"
                busy={withdraw.isPending && withdraw.variables?.universityId === c.university.id}
                aria-label={`Take back the conflict with ${c.university.name}`}
                onClick={() => withdraw.mutate({ universityId: c.university.id })}
              >
                Take back
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Refusal error={withdraw.error} title="Not taken back" />
      <Declare me={me} />
    </Section>
  );
}

function Declare({ me }: { me: Me }) {
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<{ id: string; name: string }>();
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string>();
  const words = useDebounced(search.trim(), 200);
  const declare = useAct(DeclareConflict, {
    onDone: () => {
      setChosen(undefined);
      setSearch("");
      setReason("");
    },
  });
  const known = new Set(me.conflicts.map((c) => c.university.id));
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setProblem(reason.trim() ? undefined : "Say in a sentence what ties you to them.");
    if (chosen && reason.trim()) declare.mutate({ universityId: chosen.id, reason });
  };
  return (
    <form onSubmit={submit} noValidate className="no-print flex flex-col gap-4">
      <Refusal error={declare.error} title="Not declared" />
      {chosen ? (
        <>
          <p>
            Conflict with <span className="font-medium">{chosen.name}</span>
          </p>
          <TextArea
            id="reason"
            size="md"
            label="What ties you to them"
            hint="Operators and lead assessors read it."
            rows={2}
            value={reason}
            error={problem}
            onChange={(e) => setReason(e.target.value)}
          />
          <div className="flex gap-2">
            <Button type="submit" tone="primary" busy={declare.isPending}>
              Declare the conflict
            </Button>
            <Button onClick={() => setChosen(undefined)}>Choose another</Button>
          </div>
        </>
      ) : (
        <>
          <TextField
            id="university"
            size="md"
            label="Declare a conflict with"
            hint="Type part of the university's name."
            value={search}
            onChange={(e) => setSearch(e.target.value)}
          />
          {words.length >= 2 && <Names words={words} known={known} onChoose={setChosen} />}
        </>
      )}
    </form>
  );
}
