import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import { FrameworkForm } from "../../forms/FrameworkForm";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { frameworkQuery, programmesToRunQuery } from "../../lib/frameworks";
import { useLoad } from "../../lib/queries";
import { useIsManager } from "../../lib/viewer";
import * as paths from "../../paths";
import { count, day } from "../../ui/format";
import { Button, ButtonLink, Empty, Notice, Section, Skeleton, Tick } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { Refusal } from "../../ui/Refusal";

const UpdateFramework = graphql(
  `mutation UpdateFramework($input: UpdateFrameworkInput!) { updateFramework(input: $input) { framework { id version } } }`,
);
const RunToFramework = graphql(
  `mutation RunToFramework($input: RunToFrameworkInput!) { runToFramework(input: $input) { programmes { id framework { id } } } }`,
);

export const Route = createFileRoute("/frameworks/$id")({ component: Framework });

function Framework() {
  const { id } = Route.useParams();
  const manager = useIsManager();
  const [changing, setChanging] = useState(false);
  const update = useAct(UpdateFramework, { onDone: () => setChanging(false) });
  const framework = useLoad(frameworkQuery(id))?.node;
  if (framework?.__typename !== "DeliveryFramework")
    return (
      <div className="p-8">
        <Skeleton />
      </div>
    );
  return (
    <Page
      width="read"
      title={framework.name}
      above={<Link {...paths.frameworks()}>Delivery frameworks</Link>}
      lead={`${count(framework.programmes.length, "programme")} ${framework.programmes.length === 1 ? "runs" : "run"} to it.`}
      actions={
        manager && (
          <>
            {!changing && <Button onClick={() => setChanging(true)}>Change</Button>}
            <ButtonLink tone="primary" {...paths.combined()}>
              Apply as one
            </ButtonLink>
          </>
        )
      }
    >
      {changing ? (
        <FrameworkForm
          button="Save changes"
          initial={{ name: framework.name, description: framework.description }}
          saving={update.isPending}
          error={update.error}
          save={(draft) => update.mutate({ ...draft, frameworkId: id, version: framework.version })}
        >
          <Button size="lg" onClick={() => setChanging(false)}>
            Keep it as it is
          </Button>
        </FrameworkForm>
      ) : (
        <p className="max-w-[70ch] whitespace-pre-line">{framework.description}</p>
      )}
      <RunsToIt id={id} name={framework.name} manager={manager} />
    </Page>
  );
}

function runsTo(p: { endedOn?: string | null; framework?: { id: string; name: string } | null }, id: string): string {
  if (p.endedOn) return `Ends ${day(p.endedOn)}`;
  if (!p.framework) return "Runs to none";
  return p.framework.id === id ? "Runs to it" : `Runs to ${p.framework.name}`;
}

type Moved = { ids: string[]; from: string | null; to: string | null; said: string };

/** The programmes of the university, ticked where they run to this framework; each tick is saved at once and can be undone. */
function RunsToIt({ id, name, manager }: { id: string; name: string; manager: boolean }) {
  const [after, setAfter] = useState<string>();
  const [moved, setMoved] = useState<Moved>();
  const run = useAct(RunToFramework);
  const page = useLoad(programmesToRunQuery({ after }))?.programmes;
  if (!page) return <Skeleton />;
  const elsewhere = page.nodes.filter((p) => p.framework?.id !== id && !p.endedOn);
  const move = (ids: string[], from: string | null, to: string | null, said: string) => {
    run.mutate({ programmeIds: ids, frameworkId: to }, { onSuccess: () => setMoved({ ids, from, to, said }) });
  };
  const free = elsewhere.filter((p) => !p.framework);
  return (
    <Section
      title="Programmes that run to it"
      actions={
        manager &&
        free.length > 1 && (
          <span className="no-print">
            <Button
              size="sm"
              busy={run.isPending}
              onClick={() =>
                move(
                  free.map((p) => p.id),
                  null,
                  id,
                  `${count(free.length, "programme")} run to ${name} now`,
                )
              }
            >
              {`Add all ${free.length} without a framework`}
            </Button>
          </span>
        )
      }
    >
      <Refusal error={run.error} title="Nothing was changed" />
      {moved && !run.isPending && !run.error && (
        <Notice tone="ok" title={moved.said}>
          <Button
            size="sm"
            onClick={() => {
              run.mutate({ programmeIds: moved.ids, frameworkId: moved.from }, { onSuccess: () => setMoved(undefined) });
            }}
          >
            Undo
          </Button>
        </Notice>
      )}
      {page.nodes.length === 0 ? (
        <Empty title="No programme yet" action={manager && <ButtonLink {...paths.newProgramme()}>Add a programme</ButtonLink>}>
          Add your programmes, then tick here which of them run to this framework.
        </Empty>
      ) : (
        <ul className="border-t border-line" aria-label="Programmes">
          {page.nodes.map((p) => {
            const here = p.framework?.id === id;
            return (
              <li key={p.id} className="flex flex-wrap items-center gap-x-3 border-b border-line py-2">
                {manager ? (
                  <Tick
                    label={p.name}
                    checked={here}
                    onChange={() =>
                      move(
                        [p.id],
                        p.framework?.id ?? null,
                        here ? null : id,
                        here ? `${p.name} runs to no framework now` : `${p.name} runs to ${name} now`,
                      )
                    }
                  />
                ) : (
                  <span>{p.name}</span>
                )}
                <span className="text-sm text-ink-2">{runsTo(p, id)}</span>
                <Link {...paths.programme(p.id)} className="ml-auto text-sm">
                  Open<span className="sr-only"> {p.name}</span>
                </Link>
              </li>
            );
          })}
        </ul>
      )}
      <Pages page={page} after={after} onPage={setAfter} first="Back to the first" next="More programmes" />
      <p className="max-w-[70ch] text-sm text-ink-2">
        An award that was given under a framework says so, publicly, as soon as a programme it names runs to it no longer.
      </p>
    </Section>
  );
}
