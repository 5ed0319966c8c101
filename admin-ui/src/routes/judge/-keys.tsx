import { type KeyboardEvent, useEffect, useRef } from "react";
import { setKeysOff, useKeys, useKeysOff } from "../../lib/keys";
import { Dialog } from "../../ui/Dialog";
import { Button, Kbd, Tick } from "../../ui/kit";

type Bound = {
  act: string;
  /** What the browser calls the key; a list is of keys that do the same with another number. */
  key: string | readonly string[];
  /** What is printed on it. */
  cap: string;
  text: string;
  /** Only while somebody writes, together with Ctrl or ⌘. */
  writing?: true;
};

/** Every key of the judge screen: what binds them, what the sheet lists, and what stands at each action, in one table. */
const KEYS = {
  Criteria: [
    { act: "next", key: "j", cap: "J", text: "Next criterion" },
    { act: "before", key: "k", cap: "K", text: "Criterion before" },
    { act: "met", key: "m", cap: "M", text: "Met" },
    { act: "partly", key: "p", cap: "P", text: "Partly met" },
    { act: "not", key: "n", cap: "N", text: "Not met" },
    { act: "note", key: "Enter", cap: "Enter", text: "Write a note; Escape leaves it" },
    { act: "phrase", key: "i", cap: "I", text: "Insert a phrase into the note" },
  ],
  Evidence: [
    { act: "evidence", key: "o", cap: "O", text: "Next evidence of the criterion" },
    { act: "evidenceBefore", key: "u", cap: "U", text: "Evidence before" },
    { act: "request", key: "e", cap: "E", text: "Request more evidence" },
  ],
  "Pillars and outcome": [
    { act: "pillarBefore", key: "[", cap: "[", text: "Pillar before" },
    { act: "pillar", key: "]", cap: "]", text: "Next pillar" },
    {
      act: "level",
      key: [..."0123456789"],
      cap: "0, 1, 2 …",
      text: "Choose the outcome: below the lowest level, or the level of that rank",
    },
    { act: "confirm", key: "c", cap: "C", text: "Confirm the outcome; best fit where none is chosen" },
    { act: "sample", key: "s", cap: "S", text: "The programmes applied for together, and those looked at more closely" },
    { act: "decide", key: "d", cap: "D", text: "Decide: shows what will happen first" },
    { act: "sheet", key: "?", cap: "?", text: "This list" },
  ],
  "While writing": [
    { act: "insert", key: "/", cap: "Ctrl /", text: "Insert a phrase where the cursor is", writing: true },
    { act: "send", key: "Enter", cap: "Ctrl Enter", text: "Send the form, or confirm with the reason written", writing: true },
  ],
} as const satisfies Record<string, readonly Bound[]>;

const ALL = Object.values(KEYS).flat();
/** What a key of the judge screen does. */
export type Act = (typeof ALL)[number]["act"];
function bound(act: Act): Bound {
  const found = ALL.find((k) => k.act === act);
  if (!found) throw new Error(`${act} has no key.`);
  return found;
}

/** The single keys of the page; one that does nothing now answers false and is let through. */
export function useJudgeKeys(acts: Partial<Record<Act, (key: string, e: globalThis.KeyboardEvent) => boolean | undefined>>) {
  useKeys((key, e) => {
    const found = ALL.find(
      (k) => !("writing" in k) && (typeof k.key === "string" ? k.key === key : (k.key as readonly string[]).includes(key)),
    );
    const act = found && acts[found.act];
    return act ? act(key, e) : false;
  });
}

/** Whether a key press in a field is this act's; Ctrl or ⌘ is held, so no letter is lost. */
export const isKeyOf = (act: Act, e: KeyboardEvent) => (e.ctrlKey || e.metaKey) && e.key === bound(act).key;

/** An act's key cap, where it acts. */
export const Cap = ({ act }: { act: Act }) => <Kbd>{bound(act).cap}</Kbd>;

/** What assistive technology is told of an act's key. */
export const shortcut = (act: Act) => bound(act).cap.replace("Ctrl ", "Control+").toLowerCase();

/** The keys of the judge screen, and whether single ones act at all (WCAG 2.1.4). */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const off = useKeysOff();
  const close = useRef<HTMLDivElement>(null);
  // The list is read first; the way out has the focus.
  useEffect(() => close.current?.querySelector("button")?.focus(), []);
  return (
    <Dialog open wide title="Keys" onClose={onClose}>
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {Object.entries(KEYS).map(([title, keys]) => (
          <section key={title} className="flex flex-col gap-2">
            <h3 className="font-semibold">{title}</h3>
            <dl className="grid grid-cols-[5.5rem_1fr] gap-y-1.5">
              {keys.map(({ cap, text }) => (
                <div key={cap} className="contents">
                  <dt>
                    <Kbd spoken>{cap}</Kbd>
                  </dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Tick label="Single keys act on this page" checked={!off} onChange={(e) => setKeysOff(!e.target.checked)} />
      <p className="text-sm text-ink-2">
        They always rest while you type, and this browser remembers whether you turned them off. G and then a letter goes to another place.
      </p>
      <div ref={close}>
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}
