import { useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { graphql } from "../../gql";
import type { ProgrammeQuery } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { type Member, peopleQuery } from "../../lib/people";
import { DIRECTIONS, programmeQuery } from "../../lib/programmes";
import { useLoad } from "../../lib/queries";
import { useIsManager, useToday, useViewer } from "../../lib/viewer";
import * as paths from "../../paths";
import { LevelMark } from "../../ui/Colonnade";
import { day, relative } from "../../ui/format";
import { ButtonLink, Facts, ReasonedButton, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Refusal } from "../../ui/Refusal";
import { AwardStatus, Status } from "../../ui/Status";

const StartApplication = graphql(
  `mutation StartApplication($input: StartApplicationInput!) { startApplication(input: $input) { application { id reference } } }`,
);

export const Route = createFileRoute("/programmes/$id/")({ component: Programme });

type P = ProgrammeQuery["programme"];

function Programme() {
  const { id } = Route.useParams();
  const data = useLoad(programmeQuery(id));
  const today = useToday();
  const manager = useIsManager();
  const { university } = useViewer();
  const people = useQuery({ ...peopleQuery(), enabled: Boolean(university) }).data?.people;
  if (!data) {
    return (
      <div className="p-8">
        <Skeleton />
      </div>
    );
  }
  const p = data.programme;
  const words = new Map(DIRECTIONS);
  return (
    <Page
      title={p.name}
      width="read"
      above={<Link {...paths.programmes()}>Programmes</Link>}
      lead={p.purpose}
      actions={manager && <ButtonLink {...paths.editProgramme(id)}>Change</ButtonLink>}
    >
      <Facts
        rows={[
          ["Who mentors whom", p.directions.map((d) => words.get(d)).join(", ")],
          ["Mentors", `${p.mentors.toLocaleString("en-GB")}${p.large ? ": large, priced by quote" : ""}`],
          ["Started", `${day(p.startedOn)}, ${relative(p.startedOn, today)}`],
          p.endedOn ? [p.endedOn > today ? "Ends" : "Ended", `${day(p.endedOn)}, ${relative(p.endedOn, today)}`] : null,
          [
            "Delivery framework",
            p.framework ? (
              <Link key="f" {...paths.framework(p.framework.id)}>
                {p.framework.name}
              </Link>
            ) : (
              "None: it applies alone, or combined with a stated approach"
            ),
          ],
          p.coordinator ? ["Coordinated by", p.coordinator] : null,
          people ? ["Contributors", <Contributors key="c" names={named(people, id)} />] : null,
          p.award
            ? [
                "Holds",
                <span key="a" className="flex flex-wrap gap-x-3">
                  <LevelMark level={p.award.level} />
                  <AwardStatus state={p.award.state} />
                  <span>
                    until {day(p.award.expiresOn)}, {relative(p.award.expiresOn, today)}
                  </span>
                  <a href={p.award.url}>{p.award.number}</a>
                </span>,
              ]
            : null,
        ]}
      />
      <Section title="Apply">
        {p.openApplication ? (
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>
              This programme has an open application for <LevelMark within level={p.openApplication.level} />:
            </span>
            <Link {...paths.application(p.openApplication.id)}>{p.openApplication.reference}</Link>
            <Status state={p.openApplication.state} />
          </p>
        ) : (
          <Options programme={p} />
        )}
      </Section>
    </Page>
  );
}

/** Who works on a programme, by name (U9). */
const named = (people: readonly Member[], id: string) => people.filter((m) => m.programmeIds.includes(id)).map((m) => m.person.name);

function Contributors({ names }: { names: string[] }) {
  return (
    <>
      {names.length ? names.join(", ") : "Nobody is named on it"}. <Link {...paths.people()}>People</Link>
    </>
  );
}

/** Each level of the edition in force: start it, or what stands in the way and until when (G4). */
function Options({ programme }: { programme: P }) {
  const navigate = Route.useNavigate();
  const manager = useIsManager();
  const start = useAct(StartApplication, { onDone: (r) => void navigate(paths.application(r.startApplication.application.id)) });
  const options = programme.eligibility.options;
  if (options.length === 0)
    return <p className="text-ink-2">No edition of the standard is in force today, so no application can be started.</p>;
  const an = (title: string) => (/^[aeiou]/i.test(title) ? "an" : "a");
  return (
    <div className="flex flex-col gap-4">
      <Refusal error={start.error} title="The application was not started" />
      <ul className="border-t border-line">
        {options.map((o) => (
          <li key={o.level.code} className="grid gap-x-6 gap-y-2 border-b border-line py-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
            <span className="pt-1">
              <LevelMark level={o.level} of={options.length} />
            </span>
            <div className="flex flex-col items-start gap-2">
              <ReasonedButton
                tone={o.allowed && manager ? "primary" : "quiet"}
                allowed={o.allowed && manager}
                reasons={o.reasons}
                busy={start.isPending && start.variables?.level === o.level.code}
                onClick={() => start.mutate({ programmeId: programme.id, level: o.level.code })}
              >
                {o.kind === "REACCREDITATION" ? `Renew ${o.level.title}` : `Start ${an(o.level.title)} ${o.level.title} application`}
              </ReasonedButton>
              {!o.allowed && o.firstDay && <p className="text-sm text-ink-2">Possible from {day(o.firstDay)}.</p>}
              {!manager && o.allowed && <p className="text-sm text-ink-2">A mentoring manager of your university can start it.</p>}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
