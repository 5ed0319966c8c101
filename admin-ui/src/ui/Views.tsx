import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { TextField } from "../forms/fields";
import { graphql } from "../gql";
import type { ViewOf } from "../gql/graphql";
import { useAct } from "../lib/act";
import { ask } from "../lib/graphql";
import { useLoad } from "../lib/queries";
import { Dialog } from "./Dialog";
import { Button, Tick } from "./kit";
import { Refusal } from "./Refusal";

const Views = graphql(`query Views { viewer { views { id list name address shared own } } }`);
const SaveView = graphql(`mutation SaveView($input: SaveViewInput!) { saveView(input: $input) { view { id } } }`);
const RemoveView = graphql(`mutation RemoveView($input: RemoveViewInput!) { removeView(input: $input) { removed } }`);

type SavedViewsProps = {
  list: ViewOf;
  /** Where the list is, such as /caseload. */
  path: string;
  /** How it is narrowed now: what stands in the address after the question mark. */
  address: string;
  /** Whether this person may let everybody who runs the scheme see a view. */
  mayShare?: boolean;
};

/** The views kept of a list, each a link; how it is narrowed now can be kept under a name. */
export function SavedViews({ list, path, address, mayShare = false }: SavedViewsProps) {
  const views = (useLoad(ask("live", Views))?.viewer?.views ?? []).filter((w) => w.list === list);
  const [open, setOpen] = useState(false);
  const remove = useAct(RemoveView);
  const router = useRouter();
  const to = (view: string) => (view ? `${path}?${view}` : path);
  const known = views.some((w) => w.address === address);
  if (views.length === 0 && !address) return null;
  return (
    <div className="no-print -mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
      {views.length > 0 && (
        <ul aria-label="Saved views" className="flex flex-wrap items-center gap-x-4 gap-y-1">
          {views.map((w) => (
            <li key={w.id} className="flex items-center gap-1">
              <a
                href={to(w.address)}
                aria-current={w.address === address ? "true" : undefined}
                onClick={(e) => {
                  if (e.metaKey || e.ctrlKey || e.shiftKey) return;
                  e.preventDefault();
                  router.history.push(to(w.address));
                }}
              >
                {w.name}
              </a>
              {w.shared && <span className="text-ink-3">shared</span>}
              {w.own && w.address === address && (
                <Button size="sm" tone="bare" aria-label={`Remove the view ${w.name}`} onClick={() => remove.mutate({ viewId: w.id })}>
                  Remove
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {address && !known && (
        <Button size="sm" tone="bare" onClick={() => setOpen(true)}>
          Save this view
        </Button>
      )}
      <Refusal error={remove.error} title="Not removed" />
      {open && <SaveDialog list={list} address={address} mayShare={mayShare} onClose={() => setOpen(false)} />}
    </div>
  );
}

function SaveDialog({ list, address, mayShare, onClose }: { list: ViewOf; address: string; mayShare: boolean; onClose: () => void }) {
  const [shared, setShared] = useState(false);
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const save = useAct(SaveView, { onDone: onClose });
  return (
    <Dialog open title="Save this view" onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (name.trim()) save.mutate({ list, name: name.trim(), address, shared });
        }}
      >
        <Refusal error={save.error} title="Not saved" />
        <TextField
          id="view-name"
          size="md"
          label="Name"
          hint="A view of yours with the same name is replaced."
          value={name}
          onChange={(e) => setName(e.target.value)}
          error={tried && !name.trim() ? "Enter a name" : undefined}
        />
        {mayShare && (
          <Tick label="Show it to everybody who runs the scheme" checked={shared} onChange={(e) => setShared(e.target.checked)} />
        )}
        <div className="flex gap-2">
          <Button type="submit" tone="primary" busy={save.isPending}>
            Save
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
