import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import { TextField } from "../../forms/fields";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { ask } from "../../lib/graphql";
import { type ToApplyFor, toApplyForQuery } from "../../lib/programmes";
import { useLoad } from "../../lib/queries";
import * as paths from "../../paths";
import { LevelMark } from "../../ui/Colonnade";
import { count } from "../../ui/format";
import { Button, ButtonLink, Empty, Notice, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { Refusal } from "../../ui/Refusal";
import { type Copied, CopyAnswers } from "./-manager/CopyAnswers";
import { KeepQuote } from "./-manager/KeepQuote";
import { HowToOrder } from "./-parts/HowToOrder";
import { Idle } from "./-parts/Idle";
import { flip, Pick } from "./-parts/Pick";
import { PriceTable } from "./-parts/PriceTable";

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

export const Route = createFileRoute("/applications/together")({ component: Together });

/** Many applications at once: started together, sent together, paid together (M4, M5). */
function Together() {
  const [after, setAfter] = useState<string>();
  const page = useLoad(toApplyForQuery({ after }))?.programmes;
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

/** The drafts: those that are complete are chosen, priced as one order or as the orders that cost least, and sent. */
function Drafts({ drafts }: { drafts: readonly ToApplyFor[] }) {
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
