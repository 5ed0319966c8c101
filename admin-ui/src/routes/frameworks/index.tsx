import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import { type FrameworkRow, frameworksQuery } from "../../lib/frameworks";
import { useLoad } from "../../lib/queries";
import { useIsManager } from "../../lib/viewer";
import * as paths from "../../paths";
import { type Column, DataTable } from "../../ui/DataTable";
import { count } from "../../ui/format";
import { ButtonLink, Empty, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";

export const Route = createFileRoute("/frameworks/")({ component: Frameworks });

/** The university's delivery frameworks: programmes that run to one can be accredited as one (P4). */
function Frameworks() {
  const manager = useIsManager();
  const [after, setAfter] = useState<string>();
  const data = useLoad(frameworksQuery(after));
  const navigate = Route.useNavigate();
  const columns: readonly Column<FrameworkRow, never>[] = [
    {
      id: "name",
      head: "Framework",
      rowHeader: true,
      cell: (f) => (
        <>
          <Link {...paths.framework(f.id)} className="font-medium">
            {f.name}
          </Link>
          <span className="line-clamp-2 text-sm text-ink-2">{f.description}</span>
        </>
      ),
    },
    { id: "programmes", head: "Runs to it", width: "w-44", cell: (f) => count(f.programmes.length, "programme") },
  ];
  const add = manager && (
    <ButtonLink tone="primary" {...paths.newFramework()}>
      Add a framework
    </ButtonLink>
  );
  return (
    <Page
      title="Delivery frameworks"
      above={<Link {...paths.programmes()}>Programmes</Link>}
      lead={data ? count(data.frameworks.totalCount, "framework") : undefined}
      actions={add}
    >
      {!data ? (
        <Skeleton />
      ) : (
        <div className="-mx-3">
          <DataTable
            label="Delivery frameworks"
            columns={columns}
            rows={data.frameworks.nodes}
            rowKey={(f) => f.id}
            onOpen={(f) => void navigate(paths.framework(f.id))}
            empty={
              <Empty title="No delivery framework yet" action={add}>
                A delivery framework is your university's own shared way of running programmes. Those that run to one can apply as one, and
                when every programme does, the university can apply university-wide.
              </Empty>
            }
          />
          <Pages page={data.frameworks} after={after} onPage={setAfter} first="Back to the first" next="Next 50" />
        </div>
      )}
    </Page>
  );
}
