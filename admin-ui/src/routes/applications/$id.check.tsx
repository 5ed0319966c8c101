import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import { ErrorSummary, type SummaryLine } from "../../forms/ErrorSummary";
import { TextField } from "../../forms/fields";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { sentences } from "../../lib/errors";
import {
  actionOf,
  type Edition,
  editionQuery,
  evidenceQuery,
  type Head,
  headQuery,
  orderQuery,
  ratingsQuery,
  standingQuery,
  useLoad,
} from "../../lib/queries";
import { useIsManager } from "../../lib/viewer";
import * as paths from "../../paths";
import { Colonnade, LevelMark } from "../../ui/Colonnade";
import { Button, Notice, Section, Skeleton, Tick } from "../../ui/kit";
import { belowLowest } from "../../ui/levels";
import { Page } from "../../ui/Page";
import { KeepQuote } from "./-manager/KeepQuote";
import { Missing } from "./-parts/Missing";
import { PriceTable } from "./-parts/PriceTable";
import { placeOf } from "./-parts/place";
import { RATING } from "./-parts/self";

const SubmitApplication = graphql(
  `mutation SubmitApplication($input: SubmitApplicationInput!) { submitApplication(input: $input) { application { id state version } } }`,
);

export const Route = createFileRoute("/applications/$id/check")({ component: Check });

function Check() {
  const { id } = Route.useParams();
  const head = useLoad(headQuery(id))?.application;
  const edition = useLoad({ ...editionQuery(head?.edition.id ?? ""), enabled: Boolean(head) })?.edition;
  if (!head || !edition) {
    return (
      <div className="max-w-260 p-8">
        <Skeleton lines={8} />
      </div>
    );
  }
  return <CheckAnswers head={head} edition={edition} />;
}

/** Everything once more before it is sent: answers, price, declaration. */
function CheckAnswers({ head, edition }: { head: Head; edition: Edition }) {
  const navigate = Route.useNavigate();
  const standing = useLoad(standingQuery(head.id))?.application;
  const order = useLoad(orderQuery(head.id))?.application;
  const isManager = useIsManager();
  const [purchaseOrder, setPurchaseOrder] = useState("");
  const [declared, setDeclared] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [lines, setLines] = useState<SummaryLine[]>([]);
  const submit = useAct(SubmitApplication, { onDone: () => void navigate(paths.application(head.id)) });
  const action = actionOf(head, "SUBMIT");
  const missing = standing?.missing ?? [];
  const warnings = standing?.warnings ?? [];
  const send = () => {
    const problems: SummaryLine[] = declared ? [] : [{ to: "declaration", message: "Tick that what you submit is true" }];
    setLines(problems);
    setAttempt((n) => n + 1);
    if (problems.length === 0)
      submit.mutate({ applicationId: head.id, version: head.version, purchaseOrder: purchaseOrder.trim() || null });
  };
  const refused: SummaryLine[] = submit.error
    ? sentences(submit.error).map((s) => {
        const place = placeOf(s, head, edition.pillars);
        return {
          message: s.message,
          rule: s.rule,
          ...(place ? { href: hrefOf(place) } : s.field === "purchaseOrder" ? { to: "purchase-order" } : {}),
        };
      })
    : [];
  return (
    <>
      {(lines.length > 0 || refused.length > 0) && (
        <div className="max-w-260 px-4 pt-6 sm:px-8">
          <ErrorSummary
            lines={[...lines, ...refused]}
            attempt={attempt + (submit.error ? 1000 : 0)}
            title={refused.length > 0 ? "The application was not submitted" : "There is a problem"}
          />
        </div>
      )}
      <Page
        size="3xl"
        width="read"
        title="Check your answers"
        above={<Link {...paths.application(head.id)}>{head.reference}</Link>}
        lead={`${head.level.title} application for ${head.programmes.map((p) => p.name).join(", ")}`}
      >
        {standing && (
          <div className="flex flex-wrap items-center gap-x-8 gap-y-3">
            <Colonnade
              size={48}
              levels={edition.levels}
              sought={head.level}
              needed={edition.pillarsRequired}
              columns={standing.pillars.map((p) => ({ ...p.pillar, self: p.selfLevel }))}
            />
            <p className="text-lg">
              By your own rating you {standing.selfLevel ? "reach" : "stand"}{" "}
              {standing.selfLevel ? (
                <LevelMark within level={standing.selfLevel} of={edition.levels.length} />
              ) : (
                belowLowest(edition.levels).replace("Below", "below")
              )}
              .
            </p>
          </div>
        )}
        <Answers head={head} edition={edition} />
        <Section title="Price">
          {order ? <PriceTable price={order.price} /> : <Skeleton lines={2} />}
          {isManager && order?.price.net && <KeepQuote ids={[head.id]} />}
        </Section>
        <Section title="Submit">
          {missing.length > 0 && (
            <Notice tone="warn" title="Something is missing">
              <Missing reasons={missing} head={head} edition={edition} />
            </Notice>
          )}
          {warnings.length > 0 && (
            <Notice tone="info" title="Worth a look before you submit">
              <Missing reasons={warnings} head={head} edition={edition} />
            </Notice>
          )}
          <TextField
            id="purchase-order"
            label="Purchase order number"
            hint="Only if your university needs one on the invoice."
            optional
            width="mid"
            value={purchaseOrder}
            onChange={(e) => setPurchaseOrder(e.target.value)}
          />
          <div id="declaration" className={lines.some((l) => l.to === "declaration") ? "border-l-4 border-bad pl-3" : ""}>
            <Tick
              checked={declared}
              onChange={(e) => setDeclared(e.target.checked)}
              label={
                <span className="block max-w-[60ch] text-lg">
                  What we submit is true, we may share the evidence with the scheme's assessors, and we know that after submission evidence
                  can only be added when an assessor asks for it.
                </span>
              }
            />
          </div>
          {!action.allowed && missing.length === 0 && <Missing reasons={action.reasons} head={head} edition={edition} />}
          <div className="no-print">
            <Button tone="primary" size="lg" busy={submit.isPending} onClick={send}>
              Submit application
            </Button>
          </div>
        </Section>
      </Page>
    </>
  );
}

