import { Link } from "@tanstack/react-router";
import { graphql } from "../../gql";
import type { HomeQuery } from "../../gql/graphql";
import { ask } from "../../lib/graphql";
import { programmesQuery } from "../../lib/programmes";
import { useLoad } from "../../lib/queries";
import { useIsManager, useViewer } from "../../lib/viewer";
import * as paths from "../../paths";
import { LevelMark } from "../../ui/Colonnade";
import { count, day, daysUntil, relative } from "../../ui/format";
import { ButtonLink, Empty, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Status } from "../../ui/Status";

const Home = graphql(`query Home {
  applications(filter: { state: [DRAFT, SUBMITTED, IN_ASSESSMENT, AWAITING_EVIDENCE, MODERATION, ON_HOLD] }, sort: UPDATED, descending: true, first: 25) {
    totalCount
    nodes {
      id reference state waitingOn dueOn updatedAt
      level { code title rank }
      programmes { id name }
      missing { rule message }
      requests { id state question dueOn }
    }
  }
}`);
type Row = HomeQuery["applications"]["nodes"][number];

/** A manager's home: what needs them, what goes on, what expires when. */
export default function ManagerHome() {
  const { today, university, role } = useViewer();
  const manager = useIsManager();
  const reads = role === "VIEWER";
  const data = useLoad(ask("live", Home));
  const programmes = useLoad(programmesQuery())?.programmes;
  if (!data || !programmes) {
    return (
      <Page title={university?.name ?? "Home"}>
        <Skeleton lines={6} />
      </Page>
    );
  }
  const rows = data.applications.nodes;
  const asked = rows.flatMap((a) => a.requests.filter((r) => r.state === "OPEN").map((r) => ({ a, r })));
  const drafts = rows.filter((a) => a.state === "DRAFT");
  const elsewhere = rows.filter((a) => a.state !== "DRAFT" && a.state !== "AWAITING_EVIDENCE");
  const held = programmes.nodes.filter((p) => p.award).sort((a, b) => (a.award?.expiresOn ?? "").localeCompare(b.award?.expiresOn ?? ""));
  if (programmes.totalCount === 0) {
    return (
      <Page title={university?.name ?? "Home"}>
        <Empty
          title={manager ? "Add your first programme" : "No programme yet"}
          action={
            manager && (
              <ButtonLink tone="primary" {...paths.newProgramme()}>
                Add a programme
              </ButtonLink>
            )
          }
        >
          Then start an application from it, at the lowest level first: you rate the programme against each pillar of the standard, attach
          evidence, and submit.
        </Empty>
      </Page>
    );
  }
  return (
    <Page
      title={university?.name ?? "Home"}
      width="read"
      actions={manager && <ButtonLink {...paths.newProgramme()}>Add a programme</ButtonLink>}
    >
      <Section title={reads ? "With the university" : "Needs you"}>
        {asked.length + drafts.length === 0 ? (
          <p className="text-ink-2">
            {reads ? "Nothing waits for the university." : "Nothing waits for you."}
            {manager && (
              <>
                {" "}
                To apply for another level, start from <Link {...paths.programmes()}>a programme</Link>.
              </>
            )}
          </p>
        ) : (
          <ul className="border-t border-line">
            {asked.map(({ a, r }) => (
              <li key={r.id} className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line py-4">
                <div className="flex min-w-0 flex-1 basis-80 flex-col gap-1">
                  <Link {...paths.request(a.id, r.id)} className="w-fit text-lg font-medium">
                    {reads ? "The" : "Answer the"} assessor's question about {names(a)}
                  </Link>
                  <span className="text-ink-2">{a.reference}</span>
                  <span className="max-w-[65ch]">{r.question.length > 180 ? `${r.question.slice(0, 180)}…` : r.question}</span>
                </div>
                <span className={daysUntil(r.dueOn, today) <= 7 ? "font-medium text-warn" : "text-ink-2"}>
                  Due {day(r.dueOn)}, {relative(r.dueOn, today)}
                </span>
              </li>
            ))}
            {drafts.map((a) => (
              <li key={a.id} className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line py-4">
                <div className="flex min-w-0 flex-1 basis-80 flex-col gap-1">
                  <Link {...paths.application(a.id)} className="w-fit text-lg font-medium">
                    {reads ? "The" : a.missing.length > 0 || !manager ? "Finish the" : "Submit the"} {a.level.title} application for{" "}
                    {names(a)}
                  </Link>
                  <span className="max-w-[65ch] text-ink-2">
                    {a.missing.length === 0
                      ? `Nothing is missing${manager ? "" : ": a mentoring manager can submit it"}.`
                      : `${a.missing[0]?.message ?? ""}${a.missing.length > 1 ? ` And ${count(a.missing.length - 1, "more thing")}.` : ""}`}
                  </span>
                </div>
                <span className="flex gap-4">
                  <LevelMark level={a.level} />
                  <Status state={a.state} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {elsewhere.length > 0 && (
        <Section title="With the scheme">
          <ul className="border-t border-line">
            {elsewhere.map((a) => (
              <li key={a.id} className="flex flex-wrap items-baseline gap-x-6 gap-y-1 border-b border-line py-3">
                <Link {...paths.application(a.id)}>{a.reference}</Link>
                <span className="min-w-0 flex-1 basis-60">{names(a)}</span>
                <LevelMark level={a.level} />
                <Status state={a.state} />
                <span className="text-ink-2">{a.dueOn && `Decision due ${day(a.dueOn)}`}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Awards and when they expire">
        {held.length === 0 ? (
          <p className="text-ink-2">No programme holds an award yet.</p>
        ) : (
          <ul className="border-t border-line">
            {held.map((p) => (
              <li key={p.id} className="flex flex-wrap items-baseline gap-x-6 gap-y-1 border-b border-line py-3">
                <Link {...paths.programme(p.id)} className="min-w-0 flex-1 basis-60">
                  {p.name}
                </Link>
                {p.award && (
                  <>
                    <LevelMark level={p.award.level} />
                    <span className={daysUntil(p.award.expiresOn, today) <= 90 ? "font-medium text-warn" : "text-ink-2"}>
                      Expires {day(p.award.expiresOn)}, {relative(p.award.expiresOn, today)}
                    </span>
                    {daysUntil(p.award.expiresOn, today) <= 90 && !p.openApplication && <Link {...paths.programme(p.id)}>Renew</Link>}
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}

const names = (a: Row) => a.programmes.map((p) => p.name).join(", ");
