import { createFileRoute, Link } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { belongs, type Holding, type PersonRecord, personHoldingsQuery, personRecordQuery } from "../../lib/protection";
import { useLoad } from "../../lib/queries";
import * as paths from "../../paths";
import { AskWhy } from "../../ui/AskWhy";
import { Dialog } from "../../ui/Dialog";
import { moment } from "../../ui/format";
import { Button, Facts, Notice, Reasons, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Refusal } from "../../ui/Refusal";

const Progress = lazy(() => import("../../ui/TakeAway").then((m) => ({ default: m.Progress })));

const ExportPerson = graphql(`mutation ExportPerson($input: ExportPersonInput!) { exportPerson(input: $input) { export { id } } }`);
const ErasePerson = graphql(
  `mutation ErasePerson($input: ErasePersonInput!) { erasePerson(input: $input) { record { person { id } erasedAt } } }`,
);

export const Route = createFileRoute("/protection/$id")({ component: Held });

/** What is held of one person, taken away for them, or erased. */
function Held() {
  const { id } = Route.useParams();
  const record = useLoad(personRecordQuery(id))?.personRecord;
  const above = <Link {...paths.protection()}>Data protection</Link>;
  if (!record)
    return (
      <Page width="read" title="A person" above={above}>
        <Skeleton lines={8} />
      </Page>
    );
  return <Of key={id} record={record} />;
}

function Of({ record }: { record: PersonRecord }) {
  const { person, erasedAt } = record;
  const [erased, setErased] = useState(false);
  const notice = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone: the focus goes to what came of it.
  useEffect(() => {
    if (erased) notice.current?.focus();
  }, [erased]);
  return (
    <Page width="read" title={person.name} above={<Link {...paths.protection()}>Data protection</Link>}>
      {erasedAt && (
        <div ref={notice} tabIndex={-1}>
          <Notice tone="info" title={`Erased ${moment(erasedAt)}`}>
            <p className="max-w-[65ch]">
              Nothing says any more who they were. What they did stays, without a name; who erased them, and why, is in the{" "}
              <Link {...paths.audit({ act: "person.erased" })}>audit trail</Link>.
            </p>
          </Notice>
        </div>
      )}
      {!erasedAt && (
        <Facts
          rows={[
            ["Address", person.email ?? "None"],
            ["Belongs or belonged to", belongs(record)],
          ]}
        />
      )}
      <Everything record={record} />
      {!erasedAt && <Erasing record={record} onErased={() => setErased(true)} />}
    </Page>
  );
}

/** What is held, and an archive of it. */
function Everything({ record }: { record: PersonRecord }) {
  const { person, erasedAt } = record;
  const [made, setMade] = useState<string>();
  const take = useAct(ExportPerson, { onDone: (r) => setMade(r.exportPerson.export.id) });
  const parts = useLoad(personHoldingsQuery(person.id))?.personHoldings;
  const held = parts?.filter((p) => p.count > 0);
  return (
    <Section title="Everything held of this person">
      {!held ? (
        <Skeleton lines={8} label="Looking for everything" />
      ) : held.length === 0 ? (
        <p className="text-ink-2">Nothing.</p>
      ) : (
        <Parts parts={held} />
      )}
      {!erasedAt && (
        <>
          <p className="max-w-[65ch] text-ink-2">
            An archive for them: JSON, and a page to read it by, without what opens anything. Texts in it may name others; look before you
            hand it on.
          </p>
          <Refusal error={take.error} title="Not exported" />
          <div className="no-print">
            <Button busy={take.isPending} onClick={() => take.mutate({ personId: person.id })}>
              Export everything held of them
            </Button>
          </div>
        </>
      )}
      {made && (
        <Dialog open title={`Everything held of ${person.name}`} onClose={() => setMade(undefined)}>
          <Suspense fallback={<Skeleton lines={4} />}>
            <Progress id={made} onClose={() => setMade(undefined)} />
          </Suspense>
        </Dialog>
      )}
    </Section>
  );
}

function Parts({ parts }: { parts: readonly Holding[] }) {
  return (
    <ul aria-label="What is held" className="border-t border-line">
      {parts.map((p) => (
        <li key={p.part} className="flex flex-wrap gap-x-4 border-b border-line py-2">
          <span className="min-w-0 flex-1 basis-60">{p.title}</span>
          <span className="tabular-nums">{p.count}</span>
        </li>
      ))}
    </ul>
  );
}

/** What erasing would take, what it would leave and why, what is in the way, and doing it. */
function Erasing({ record, onErased }: { record: PersonRecord; onErased: () => void }) {
  const { person, toErase } = record;
  const [asking, setAsking] = useState(false);
  const parts = useLoad(personHoldingsQuery(person.id))?.personHoldings;
  const erase = useAct(ErasePerson, {
    onDone: () => {
      setAsking(false);
      onErased();
    },
  });
  const held = parts?.filter((p) => p.count > 0) ?? [];
  return (
    <Section title="Erase this person">
      <p className="max-w-[65ch] text-ink-2">
        For somebody who asks for it and is not needed any more. Nobody can take it back. Hand them their archive first, if they want it.
      </p>
      <Fates title="What goes" parts={held.filter((p) => !p.stays)} />
      <Fates title="What stays, and why" parts={held.filter((p) => p.stays)} />
      {toErase.length > 0 ? (
        <Reasons reasons={toErase} />
      ) : (
        <div className="no-print">
          <Button tone="bad" onClick={() => setAsking(true)}>
            Erase {person.name}
          </Button>
        </div>
      )}
      {asking && (
        <AskWhy
          title={`Erase ${person.name}?`}
          hint="Without their name or address: this stays in the audit trail."
          missing="Say why they are erased"
          error={erase.error}
          failed="Not erased"
          busy={erase.isPending}
          tone="bad"
          yes="Erase them"
          no="Keep them"
          onYes={(reason) => erase.mutate({ personId: person.id, reason })}
          onClose={() => setAsking(false)}
        >
          <strong>This cannot be undone.</strong> They are signed out, and nothing says who they were. What they decided, rated and recorded
          stays, without a name.
        </AskWhy>
      )}
    </Section>
  );
}

function Fates({ title, parts }: { title: string; parts: readonly Holding[] }) {
  if (parts.length === 0) return null;
  return (
    <div className="flex flex-col gap-1.5">
      <h3 className="font-medium">{title}</h3>
      <ul aria-label={title} className="border-t border-line">
        {parts.map((p) => (
          <li key={p.part} className="flex flex-wrap gap-x-4 border-b border-line py-1.5">
            <span className="min-w-0 flex-1 basis-60">{p.title}</span>
            {p.note && <span className="basis-full text-sm text-ink-2 sm:flex-1 sm:basis-72">{p.note}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
