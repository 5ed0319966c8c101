import { Link, type LinkProps } from "@tanstack/react-router";
import { graphql } from "../../gql";
import { ask } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import * as paths from "../../paths";
import { money } from "../../ui/format";
import { Skeleton } from "../../ui/kit";

const OverviewNeeds = graphql(`query OverviewNeeds {
  overview { needs { unpaid unassigned overdue dueSoon onHold openRequests answeredRequests overdueInvoices overdueAmount { minor currency } failedJobs joinRequests } }
}`);

type Need = { n: number; text: string; to?: LinkProps; tone?: "warn" | "bad" };
const INK = { warn: "text-warn", bad: "text-bad" } as const;

/** What waits for an operator now, each a way to where it is done. */
export function Needs() {
  const needs = useLoad(ask("live", OverviewNeeds))?.overview.needs;
  if (!needs) return <Skeleton lines={2} />;
  const all: Need[] = [
    { n: needs.unpaid, text: "to be paid", to: paths.applications({ status: ["SUBMITTED"] }) },
    { n: needs.unassigned, text: "to be assigned", to: paths.workload(), tone: "warn" },
    { n: needs.overdue, text: "decisions overdue", to: paths.applications({ clock: "OVERDUE", sort: "DUE" }), tone: "bad" },
    { n: needs.dueSoon, text: "due within 5 days", to: paths.applications({ clock: "DUE_SOON", sort: "DUE" }), tone: "warn" },
    { n: needs.onHold, text: "on hold", to: paths.applications({ status: ["ON_HOLD"] }) },
    { n: needs.openRequests, text: "evidence requests open", to: paths.applications({ status: ["AWAITING_EVIDENCE"] }) },
    { n: needs.answeredRequests, text: "answers to be read" },
    {
      n: needs.overdueInvoices,
      text: needs.overdueInvoices > 0 ? `invoices overdue, ${money(needs.overdueAmount)}` : "invoices overdue",
      to: paths.invoices({ overdue: true }),
      tone: "bad",
    },
    { n: needs.joinRequests, text: "universities ask to join", to: paths.joining({ state: "ASKED" }), tone: "warn" },
    { n: needs.failedJobs, text: "jobs given up", tone: "bad" },
  ];
  return (
    <section aria-label="What needs you now">
      <ul className="flex flex-wrap gap-x-10 gap-y-4">
        {all.map(({ n, text, to, tone }) => (
          <li key={text} className="flex flex-col">
            <span className={`font-serif text-3xl ${tone && n > 0 ? INK[tone] : ""}`}>{n}</span>
            {to && n > 0 ? <Link {...to}>{text}</Link> : <span className="text-ink-2">{text}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
