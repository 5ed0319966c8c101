import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { TextArea, TextField } from "../../../forms/fields";
import { programmesToRunQuery } from "../../../lib/frameworks";
import { useLoad } from "../../../lib/queries";
import * as paths from "../../../paths";
import { Skeleton, Tick } from "../../../ui/kit";
import { Pages } from "../../../ui/Pages";

/** What a combined application covers, and how its programmes are run together. */
export type Chosen = { ids: readonly string[]; ledBy: string; expectations: string };
export const NOTHING: Chosen = { ids: [], ledBy: "", expectations: "" };

/** What is stated, as it is sent: nothing where nothing is written. */
export const stated = ({ ledBy, expectations }: Chosen) => ({ ledBy: ledBy.trim() || null, expectations: expectations.trim() || null });

type ChoosingProps = { university?: string | undefined; chosen: Chosen; onChange: (chosen: Chosen) => void };

/** The programmes to tick, and what to state of them where they share no framework (P4); operators say whose they are. */
export function Choosing({ university, chosen, onChange }: ChoosingProps) {
  const [after, setAfter] = useState<string>();
  // What those that were ticked on other pages run to.
  const [ticked, setTicked] = useState<Record<string, string | undefined>>({});
  const page = useLoad(programmesToRunQuery({ university, after }))?.programmes;
  if (!page) return <Skeleton />;
  const frameworks = chosen.ids.map((id) => page.nodes.find((p) => p.id === id)?.framework?.id ?? ticked[id]);
  const shared = frameworks.length > 0 && frameworks.every((id) => id && id === frameworks[0]);
  return (
    <div className="flex flex-col gap-6">
      <fieldset>
        <legend className="mb-1 font-semibold">Which programmes?</legend>
        <ul className="border-t border-line">
          {page.nodes
            .filter((p) => !p.endedOn)
            .map((p) => (
              <li key={p.id} className="flex flex-wrap items-center gap-x-3 border-b border-line py-2">
                <Tick
                  label={p.name}
                  checked={chosen.ids.includes(p.id)}
                  onChange={(e) => {
                    setTicked({ ...ticked, [p.id]: p.framework?.id });
                    onChange({ ...chosen, ids: e.target.checked ? [...chosen.ids, p.id] : chosen.ids.filter((id) => id !== p.id) });
                  }}
                />
                <span className="text-sm text-ink-2">{p.framework ? `Runs to ${p.framework.name}` : "Runs to no framework"}</span>
              </li>
            ))}
        </ul>
        <Pages page={page} after={after} onPage={setAfter} first="Back to the first" next="More programmes" />
      </fieldset>
      {!shared && chosen.ids.length > 1 && (
        <>
          <p className="max-w-[65ch] text-ink-2">
            These share no <Link {...paths.frameworks()}>delivery framework</Link>. State how they are run together:
          </p>
          <TextField
            id="ledBy"
            size="md"
            label="Which one coordinator or department leads them?"
            maxLength={200}
            value={chosen.ledBy}
            onChange={(e) => onChange({ ...chosen, ledBy: e.target.value })}
          />
          <TextArea
            id="expectations"
            size="md"
            rows={4}
            label="Which expectations do they share?"
            hint="Such as how often mentors meet, how they are trained, how each programme is reviewed."
            maxLength={4000}
            value={chosen.expectations}
            onChange={(e) => onChange({ ...chosen, expectations: e.target.value })}
          />
        </>
      )}
    </div>
  );
}
