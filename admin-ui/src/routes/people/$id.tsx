import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useAct } from "../../lib/act";
import { programmesToRunQuery } from "../../lib/frameworks";
import { NameContributor, peopleQuery } from "../../lib/people";
import { useLoad } from "../../lib/queries";
import { useIsManager } from "../../lib/viewer";
import * as paths from "../../paths";
import { count, day } from "../../ui/format";
import { Button, ButtonLink, Empty, Notice, Section, Skeleton, Tick } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { Refusal } from "../../ui/Refusal";

export const Route = createFileRoute("/people/$id")({ component: Contributor });

type Said = { on: string[]; off: string[]; text: string };

/** The programmes that a contributor works on: ticked where they are named, and each tick is saved at once and can be undone (U9). */
function Contributor() {
  const { id } = Route.useParams();
  const manager = useIsManager();
  const [after, setAfter] = useState<string>();
  const [said, setSaid] = useState<Said>();
  const name = useAct(NameContributor);
  const people = useLoad(peopleQuery())?.people;
  const page = useLoad(programmesToRunQuery({ after }))?.programmes;
  if (!people || !page)
    return (
      <Page width="read" title="What a contributor works on">
        <Skeleton lines={6} />
      </Page>
    );
  const above = <Link {...paths.people()}>People</Link>;
  const them = people.find((p) => p.person.id === id && p.role === "CONTRIBUTOR");
  if (!them)
    return (
      <Page width="read" title="What a contributor works on" above={above}>
        <Notice tone="warn" title="They are no contributor here">
          Make a contributor of somebody under People, then say here which programmes they work on.
        </Notice>
      </Page>
    );
  const named = new Set(them.programmeIds);
  const change = (on: string[], off: string[], text: string) =>
    name.mutate({ personId: id, programmeIds: on, removedProgrammeIds: off }, { onSuccess: () => setSaid({ on, off, text }) });
  const missing = page.nodes.filter((p) => !named.has(p.id) && !p.endedOn).map((p) => p.id);
  return (
    <Page
      width="read"
      title={`What ${them.person.name} works on`}
      above={above}
      lead="They rate and evidence what covers a programme they are named on, and read everything else."
    >
      <Refusal error={name.error} title="Nothing was changed" />
      <div role="status">
        {said && !name.isPending && !name.error && (
          <Notice tone="ok" title={said.text}>
            <Button
              size="sm"
              onClick={() =>
                name.mutate({ personId: id, programmeIds: said.off, removedProgrammeIds: said.on }, { onSuccess: () => setSaid(undefined) })
              }
            >
              Undo
            </Button>
          </Notice>
        )}
      </div>
      <Section
        title={`Works on ${count(named.size, "programme")}`}
        actions={
          manager &&
          missing.length > 1 && (
            <span className="no-print">
              <Button
                size="sm"
                busy={name.isPending}
                onClick={() => change(missing, [], `${them.person.name} works on ${count(missing.length, "more programme")} now`)}
              >
                {`Name on all ${missing.length} others here`}
              </Button>
            </span>
          )
        }
      >
        {page.nodes.length === 0 ? (
          <Empty title="No programme yet" action={manager && <ButtonLink {...paths.newProgramme()}>Add a programme</ButtonLink>}>
            Add your programmes, then tick here which of them {them.person.name} works on.
          </Empty>
        ) : (
          <ul className="border-t border-line" aria-label="Programmes">
            {page.nodes.map((p) => {
              const here = named.has(p.id);
              return (
                <li key={p.id} className="flex flex-wrap items-center gap-x-3 border-b border-line py-2">
                  {manager ? (
                    <Tick
                      label={p.name}
                      checked={here}
                      onChange={() =>
                        here
                          ? change([], [p.id], `${them.person.name} works on ${p.name} no longer`)
                          : change([p.id], [], `${them.person.name} works on ${p.name} now`)
                      }
                    />
                  ) : (
                    <span className={here ? "font-medium" : "text-ink-2"}>
                      {p.name}
                      {here && <span className="sr-only">: works on it</span>}
                    </span>
                  )}
                  {p.endedOn && <span className="text-sm text-ink-2">Ends {day(p.endedOn)}</span>}
                  <Link {...paths.programme(p.id)} className="ml-auto text-sm">
                    Open<span className="sr-only"> {p.name}</span>
                  </Link>
                </li>
              );
            })}
          </ul>
        )}
        <Pages page={page} after={after} onPage={setAfter} first="Back to the first" next="More programmes" />
      </Section>
    </Page>
  );
}
