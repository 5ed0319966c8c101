import { useState } from "react";
import { ErrorSummary } from "../../forms/ErrorSummary";
import { Choices, DateInput, Radios, TextField, toDate } from "../../forms/fields";
import { graphql } from "../../gql";
import type { MakeTokenMutation, TokenArea } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { useEntered, useHeld } from "../../lib/entered";
import { sentences } from "../../lib/errors";
import { useToday, useViewer } from "../../lib/viewer";
import { Copy } from "../../ui/Copy";
import { Dialog } from "../../ui/Dialog";
import { addDays, day } from "../../ui/format";
import { Button, Notice } from "../../ui/kit";
import { type Kept, Narrowing } from "./-Narrowing";

const MakeToken = graphql(
  `mutation MakeToken($input: MakeTokenInput!) { makeToken(input: $input) { secret token { id name expiresOn } } }`,
);
type Made = MakeTokenMutation["makeToken"];

/** What tokens are for, as people say it. */
export const AREAS: Record<TokenArea, string> = {
  PROGRAMMES: "Programmes and frameworks",
  APPLICATIONS: "Applications and awards",
  EVIDENCE: "Evidence",
  MONEY: "Quotes, orders and invoices",
  SCHEME: "Universities, assessors and assigning",
  AUDIT: "Audit trail",
};
/** The fields of the form by what the API calls them. */
const FIELDS: Record<string, string> = {
  name: "token-name",
  areas: "token-areas",
  expiresOn: "token-until",
  universityIds: "token-universities",
};
/** What is kept of the form while somebody signs in again. */
export const FORM = "token";
/** So many days a token lasts unless somebody says otherwise. */
const USUAL_DAYS = 90;

/** Makes a token, and shows once what opens. */
export function MakeTokenDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [made, setMade] = useState<Made>();
  const close = () => {
    setMade(undefined);
    onClose();
  };
  return (
    <Dialog title={made ? `Token ${made.token.name}` : "New token"} open={open} onClose={close} wide>
      {made ? <Shown made={made} onClose={close} /> : <Form onMade={setMade} onClose={close} />}
    </Dialog>
  );
}

type Entered = { name: string; areas: TokenArea[]; may: "READ" | "WRITE"; until: string; kept: Kept };
function Form({ onMade, onClose }: { onMade: (made: Made) => void; onClose: () => void }) {
  const today = useToday();
  const operator = useViewer().desk === "operator";
  // What was entered before signing in again.
  const before = useEntered<Entered>(FORM);
  const [name, setName] = useState(before?.name ?? "");
  const [areas, setAreas] = useState<TokenArea[]>(before?.areas ?? []);
  const [may, setMay] = useState<"READ" | "WRITE">(before?.may ?? "READ");
  const [until, setUntil] = useState(before?.until ?? addDays(today, USUAL_DAYS));
  const [kept, setKept] = useState<Kept>(before?.kept ?? { all: true, ids: [] });
  const [tried, setTried] = useState(0);
  // What the whole scheme is run by is for nobody who is kept to a part of it.
  const open = (area: TokenArea) => area !== "SCHEME" || (operator && kept.all);
  const wanted = areas.filter(open);
  const make = useAct(MakeToken, { onDone: (r) => onMade(r.makeToken) });
  useHeld<Entered>(FORM, { name, areas, may, until, kept }, make.error);
  const expiresOn = toDate(until);
  const wrong = [
    ...(name.trim() ? [] : [{ to: FIELDS.name, message: "Say what the token is for" }]),
    ...(wanted.length > 0 ? [] : [{ to: FIELDS.areas, message: "Choose one or more areas" }]),
    ...(kept.all || kept.ids.length > 0 ? [] : [{ to: FIELDS.universityIds, message: "Choose one or more universities" }]),
    ...(expiresOn ? [] : [{ to: FIELDS.expiresOn, message: "Enter a day such as 21 2 2027" }]),
  ];
  const refused = make.error ? sentences(make.error).map((s) => ({ ...s, to: s.field ? FIELDS[s.field] : undefined })) : [];
  const lines = tried ? [...wrong, ...refused] : [];
  const problem = (id: string | undefined) => lines.find((l) => l.to === id)?.message;
  const all = Object.entries(AREAS) as [TokenArea, string][];
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(e) => {
        e.preventDefault();
        setTried((n) => n + 1);
        if (wrong.length === 0 && expiresOn)
          make.mutate({ name, areas: wanted, writes: may === "WRITE", expiresOn, universityIds: kept.all ? null : kept.ids });
      }}
    >
      <ErrorSummary lines={lines} attempt={tried + (make.error ? 1000 : 0)} />
      <TextField
        id="token-name"
        size="md"
        label="What it is for"
        hint="The program that will use it, such as Nightly export to the data warehouse"
        maxLength={80}
        value={name}
        onChange={(e) => setName(e.target.value)}
        error={problem(FIELDS.name)}
      />
      {operator && <Narrowing value={kept} onChange={setKept} error={problem(FIELDS.universityIds)} />}
      <Choices
        id="token-areas"
        size="md"
        label="Areas"
        options={all.filter(([area]) => open(area))}
        value={wanted}
        onChange={setAreas}
        error={problem(FIELDS.areas)}
      />
      <Radios
        id="token-may"
        size="md"
        label="What it may do there"
        hint="Never more than you may do yourself."
        options={[
          ["READ", "Read"],
          ["WRITE", "Read and write"],
        ]}
        value={may}
        onChange={setMay}
      />
      <DateInput
        id="token-until"
        size="md"
        label="Expires on"
        hint="The first day on which it does not work; within a year."
        value={until}
        onChange={setUntil}
        error={problem(FIELDS.expiresOn)}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" busy={make.isPending}>
          Make the token
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}

function Shown({ made: { secret, token }, onClose }: { made: Made; onClose: () => void }) {
  const example = `curl ${location.origin}/graphql \\
  -H 'authorization: Bearer ${secret}' \\
  -H 'content-type: application/json' \\
  -d '{"query": "{ viewer { role } }"}'`;
  return (
    <>
      {secret ? (
        <>
          <Notice tone="warn" title="Copy it now: it is shown this once">
            <p>Keep it where the program keeps its secrets. Whoever has it can do what it may until {day(token.expiresOn)}.</p>
          </Notice>
          <div className="flex flex-col gap-2">
            <div className="flex items-center justify-between gap-2">
              <h3 className="font-semibold">The token</h3>
              <Copy text={secret} what="the token" />
            </div>
            <code data-testid="secret" className="rounded-md bg-sunken p-3 break-all">
              {secret}
            </code>
          </div>
          <div className="flex flex-col gap-2">
            <div className="flex items-center justify-between gap-2">
              <h3 className="font-semibold">To try it</h3>
              <Copy text={example} what="the example" />
            </div>
            <pre className="rounded-md bg-sunken p-3 text-sm break-all whitespace-pre-wrap">{example}</pre>
          </div>
        </>
      ) : (
        <Notice tone="warn" title="The token was made, and the answer with it got lost">
          <p>It cannot be shown again: revoke it and make another.</p>
        </Notice>
      )}
      <div>
        <Button onClick={onClose}>Done</Button>
      </div>
    </>
  );
}
