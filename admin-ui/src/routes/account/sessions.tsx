import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { graphql } from "../../gql";
import type { EndOtherSessionsMutation, SessionsQuery } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import type { ApiError } from "../../lib/errors";
import { ask, execute, refresh, uuid } from "../../lib/graphql";
import { ROLE } from "../../lib/viewer";
import * as paths from "../../paths";
import { type Column, DataTable } from "../../ui/DataTable";
import { Dialog } from "../../ui/Dialog";
import { moment } from "../../ui/format";
import { Button, Empty, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { Refusal } from "../../ui/Refusal";

const Sessions = graphql(`query Sessions($after: String) {
  sessions(first: 25, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id current role universityName startedAt usedAt address browser }
  }
}`);
const EndSession = graphql(`mutation EndSession($input: EndSessionInput!) { endSession(input: $input) { ended } }`);
const EndOtherSessions = graphql(`mutation EndOtherSessions { endOtherSessions { ended } }`);
type Row = SessionsQuery["sessions"]["nodes"][number];
const called = (s: Row) => s.browser ?? "A browser that is not known";
/** A line under a cell's first. */
const Under = ({ children }: { children: ReactNode }) => <span className="block whitespace-normal text-ink-2">{children}</span>;
/** What a column's head says, where the rows are stacked and there is none. */
const Stacked = ({ children }: { children: string }) => <span className="text-ink-3 md:hidden">{children} </span>;

export const Route = createFileRoute("/account/sessions")({ component: SessionsPage });

/** Where somebody is signed in: which browsers, ending one, ending all others. */
function SessionsPage() {
  const [after, setAfter] = useState<string>();
  const { data, error } = useQuery({ ...ask("live", Sessions, { after: after || null }), placeholderData: keepPreviousData });
  const [ending, setEnding] = useState<Row | "others">();
  const [said, setSaid] = useState<{ words: string }>();
  // The button that was pressed is gone: the focus goes to what came of it.
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (said) line.current?.focus();
  }, [said]);
  if (error && !data) throw error;
  const page = data?.sessions;
  const others = (page?.totalCount ?? 0) > 1;
  const columns: readonly Column<Row, never>[] = [
    {
      id: "browser",
      head: "Browser",
      rowHeader: true,
      cell: (s) => (
        <>
          <span className="font-medium whitespace-normal">{called(s)}</span>
          {s.current && <Under>This browser</Under>}
        </>
      ),
    },
    {
      id: "address",
      head: "Network address",
      width: "w-48",
      cell: (s) => (
        <>
          <Stacked>Network address</Stacked>
          <span className="break-all whitespace-normal">{s.address ?? "Not known"}</span>
        </>
      ),
    },
    {
      id: "as",
      head: "As",
      width: "w-56",
      cell: (s) => (
        <>
          <Stacked>As</Stacked>
          {ROLE[s.role]}
          <Under>{s.universityName ?? "The scheme"}</Under>
        </>
      ),
    },
    {
      id: "since",
      head: "Signed in",
      width: "w-44",
      cell: (s) => (
        <>
          <Stacked>Signed in</Stacked>
          {moment(s.startedAt)}
        </>
      ),
    },
    {
      id: "used",
      head: "Last used",
      width: "w-44",
      cell: (s) => (
        <>
          <Stacked>Last used</Stacked>
          {s.current ? "Now" : moment(s.usedAt)}
        </>
      ),
    },
    {
      id: "acts",
      head: "What can be done",
      width: "w-36",
      cell: (s) =>
        s.current ? (
          <form method="post" action={paths.SIGN_OUT}>
            <Button type="submit" size="sm">
              Sign out
            </Button>
          </form>
        ) : (
          <Button size="sm" onClick={() => setEnding(s)}>
            End<span className="sr-only">{` the session of ${called(s)}, signed in ${moment(s.startedAt)}`}</span>
          </Button>
        ),
    },
  ];
  return (
    <Page
      title="Where you are signed in"
      lead="Each browser that you signed in by and did not sign out of. One that is not used for 12 hours signs out by itself, and every one after 7 days."
      actions={others && <Button onClick={() => setEnding("others")}>End all others</Button>}
    >
      <p role="status" ref={line} tabIndex={-1} className="w-fit empty:-mb-8">
        {said?.words}
      </p>
      {page ? (
        <div className="-mx-3">
          <DataTable
            label="Where you are signed in"
            columns={columns}
            rows={page.nodes}
            rowKey={(s) => s.id}
            empty={<Empty title="No session on this page">Go back to the first page of the list.</Empty>}
          />
        </div>
      ) : (
        <Skeleton lines={4} />
      )}
      {page && !others && <p className="text-ink-2">You are signed in nowhere else.</p>}
      <Pages page={page} after={after} onPage={setAfter} />
      <End
        session={ending === "others" ? undefined : ending}
        onClose={() => setEnding(undefined)}
        onDone={(s) => setSaid({ words: `${called(s)} was signed out: its next request is refused.` })}
      />
      <EndOthers
        open={ending === "others"}
        onClose={() => setEnding(undefined)}
        onDone={(n) => setSaid({ words: n === 1 ? "One other session was ended." : `${n} other sessions were ended.` })}
      />
    </Page>
  );
}

const NOT_YOU = "If you did not sign in there, tell your university’s IT support: whoever did can sign in as you.";

type Ending = { session: Row | undefined; onClose: () => void; onDone: (session: Row) => void };
function End({ session, onClose, onDone }: Ending) {
  const close = () => {
    end.reset();
    onClose();
  };
  const end = useAct(EndSession, {
    onDone: () => {
      close();
      if (session) onDone(session);
    },
  });
  return (
    <Dialog title={`End the session of ${session ? called(session) : ""}?`} open={Boolean(session)} onClose={close}>
      <p>It is signed out with its next request, and what was not saved there is lost. {NOT_YOU}</p>
      <Refusal error={end.error} title="Not ended" />
      <div className="flex flex-wrap gap-2">
        <Button tone="bad" busy={end.isPending} onClick={() => session && end.mutate({ sessionId: session.id })}>
          End it
        </Button>
        <Button onClick={close}>Keep it</Button>
      </div>
    </Dialog>
  );
}

type EndingOthers = { open: boolean; onClose: () => void; onDone: (ended: number) => void };
function EndOthers({ open, onClose, onDone }: EndingOthers) {
  const close = () => {
    end.reset();
    onClose();
  };
  // Doing it twice ends nothing more.
  const end = useMutation<EndOtherSessionsMutation, ApiError, void>({
    mutationFn: () => execute(EndOtherSessions, {}, { key: uuid() }),
    onSuccess: (r) => {
      close();
      onDone(r.endOtherSessions.ended);
    },
    onSettled: () => refresh(),
  });
  return (
    <Dialog title="End all other sessions?" open={open} onClose={close}>
      <p>Every browser but this one is signed out with its next request, and what was not saved there is lost. {NOT_YOU}</p>
      <Refusal error={end.error} title="Not ended" />
      <div className="flex flex-wrap gap-2">
        <Button tone="bad" busy={end.isPending} onClick={() => end.mutate()}>
          End all others
        </Button>
        <Button onClick={close}>Keep them</Button>
      </div>
    </Dialog>
  );
}
