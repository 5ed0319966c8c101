import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import { TextField } from "../../forms/fields";
import { graphql } from "../../gql";
import type { ProgrammesToApplyForQuery } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { ask } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import * as paths from "../../paths";
import { LevelMark } from "../../ui/Colonnade";
import { count, day } from "../../ui/format";
import { Button, ButtonLink, Empty, Notice, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { Refusal } from "../../ui/Refusal";
import { type Copied, CopyAnswers } from "./-manager/CopyAnswers";
import { KeepQuote } from "./-manager/KeepQuote";
import { HowToOrder } from "./-parts/HowToOrder";
import { PriceTable } from "./-parts/PriceTable";

const ToApplyFor = graphql(`query ProgrammesToApplyFor($after: String) {
  programmes(first: 100, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes {
      id name large
      award { expiresOn level { code title rank } }
      openApplication { id reference state version level { code title rank } missing { rule } }
      eligibility { options { kind allowed firstDay level { code title rank } reasons { rule message } } }
    }
  }
}`);
const StartApplications = graphql(
  `mutation StartApplications($input: StartApplicationsInput!) { startApplications(input: $input) { applications { id } } }`,
);
const SubmitApplications = graphql(
  `mutation SubmitApplications($input: SubmitApplicationsInput!) { submitApplications(input: $input) { applications { id order { id number } } } }`,
);
const PriceTogether = graphql(`query PriceTogether($ids: [ID!]!) {
  priceTogether(applicationIds: $ids) {
    together { net { minor currency } vat { minor currency } gross { minor currency } vatPerMille tailored lines { label net { minor currency } } }
    split {
      orders { net { minor currency } lines { label } }
      total { net { minor currency } vat { minor currency } gross { minor currency } vatPerMille tailored lines { label net { minor currency } } }
    }
  }
}`);
type Programme = ProgrammesToApplyForQuery["programmes"]["nodes"][number];

export const Route = createFileRoute("/applications/together")({ component: Together });

/** Many applications at once: started together, sent together, paid together (M4, M5). */
function Together() {
  const [after, setAfter] = useState<string>();
  const page = useLoad(ask("live", ToApplyFor, { after: after ?? null }))?.programmes;
  if (!page)
    return (
      <div className="max-w-260 p-8">
        <Skeleton lines={8} />
      </div>
    );
  const idle = page.nodes.filter((p) => !p.openApplication);
  const drafts = page.nodes.filter((p) => p.openApplication?.state === "DRAFT");
  return (
    <Page
      width="read"
      title="Apply for several programmes"
      above={<Link {...paths.applications()}>Applications</Link>}
      lead="Start a draft for each, fill them in, then send those that are ready as one order."
    >
      {page.nodes.length === 0 ? (
        <Empty title="No programme yet" action={<ButtonLink {...paths.newProgramme()}>Add a programme</ButtonLink>}>
          An application is for a programme.
        </Empty>
      ) : (
        <>
          <Drafts drafts={drafts} />
          <Idle programmes={idle} />
        </>
      )}
      <Pages page={page} after={after} onPage={setAfter} first="Back to the first programmes" next="More programmes" />
    </Page>
  );
}

const flip = (set: ReadonlySet<string>, id: string, on: boolean) => {
  const next = new Set(set);
  if (on) next.add(id);
  else next.delete(id);
  return next;
};

type PickProps = { id: string; label: string; on: boolean; disabled?: boolean; onChange: (on: boolean) => void };

function Pick({ id, label, on, disabled, onChange }: PickProps) {
  return (
    <input
      type="checkbox"
      id={id}
      aria-label={label}
      checked={on}
      disabled={disabled}
      onChange={(e) => onChange(e.target.checked)}
      className="mt-1 size-5 accent-accent"
    />
  );
}

/** The programmes without an application: each with the level that may be applied for, or why none may. */
function Idle({ programmes }: { programmes: readonly Programme[] }) {
  const allowed = (p: Programme) => p.eligibility.options.filter((o) => o.allowed);
  const ready = programmes.filter((p) => allowed(p).length > 0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [levels, setLevels] = useState<Record<string, string>>({});
  const [started, setStarted] = useState(0);
  const start = useAct(StartApplications, {
    onDone: (r) => {
      setStarted(r.startApplications.applications.length);
      setChosen(new Set());
    },
  });
  // What runs out is renewed unless somebody says otherwise; else as high as may be.
  const proposed = (p: Programme) => allowed(p).find((o) => o.kind === "REACCREDITATION") ?? allowed(p).at(-1);
  const levelOf = (p: Programme) => levels[p.id] ?? proposed(p)?.level.code ?? "";
  if (programmes.length === 0) return null;
  return (
    <Section title="Not applied for">
      <Refusal error={start.error} title="None was started" />
      {started > 0 && chosen.size === 0 && <Notice tone="ok" title={`${count(started, "draft")} started`} />}
      {ready.length > 1 && (
        <div className="no-print">
          <Button size="sm" onClick={() => setChosen(new Set(chosen.size === ready.length ? [] : ready.map((p) => p.id)))}>
            {chosen.size === ready.length ? "Choose none" : `Choose all ${ready.length} that may apply`}
          </Button>
        </div>
      )}
      <ul className="border-t border-line" aria-label="Programmes without an application">
        {programmes.map((p) => {
          const options = allowed(p);
          const first = p.eligibility.options
            .map((o) => o.firstDay)
            .filter(Boolean)
            .toSorted()[0];
          return (
            <li key={p.id} className="flex items-start gap-3 border-b border-line py-2.5">
              <Pick
                id={`choose-${p.id}`}
                label={`Apply for ${p.name}`}
                on={chosen.has(p.id)}
                disabled={options.length === 0}
                onChange={(on) => setChosen(flip(chosen, p.id, on))}
              />
              <span className="min-w-0 flex-1">
                <label htmlFor={`choose-${p.id}`} className="font-medium">
                  {p.name}
                </label>
                {p.award && (
                  <span className="block text-sm text-ink-2">{`Holds ${p.award.level.title} until ${day(p.award.expiresOn)}`}</span>
                )}
                {options.length === 0 && (
                  <span className="block text-sm text-warn">
                    {first ? `May apply from ${day(first)}.` : (p.eligibility.options[0]?.reasons[0]?.message ?? "May not apply.")}
                  </span>
                )}
              </span>
              {options.length > 0 && (
                <select
                  aria-label={`Level for ${p.name}`}
                  className="control min-h-8 w-auto!"
                  value={levelOf(p)}
                  onChange={(e) => setLevels({ ...levels, [p.id]: e.target.value })}
                >
                  {options.map((o) => (
                    <option key={o.level.code} value={o.level.code}>
                      {o.kind === "REACCREDITATION" ? `${o.level.title}, again` : o.level.title}
                    </option>
                  ))}
                </select>
              )}
            </li>
          );
        })}
      </ul>
      <div className="no-print">
        <Button
          tone="primary"
          busy={start.isPending}
          disabled={chosen.size === 0}
          onClick={() =>
            start.mutate({
              applications: programmes.filter((p) => chosen.has(p.id)).map((p) => ({ programmeId: p.id, level: levelOf(p) })),
            })
          }
        >
          {chosen.size === 0 ? "Start drafts" : `Start ${count(chosen.size, "draft")}`}
        </Button>
      </div>
    </Section>
  );
}

/** The drafts: those that are complete are chosen, priced as one order or as the orders that cost least, and sent. */
function Drafts({ drafts }: { drafts: readonly Programme[] }) {
  const complete = drafts.filter((p) => p.openApplication?.missing.length === 0);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [split, setSplit] = useState(false);
  const [purchaseOrder, setPurchaseOrder] = useState("");
  const [declared, setDeclared] = useState(false);
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState<{ applications: number; orders: readonly { id: string; number: string }[] }>();
  const submit = useAct(SubmitApplications, {
    onDone: ({ submitApplications: { applications } }) => {
      const orders = new Map(applications.flatMap((a) => (a.order ? [[a.order.id, a.order] as const] : [])));
      setSent({ applications: applications.length, orders: [...orders.values()] });
      setTried(false);
      setDeclared(false);
    },
  });
  const [copying, setCopying] = useState(false);
  const [copied, setCopied] = useState<Copied>();
  const open = drafts.flatMap((p) =>
    p.openApplication
      ? [{ id: p.openApplication.id, reference: p.openApplication.reference, programme: p.name, missing: p.openApplication.missing.length }]
      : [],
  );
  const chosen = complete.filter((p) => !left.has(p.id));
  const ids = chosen.map((p) => p.openApplication?.id ?? "");
  const price = useLoad({ ...ask("live", PriceTogether, { ids }), enabled: ids.length > 0 })?.priceTogether;
  const send = () => {
    setTried(true);
    if (!declared) return;
    submit.mutate({
      applications: chosen.flatMap((p) =>
        p.openApplication ? [{ applicationId: p.openApplication.id, version: p.openApplication.version }] : [],
      ),
      purchaseOrder: purchaseOrder.trim() || null,
      split: split && Boolean(price?.split),
    });
  };
  const done = sent && (
    <Notice tone="ok" title={`${count(sent.applications, "application")} sent with ${count(sent.orders.length, "order")}`}>
      <p className="flex flex-wrap gap-x-4">
        {sent.orders.length > 1 && <Link {...paths.applications({ status: ["SUBMITTED"] })}>See where they stand</Link>}
        {sent.orders.map((o) => (
          <Link key={o.id} {...paths.applications({ order: o.id })}>
            {sent.orders.length === 1 ? "See where they stand" : `Order ${o.number}`}
          </Link>
        ))}
      </p>
    </Notice>
  );
  if (drafts.length === 0) return done ?? null;
  return (
    <Section
      title="Drafts"
      actions={
        open.length > 1 && (
          <span className="no-print">
            <Button size="sm" onClick={() => setCopying(true)}>
              Copy answers between drafts
            </Button>
          </span>
        )
      }
    >
      {done}
      {copied && (
        <Notice
          tone="ok"
          title={`${count(copied.answers, "answer")} and ${count(copied.links, "link")} copied to ${count(copied.drafts, "draft")}`}
        />
      )}
      {copying && (
        <CopyAnswers
          drafts={open}
          onClose={() => setCopying(false)}
          onDone={(what) => {
            setCopied(what);
            setCopying(false);
          }}
        />
      )}
      <Refusal error={submit.error} title="None was sent" />
      <ul className="border-t border-line" aria-label="Drafts">
        {drafts.map((p) => {
          const draft = p.openApplication;
          if (!draft) return null;
          const missing = draft.missing.length;
          return (
            <li key={p.id} className="flex items-start gap-3 border-b border-line py-2.5">
              <Pick
                id={`send-${p.id}`}
                label={`Send ${draft.reference}`}
                on={missing === 0 && !left.has(p.id)}
                disabled={missing > 0}
                onChange={(on) => setLeft(flip(left, p.id, !on))}
              />
              <span className="min-w-0 flex-1">
                <label htmlFor={`send-${p.id}`} className="font-medium">
                  {p.name}
                </label>{" "}
                <Link {...paths.application(draft.id)}>{draft.reference}</Link>
                <span className={`block text-sm ${missing > 0 ? "text-warn" : "text-ok"}`}>
                  {missing > 0 ? `${count(missing, "thing")} missing` : "Ready to send"}
                </span>
              </span>
              <LevelMark level={draft.level} />
            </li>
          );
        })}
      </ul>
      {chosen.length > 0 && price && (
        <div className="flex max-w-150 flex-col gap-4">
          {price.split && price.together.net && (
            <HowToOrder whole={price.together.net} split={price.split} chosen={split} onChange={setSplit} />
          )}
          <PriceTable price={split && price.split ? price.split.total : price.together} />
          {price.together.net && <KeepQuote ids={ids} />}
          <TextField
            id="purchase-order"
            size="md"
            label="Purchase-order number"
            hint="Only if your university needs one on the invoice."
            value={purchaseOrder}
            onChange={(e) => setPurchaseOrder(e.target.value)}
          />
          <div>
            <label className="flex items-start gap-2">
              <input
                type="checkbox"
                className="mt-1 size-5 accent-accent"
                checked={declared}
                onChange={(e) => setDeclared(e.target.checked)}
              />
              <span>What we submit is true, and the people responsible for each programme know of it.</span>
            </label>
            {tried && !declared && (
              <p role="alert" className="mt-1 text-bad">
                Tick that what you submit is true
              </p>
            )}
          </div>
          <div className="no-print">
            <Button tone="primary" busy={submit.isPending} onClick={send}>
              {`Send ${count(chosen.length, "application")}`}
            </Button>
          </div>
        </div>
      )}
    </Section>
  );
}
