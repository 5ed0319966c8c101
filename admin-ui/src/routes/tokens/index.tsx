import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import * as v from "valibot";
import { graphql } from "../../gql";
import type { TokenState, TokensQuery } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { text } from "../../lib/applications";
import { hasEntered } from "../../lib/entered";
import { ask } from "../../lib/graphql";
import { useToday, useViewer } from "../../lib/viewer";
import { type Column, DataTable } from "../../ui/DataTable";
import { Dialog } from "../../ui/Dialog";
import { day, list, moment, relative } from "../../ui/format";
import { Button, Empty, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { Refusal } from "../../ui/Refusal";
import { TokenSign } from "../../ui/Status";
import { AREAS, FORM, MakeTokenDialog } from "./-MakeToken";

const Tokens = graphql(`query Tokens($after: String) {
  tokens(first: 25, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id name prefix areas writes state expiresOn usedAt usedFrom revokedAt madeAt madeBy { id name } university { id name } universities { id name } }
  }
}`);
const RevokeToken = graphql(`mutation RevokeToken($input: RevokeTokenInput!) { revokeToken(input: $input) { token { id name state } } }`);
type Row = TokensQuery["tokens"]["nodes"][number];
/** A line under a cell's first, and a cell that says all it has to. */
const Under = ({ children }: { children: ReactNode }) => <span className="block whitespace-normal text-ink-2">{children}</span>;
/** What a column's head says, where the rows are stacked and there is none. */
const Stacked = ({ children }: { children: string }) => <span className="text-ink-3 md:hidden">{children} </span>;
const LIVE: readonly TokenState[] = ["IN_FORCE", "STOPPED"];

export const Route = createFileRoute("/tokens/")({
  validateSearch: v.object({ after: v.optional(v.fallback(text, "")) }),
  component: TokensPage,
});

/** Machines' tokens: which there are, making one, revoking one. */
function TokensPage() {
  const { after } = Route.useSearch();
  const navigate = Route.useNavigate();
  const today = useToday();
  const operator = useViewer().desk === "operator";
  const { data, error } = useQuery({ ...ask("live", Tokens, { after: after || null }), placeholderData: keepPreviousData });
  const [making, setMaking] = useState(() => hasEntered(FORM));
  const [revoking, setRevoking] = useState<Row>();
  const [revoked, setRevoked] = useState<{ name: string }>();
  // The button that was pressed is gone: the focus goes to what came of it.
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (revoked) said.current?.focus();
  }, [revoked]);
  if (error && !data) throw error;
  const page = data?.tokens;
  const columns: readonly Column<Row, never>[] = [
    {
      id: "name",
      head: "Token",
      rowHeader: true,
      cell: (t) => (
        <>
          <span className="font-medium whitespace-normal">{t.name}</span>
          <Under>
            <code>{t.prefix}…</code>
          </Under>
          {operator && (
            <Under>{t.university?.name ?? (t.universities ? `For ${list(t.universities.map((u) => u.name))}` : "The scheme’s")}</Under>
          )}
        </>
      ),
    },
    {
      id: "scope",
      head: "May",
      width: "w-64",
      cell: (t) => (
        <>
          <Stacked>May</Stacked>
          {t.writes ? "Read and write" : "Read"}
          <Under>{t.areas.map((a) => AREAS[a]).join("; ")}</Under>
        </>
      ),
    },
    {
      id: "state",
      head: "State",
      width: "w-40",
      cell: (t) => (
        <>
          <TokenSign state={t.state} />
          {t.revokedAt && <Under>{moment(t.revokedAt)}</Under>}
        </>
      ),
    },
    {
      id: "used",
      head: "Last used",
      width: "w-44",
      cell: (t) => (
        <>
          <Stacked>Last used</Stacked>
          {t.usedAt ? moment(t.usedAt) : "Never"}
          {t.usedFrom && <Under>from {t.usedFrom}</Under>}
        </>
      ),
    },
    {
      id: "expires",
      head: "Expires",
      width: "w-36",
      cell: (t) => (
        <>
          <Stacked>Expires</Stacked>
          {day(t.expiresOn)}
          <Under>{relative(t.expiresOn, today)}</Under>
        </>
      ),
    },
    {
      id: "made",
      head: "Made",
      width: "w-44",
      cell: (t) => (
        <>
          <Stacked>Made</Stacked>
          {moment(t.madeAt)}
          {t.madeBy && <Under>by {t.madeBy.name}</Under>}
        </>
      ),
    },
    {
      id: "acts",
      head: "What can be done",
      width: "w-36",
      cell: (t) =>
        LIVE.includes(t.state) && (
          <Button size="sm" onClick={() => setRevoking(t)}>
            Revoke<span className="sr-only"> {t.name}</span>
          </Button>
        ),
    },
  ];
  return (
    <Page
      title="Tokens"
      lead="By a token a program uses the API in the name of whoever made it, and never does more than they may. It stops when they leave."
      actions={
        <Button tone="primary" onClick={() => setMaking(true)}>
          New token
        </Button>
      }
    >
      <p role="status" ref={said} tabIndex={-1} className="w-fit empty:-mb-8">
        {revoked && `${revoked.name} was revoked: its next request is refused.`}
      </p>
      {page ? (
        <div className="-mx-3">
          <DataTable
            label="Tokens"
            columns={columns}
            rows={page.nodes}
            rowKey={(t) => t.id}
            empty={
              <Empty title="No token yet">
                Make one for each program, so that you can revoke it alone and the audit trail says which did what.
              </Empty>
            }
          />
        </div>
      ) : (
        <Skeleton lines={6} />
      )}
      <Pages page={page} after={after} onPage={(next) => void navigate({ search: { after: next } })} />
      <MakeTokenDialog open={making} onClose={() => setMaking(false)} />
      <Revoke token={revoking} onClose={() => setRevoking(undefined)} onDone={setRevoked} />
    </Page>
  );
}

type Revoking = { token: Row | undefined; onClose: () => void; onDone: (revoked: { name: string }) => void };
function Revoke({ token, onClose, onDone }: Revoking) {
  const close = () => {
    revoke.reset();
    onClose();
  };
  const revoke = useAct(RevokeToken, {
    onDone: (r) => {
      close();
      onDone({ name: r.revokeToken.token.name });
    },
  });
  return (
    <Dialog title={`Revoke ${token?.name}?`} open={Boolean(token)} onClose={close}>
      <p>
        Whatever uses {token?.prefix}… is refused from its next request on. This cannot be taken back; another token can be made at any
        time.
      </p>
      <Refusal error={revoke.error} title="Not revoked" />
      <div className="flex flex-wrap gap-2">
        <Button tone="bad" busy={revoke.isPending} onClick={() => token && revoke.mutate({ tokenId: token.id })}>
          Revoke it
        </Button>
        <Button onClick={close}>Keep it</Button>
      </div>
    </Dialog>
  );
}
