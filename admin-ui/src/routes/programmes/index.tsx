import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import { type ProgrammeRow, programmesQuery } from "../../lib/programmes";
import { useLoad } from "../../lib/queries";
import { useIsManager, useToday } from "../../lib/viewer";
import * as paths from "../../paths";
import { LevelMark } from "../../ui/Colonnade";
import { type Column, DataTable } from "../../ui/DataTable";
import { count, day, relative } from "../../ui/format";
import { Button, ButtonLink, Empty, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Status } from "../../ui/Status";

export const Route = createFileRoute("/programmes/")({ component: Programmes });

function Programmes() {
  const today = useToday();
  const manager = useIsManager();
  const [after, setAfter] = useState<string>();
  const data = useLoad(programmesQuery(after));
  const navigate = Route.useNavigate();
  const columns: readonly Column<ProgrammeRow, never>[] = [
    {
      id: "name",
      head: "Programme",
      rowHeader: true,
      cell: (p) => (
        <>
          <Link {...paths.programme(p.id)} className="font-medium">
            {p.name}
          </Link>
          {p.endedOn && (
            <span className="block text-sm text-ink-2">
              {p.endedOn > today ? "Ends" : "Ended"} {day(p.endedOn)}
            </span>
          )}
          {p.startedOn > today && <span className="block text-sm text-ink-2">Starts {day(p.startedOn)}</span>}
        </>
      ),
    },
    { id: "mentors", head: "Mentors", width: "w-40", cell: (p) => `${count(p.mentors, "mentor")}${p.large ? ", large" : ""}` },
    {
      id: "award",
      head: "Holds",
      width: "w-72",
      cell: (p) =>
        p.award ? (
          <span className="flex flex-wrap gap-x-2">
            <LevelMark level={p.award.level} />
            <span className="text-ink-2">
              until {day(p.award.expiresOn)}, {relative(p.award.expiresOn, today)}
            </span>
          </span>
        ) : (
          <span className="text-ink-3">No award</span>
        ),
    },
    {
      id: "open",
      head: "Application",
      width: "w-72",
      cell: (p) =>
        p.openApplication && (
          <span className="flex flex-wrap gap-x-3">
            <Link {...paths.application(p.openApplication.id)}>{p.openApplication.reference}</Link>
            <Status state={p.openApplication.state} />
          </span>
        ),
    },
  ];
  return (
    <Page
      title="Programmes"
      lead={data ? count(data.programmes.totalCount, "programme") : undefined}
      actions={
        manager && (
          <>
            <ButtonLink {...paths.frameworks()}>Frameworks</ButtonLink>
            <ButtonLink {...paths.together()}>Apply for several</ButtonLink>
            <ButtonLink {...paths.combined()}>Apply as one</ButtonLink>
            <ButtonLink tone="primary" {...paths.newProgramme()}>
              Add a programme
            </ButtonLink>
          </>
        )
      }
    >
      {!data ? (
        <Skeleton />
      ) : (
        <div className="-mx-3">
          <DataTable
            label="Programmes"
            columns={columns}
            rows={data.programmes.nodes}
            rowKey={(p) => p.id}
            onOpen={(p) => void navigate(paths.programme(p.id))}
            empty={
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
                A programme is what you have accredited: it has one purpose, a start date and mentors. From it you start an application.
              </Empty>
            }
          />
          {(after || data.programmes.pageInfo.hasNextPage) && (
            <div className="flex gap-2 px-3 pt-4">
              {after && <Button onClick={() => setAfter(undefined)}>Back to the first</Button>}
              {data.programmes.pageInfo.hasNextPage && (
                <Button onClick={() => setAfter(data.programmes.pageInfo.endCursor ?? undefined)}>Next 50</Button>
              )}
            </div>
          )}
        </div>
      )}
    </Page>
  );
}