function hrefOf(place: NonNullable<ReturnType<typeof placeOf>>): string {
  if (place.to === "/programmes/$id") return `/programmes/${place.params.id}`;
  return `/applications/${place.params.id}/pillars/${place.params.number}${place.hash ? `#${place.hash}` : ""}`;
}

function Answers({ head, edition }: { head: Head; edition: Edition }) {
  const ratings = useLoad(ratingsQuery(head.id))?.application.criteria;
  const evidence = useLoad(evidenceQuery(head.id))?.application.evidence ?? [];
  if (!ratings) return <Skeleton lines={8} />;
  const byRef = new Map(ratings.map((c) => [c.criterion.ref, c.rating]));
  return (
    <>
      {edition.pillars.map((p) => (
        <Section
          key={p.number}
          title={`${p.number}. ${p.title}`}
          actions={
            <Link {...paths.pillar(head.id, p.number)}>
              Change<span className="sr-only"> {p.title}</span>
            </Link>
          }
        >
          <ul className="border-t border-line">
            {p.criteria
              .filter((c) => c.level.rank <= head.level.rank)
              .map((c) => {
                const r = byRef.get(c.ref);
                const shown = evidence.filter((e) => e.criteria.includes(c.ref));
                return (
                  <li key={c.ref} className="grid gap-x-6 gap-y-1 border-b border-line py-3 sm:grid-cols-[3rem_minmax(0,1fr)_7rem]">
                    <span className="text-ink-3">{c.ref}</span>
                    <div className="flex min-w-0 flex-col gap-1">
                      <p className="max-w-[60ch]">{c.title}</p>
                      {r?.statement && <p className="max-w-[65ch] whitespace-pre-line text-ink-2">{r.statement}</p>}
                      <p className="text-sm text-ink-3">
                        {shown.length > 0 ? `Evidence: ${shown.map((e) => e.title).join("; ")}` : "No evidence"}
                      </p>
                    </div>
                    <span className={r ? "font-medium" : "font-medium text-warn"}>{r ? RATING[r.value] : "Not rated"}</span>
                  </li>
                );
              })}
          </ul>
        </Section>
      ))}
    </>
  );
}
