import { Link } from "@tanstack/react-router";
import { decisionQuery, type Edition, type Head, orderQuery, requestsQuery, standingQuery, useLoad } from "../../../lib/queries";
import { useIsManager, useToday } from "../../../lib/viewer";
import * as paths from "../../../paths";
import { Colonnade, LevelMark } from "../../../ui/Colonnade";
import { standing, stoppedSince } from "../../../ui/Due";
import { day, dayOf, relative } from "../../../ui/format";
import { Held } from "../../../ui/Held";
import { ButtonLink, Facts, Notice, Section, Skeleton } from "../../../ui/kit";
import { LANGUAGE } from "../../../ui/languages";
import { Page } from "../../../ui/Page";
import { Status } from "../../../ui/Status";
import { Thread } from "../../../ui/Thread";
import { Timeline } from "../../../ui/Timeline";
import { DecisionView } from "../-parts/DecisionView";
import { invoiceRow, quoteRow } from "../-parts/invoice";
import { PriceTable } from "../-parts/PriceTable";
import { Withdraw } from "./TaskList";

/** What a submitted application waits for, in a sentence. */
function next(head: Head, paid: boolean, today: string, since: string | undefined): string {
  switch (head.state) {
    case "SUBMITTED":
      return paid
        ? "The scheme is choosing an assessor."
        : "Assessment starts when the invoice is paid, or when the scheme says that it may start before.";
    case "IN_ASSESSMENT":
      return head.dueOn
        ? `An assessor is judging it. A decision is due by ${day(head.dueOn)}, ${relative(head.dueOn, today)}.`
        : "An assessor is judging it.";
    case "AWAITING_EVIDENCE":
      return `The assessor asks for more evidence. The clock is stopped${since ? ` ${standing(since, today)},` : ""} until you answer.`;
    case "MODERATION":
      return "The decision is being checked before it is released.";
    case "ON_HOLD":
      return "The scheme has put it on hold. The clock is stopped until it goes on.";
    case "WITHDRAWN":
      return "It was withdrawn and is not assessed.";
    default:
      return "";
  }
}

/** An application after submission, as its university sees it. */
export function StatusPage({ head, edition }: { head: Head; edition: Edition }) {
  const isManager = useIsManager();
  const today = useToday();
  const requests = useLoad(requestsQuery(head.id))?.application.requests ?? [];
  const order = useLoad(orderQuery(head.id))?.application;
  const standing = useLoad(standingQuery(head.id))?.application;
  const decision = useLoad({ ...decisionQuery(head.id), enabled: head.state === "DECIDED" })?.application.decision;
  const open = requests.filter((r) => r.state === "OPEN");
  const started = Boolean(order?.order?.paidOn || order?.order?.startBeforePayment);
  return (
    <Page
      size="3xl"
      width="read"
      title={`${head.level.title} application`}
      above={<Link {...paths.applications()}>Applications</Link>}
      lead={`${head.programmes.map((p) => p.name).join(", ")}, ${head.reference}`}
    >
      <div className="flex flex-col gap-3">
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-lg">
          <Status state={head.state} awarded={decision ? Boolean(decision.level) : undefined} />{" "}
          <span>{next(head, started, today, stoppedSince(requests))}</span>
        </p>
        <Held hold={head.hold} />
        {open.map((r) => (
          <Notice key={r.id} tone="warn" title={`Evidence asked for, due ${day(r.dueOn)}, ${relative(r.dueOn, today)}`}>
            <p className="max-w-[65ch] whitespace-pre-line">{r.question}</p>
            <p className="mt-2">
              <ButtonLink tone="primary" {...paths.request(head.id, r.id)}>
                Answer this request
              </ButtonLink>
            </p>
          </Notice>
        ))}
      </div>
      {head.state === "DECIDED" && <DecisionView id={head.id} edition={edition} />}
      <Section title="Application">
        <Facts
          rows={[
            ["Level", <LevelMark key="l" level={head.level} of={edition.levels.length} />],
            ["Language", LANGUAGE[head.language]],
            [
              "Programmes",
              head.programmes.map((p) => (
                <Link key={p.id} {...paths.programme(p.id)} className="block w-fit">
                  {p.name}
                </Link>
              )),
            ],
            head.submittedAt ? ["Submitted", day(dayOf(head.submittedAt))] : null,
            head.assessmentStartedOn ? ["Assessment started", day(head.assessmentStartedOn)] : null,
            head.dueOn && head.state !== "DECIDED" && head.state !== "AWAITING_EVIDENCE" && head.state !== "ON_HOLD"
              ? ["Decision due", `${day(head.dueOn)}, ${relative(head.dueOn, today)}`]
              : null,
            ["Standard", edition.title],
            standing
              ? [
                  "Your self-rating",
                  <span key="s" className="flex flex-col gap-2">
                    <Colonnade
                      size={30}
                      levels={edition.levels}
                      columns={standing.pillars.map((p) => ({ ...p.pillar, self: p.selfLevel }))}
                    />
                    <span className="flex flex-wrap gap-x-3 gap-y-1">
                      {standing.pillars.map((p) => (
                        <Link key={p.pillar.number} {...paths.pillar(head.id, p.pillar.number)}>
                          {p.pillar.title}
                        </Link>
                      ))}
                    </span>
                  </span>,
                ]
              : null,
          ]}
        />
      </Section>
      {requests.length > 0 && (
        <Section title="Evidence requests">
          <Thread
            requests={requests}
            today={today}
            as="university"
            evidence={(e) => <Link {...paths.request(head.id, requests.find((r) => r.evidence.includes(e))?.id ?? "")}>{e.title}</Link>}
            act={(r) =>
              r.state === "OPEN" ? (
                <p>
                  <Link {...paths.request(head.id, r.id)}>Answer round {r.round}</Link>
                </p>
              ) : null
            }
          />
        </Section>
      )}
      <Section title="Payment">
        {!order ? (
          <Skeleton lines={2} />
        ) : (
          <>
            <PriceTable price={order.price} />
            {order.order && (
              <Facts
                rows={[
                  ["Order", order.order.number],
                  order.order.purchaseOrder ? ["Purchase order", order.order.purchaseOrder] : null,
                  quoteRow(order.order.quote),
                  invoiceRow(order.order.invoice),
                  [
                    "Paid",
                    order.order.paidOn
                      ? day(order.order.paidOn)
                      : order.order.startBeforePayment
                        ? "Not yet; assessment may start before"
                        : "Not yet",
                  ],
                ]}
              />
            )}
            {isManager && order.order?.quote?.state === "ISSUED" && (
              <p className="no-print">
                <ButtonLink tone="primary" {...paths.quote(order.order.quote.id)}>
                  See the quote and accept it
                </ButtonLink>
              </p>
            )}
          </>
        )}
      </Section>
      <Timeline id={head.id} />
      <div className="no-print">
        <Withdraw head={head} />
      </div>
    </Page>
  );
}
