import { useState } from "react";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { sentences } from "../../lib/errors";
import { leave } from "../../lib/graphql";
import { type ImportDetails, KINDS } from "../../lib/imports";
import { Dialog } from "../../ui/Dialog";
import { count } from "../../ui/format";
import { Button, Notice, ReasonedButton } from "../../ui/kit";

const CommitImport = graphql(
  `mutation CommitImport($input: CommitImportInput!) { commitImport(input: $input) { import { id state version } } }`,
);
const UndoImport = graphql(`mutation UndoImport($input: UndoImportInput!) { undoImport(input: $input) { import { id state version } } }`);
const OpenImportProblems = graphql(
  `mutation OpenImportProblems($input: OpenImportProblemsInput!) { openImportProblems(input: $input) { url } }`,
);

/** What can be done with a checked import, the one thing that is next first. */
export function Doing({ of }: { of: ImportDetails }) {
  const [asking, setAsking] = useState(false);
  const commit = useAct(CommitImport);
  const undo = useAct(UndoImport);
  const problems = useAct(OpenImportProblems, { onDone: ({ openImportProblems }) => leave(openImportProblems.url) });
  const { counts } = of;
  const good = counts.new + (of.updateExisting ? counts.differing : 0);
  const left = counts.added + counts.changed - counts.takenBack;
  const failed = commit.error ?? undo.error ?? problems.error;
  const resting = ["CHECKED", "COMMITTED", "UNDONE"].includes(of.state);
  const undoable = of.state === "COMMITTED" || of.state === "UNDONE";
  return (
    <div className="flex flex-col gap-4">
      {failed && (
        <Notice tone="bad" title="That was not done">
          {sentences(failed).map((s) => (
            <p key={s.message}>{s.message}</p>
          ))}
        </Notice>
      )}
      {resting && (
        <div className="flex flex-wrap items-start gap-3">
          {of.state === "CHECKED" && (
            <ReasonedButton
              tone="primary"
              allowed={of.mayCommit.allowed}
              reasons={of.mayCommit.reasons}
              busy={commit.isPending}
              onClick={() => commit.mutate({ importId: of.id, version: of.version })}
            >
              {good > 0 ? `Import ${count(good, "row")}` : "Import"}
            </ReasonedButton>
          )}
          {counts.bad > 0 && (
            <Button busy={problems.isPending} onClick={() => problems.mutate({ importId: of.id })}>
              Download the {count(counts.bad, "row")} to correct
            </Button>
          )}
          {undoable && of.mayUndo.allowed && (
            <Button tone="bad" onClick={() => setAsking(true)}>
              Take the import back …
            </Button>
          )}
        </div>
      )}
      {asking && (
        <Dialog open title="Take the import back?" onClose={() => setAsking(false)}>
          <div className="flex flex-col gap-5">
            <p className="max-w-[60ch]">
              What {count(left, "row")} of {of.fileName} did is taken back: what was added is removed, what was changed is put back. A{" "}
              {KINDS[of.kind].one} on which something was built since stays, and its row says why.
            </p>
            <div className="flex gap-2">
              <Button
                tone="bad"
                busy={undo.isPending}
                onClick={() => {
                  undo.mutate({ importId: of.id });
                  setAsking(false);
                }}
              >
                Take it back
              </Button>
              <Button onClick={() => setAsking(false)}>Cancel</Button>
            </div>
          </div>
        </Dialog>
      )}
    </div>
  );
}
