import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import { toApplyForQuery } from "../../lib/programmes";
import { useLoad } from "../../lib/queries";
import { universityQuery } from "../../lib/universities";
import * as paths from "../../paths";
import { LevelMark } from "../../ui/Colonnade";
import { Empty, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { Status } from "../../ui/Status";
import { Idle } from "../applications/-parts/Idle";

export const Route = createFileRoute("/universities/$id/start")({ component: StartFor });

/** Drafts that the scheme starts for a university: one for each programme chosen. Its managers fill them in and send them. */
function StartFor() {
  const { id } = Route.useParams();
  const [after, setAfter] = useState<string>();
  const record = useLoad(universityQuery(id))?.universityRecord;
  const page = useLoad(toApplyForQuery({ university: id, after }))?.programmes;
  if (!record || !page)
    return (
      <div className="max-w-260 p-8">
        <Skeleton lines={8} />
      </div>
    );
  const open = page.nodes.filter((p) => p.openApplication);
  return (
    <Page
      width="read"
      title={`Start drafts for ${record.university.name}`}
      above={<Link {...paths.university(id)}>{record.university.name}</Link>}
      lead="Its managers are written to, fill the drafts in and send them."
    >
      {page.nodes.length === 0 ? (
        <Empty title="No programme yet">
          An application is for a programme. Its managers add them, or you <Link {...paths.newImport()}>import them</Link>.
        </Empty>
      ) : (
        <>
          <p>
            Programmes that are run together can have <Link {...paths.combined(id)}>one application over several of them</Link>.
          </p>
          <Idle programmes={page.nodes.filter((p) => !p.openApplication)} />
          {open.length > 0 && (
            <Section title="Under way">
              <ul className="border-t border-line">
                {open.map(
                  ({ openApplication, ...p }) =>
                    openApplication && (
                      <li key={p.id} className="flex flex-wrap items-center gap-x-3 border-b border-line py-2.5">
                        <span className="min-w-0 flex-1">
                          <span className="font-medium">{p.name}</span>{" "}
                          <Link {...paths.application(openApplication.id)}>{openApplication.reference}</Link>
                        </span>
                        <Status state={openApplication.state} />
                        <LevelMark level={openApplication.level} />
                      </li>
                    ),
                )}
              </ul>
            </Section>
          )}
        </>
      )}
      <Pages page={page} after={after} onPage={setAfter} first="Back to the first programmes" next="More programmes" />
    </Page>
  );
}
