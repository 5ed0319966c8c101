import { Link } from "@tanstack/react-router";
import { graphql } from "../../gql";
import type { OverviewQuery } from "../../gql/graphql";
import { ask } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import { useToday } from "../../lib/viewer";
import * as paths from "../../paths";
import { LevelMark } from "../../ui/Colonnade";
import { Due } from "../../ui/Due";
import { day, dayOf } from "../../ui/format";
import { Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Status } from "../../ui/Status";
import { MonthsGoneBy } from "./Months";
import { Needs } from "./Needs";

const Overview = graphql(`query Overview {
  submitted: applications(filter: { state: [SUBMITTED] }, sort: UPDATED, first: 25) {
    totalCount
    nodes { id reference submittedAt level { code title rank } university { name } programmes { name } assessor { id name } order { id paidOn startBeforePayment } }
  }
}`);
const Running = graphql(`query Running {
  applications(filter: { state: [IN_ASSESSMENT, AWAITING_EVIDENCE, MODERATION, ON_HOLD] }, sort: DUE, first: 15) {
    totalCount
    nodes { id reference state dueOn level { code title rank } university { name } programmes { name } assessor { id name } }
  }
}`);
const HandedBack = graphql(`query HandedBack {
  applications(filter: { state: [IN_ASSESSMENT, AWAITING_EVIDENCE], unassigned: true }, sort: DUE, first: 25) {
    totalCount
    nodes { id reference state dueOn level { code title rank } university { name } programmes { name } }
  }
}`);
const Decided = graphql(`query Decided {
  applications(filter: { state: [DECIDED] }, sort: UPDATED, descending: true, first: 8) {
    totalCount
    nodes { id reference state decidedAt level { code title rank } university { name } programmes { name } decision { level { code title rank } } }
  }
}`);
type Submitted = OverviewQuery["submitted"]["nodes"][number];

/** An operator's home: what came in, what nobody has, what is due, what was decided. */
export default function OverviewPage() {
  const today = useToday();
  const submitted = useLoad(ask("live", Overview))?.submitted;
  const running = useLoad(ask("live", Running))?.applications;
  const handed = useLoad(ask("live", HandedBack))?.applications;
  const decided = useLoad(ask("live", Decided))?.applications;
  if (!submitted || !running || !handed || !decided) {
    return (
      <Page title="Overview">
        <Skeleton lines={8} />
      </Page>
    );
  }
  const ready = (a: Submitted) => Boolean(a.order?.paidOn || a.order?.startBeforePayment);
  const unpaid = submitted.nodes.filter((a) => !ready(a));
  const unassigned = submitted.nodes.filter((a) => ready(a) && !a.assessor);
  return (
    <Page title="Overview" width="wide">
      <Needs />
      <Section title="To be paid">
        <Rows
          rows={unpaid}
          none="Nothing waits for payment."
          end={(a) => (a.submittedAt ? `Submitted ${day(dayOf(a.submittedAt))}` : "")}
        />
      </Section>
      <Section title="To be assigned" actions={<Link {...paths.workload()}>Workload</Link>}>
        {handed.nodes.length > 0 && (
          <Rows
            rows={handed.nodes}
            none=""
            end={(a) => (
              <span className="flex flex-wrap gap-x-4">
                <span className="text-warn">Handed back</span>
                <Due of={a} today={today} />
              </span>
            )}
          />
        )}
        {(unassigned.length > 0 || handed.nodes.length === 0) && (
          <Rows
            rows={unassigned}
            none="Everything that may start has an assessor."
            end={(a) => (a.order?.paidOn ? `Paid ${day(a.order.paidOn)}` : "May start before payment")}
          />
        )}
      </Section>
      <Section
        title="In assessment, by due date"
        actions={
          <Link {...paths.applications({ status: ["IN_ASSESSMENT", "AWAITING_EVIDENCE"], sort: "DUE" })}>All {running.totalCount}</Link>
        }
      >
        <Rows
          rows={running.nodes}
          none="Nothing is being assessed."
          end={(a) => (
            <span className="flex flex-wrap gap-x-4">
              <Status state={a.state} />
              <span className="text-ink-2">{a.assessor?.name ?? "Unassigned"}</span>
              <Due of={a} today={today} />
            </span>
          )}
        />
      </Section>
      <Section title="Decided lately">
        <Rows
          rows={decided.nodes}
          none="Nothing has been decided yet."
          end={(a) => (
            <span className="flex flex-wrap gap-x-4">
              <Status state={a.state} awarded={Boolean(a.decision?.level)} />
              {a.decidedAt && <span className="text-ink-2">{day(dayOf(a.decidedAt))}</span>}
            </span>
          )}
        />
      </Section>
      <MonthsGoneBy />
    </Page>
  );
}

type Row = {
  id: string;
  reference: string;
  level: { code: string; title: string; rank: number };
  university: { name: string };
  programmes: readonly { name: string }[];
};
function Rows<T extends Row>({ rows, none, end }: { rows: readonly T[]; none: string; end: (row: T) => React.ReactNode }) {
  if (rows.length === 0) return <p className="text-ink-2">{none}</p>;
  return (
    <ul className="border-t border-line">
      {rows.map((a) => (
        <li key={a.id} className="flex flex-wrap items-baseline gap-x-5 gap-y-1 border-b border-line py-2.5">
          <Link {...paths.application(a.id)} className="w-28">
            {a.reference}
          </Link>
          <span className="min-w-0 flex-1 basis-60">
            <span className="font-medium">{a.university.name}</span>{" "}
            <span className="text-ink-2">{a.programmes.map((p) => p.name).join(", ")}</span>
          </span>
          <LevelMark level={a.level} />
          <span className="text-ink-2">{end(a)}</span>
        </li>
      ))}
    </ul>
  );
}
