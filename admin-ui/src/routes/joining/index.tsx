import { createFileRoute, Link } from "@tanstack/react-router";
import { JOIN_STATES, JOIN_WORDS, type JoinRequestRow, JoinSearch, joinRequestsQuery } from "../../lib/joining";
import { useLoad } from "../../lib/queries";
import * as paths from "../../paths";
import { Chips } from "../../ui/Chips";
import { type Column, DataTable } from "../../ui/DataTable";
import { moment } from "../../ui/format";
import { Empty, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";

export const Route = createFileRoute("/joining/")({ validateSearch: JoinSearch, component: Joining });

const COLUMNS: readonly Column<JoinRequestRow, never>[] = [
  { id: "university", head: "University", rowHeader: true, cell: (r) => <Link {...paths.joinRequest(r.id)}>{r.universityName}</Link> },
  { id: "domain", head: "E-mail domain", width: "w-56", cell: (r) => r.domain },
  { id: "who", head: "Asked by", cell: (r) => `${r.name}, ${r.position}` },
  { id: "asked", head: "Asked", width: "w-40", cell: (r) => moment(r.askedAt) },
  { id: "state", head: "State", width: "w-28", cell: (r) => JOIN_WORDS[r.state] },
];

/** Universities that ask to join, newest first. */
function Joining() {
  const { state, after } = Route.useSearch();
  const navigate = Route.useNavigate();
  const page = useLoad(joinRequestsQuery(state, after))?.joinRequests;
  return (
    <Page
      title="Requests to join"
      above={<Link {...paths.universities()}>Universities</Link>}
      lead="Universities ask by the public form. What is written there proves nothing: look at who asks before you accept."
    >
      <div className="no-print -mt-3">
        <Chips
          legend="State"
          options={JOIN_STATES.map((s) => ({ value: s, label: JOIN_WORDS[s] }))}
          chosen={state ? [state] : []}
          onChange={(chosen) => void navigate({ search: { state: chosen.at(-1) } })}
        />
      </div>
      {!page ? (
        <Skeleton lines={6} />
      ) : (
        <div className="-mx-3">
          <DataTable
            label="Requests to join"
            columns={COLUMNS}
            rows={page.nodes}
            rowKey={(r) => r.id}
            onOpen={(r) => void navigate(paths.joinRequest(r.id))}
            empty={
              <Empty title={state ? "None of these" : "No university asked to join yet"}>
                They ask by a form at <a href="/join">/join</a>, which the sign-in page leads to.
              </Empty>
            }
          />
        </div>
      )}
      <Pages page={page} after={after} onPage={(next) => void navigate({ search: { state, after: next } })} />
    </Page>
  );
}
