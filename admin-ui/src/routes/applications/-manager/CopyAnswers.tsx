import { type FormEvent, useState } from "react";
import { graphql } from "../../../gql";
import { useAct } from "../../../lib/act";
import { Dialog } from "../../../ui/Dialog";
import { count } from "../../../ui/format";
import { Button, Tick } from "../../../ui/kit";
import { Refusal } from "../../../ui/Refusal";

const CopyAnswersAct = graphql(
  `mutation CopyAnswers($input: CopyAnswersInput!) { copyAnswers(input: $input) { copied { application { id version } answers links } } }`,
);

/** A draft that answers can be copied from or to. */
export type Draft = { id: string; reference: string; programme: string; missing: number };
export type Copied = { answers: number; links: number; drafts: number };

type CopyAnswersProps = { drafts: readonly Draft[]; onDone: (copied: Copied) => void; onClose: () => void };

/** What several drafts share is written in one and copied to the others; what is written there already stays. */
export function CopyAnswers({ drafts, onDone, onClose }: CopyAnswersProps) {
  const fullest = drafts.toSorted((a, b) => a.missing - b.missing)[0];
  const [from, setFrom] = useState(fullest?.id ?? "");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const others = drafts.filter((d) => d.id !== from);
  const to = others.filter((d) => !left.has(d.id));
  const copy = useAct(CopyAnswersAct, {
    onDone: ({ copyAnswers: { copied } }) => {
      const sum = (of: (c: (typeof copied)[number]) => number) => copied.reduce((n, c) => n + of(c), 0);
      onDone({ answers: sum((c) => c.answers), links: sum((c) => c.links), drafts: copied.length });
    },
  });
  const flip = (id: string, on: boolean) => {
    const next = new Set(left);
    if (on) next.delete(id);
    else next.add(id);
    setLeft(next);
  };
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (to.length > 0) copy.mutate({ fromApplicationId: from, toApplicationIds: to.map((d) => d.id) });
  };
  return (
    <Dialog open wide title="Copy answers between drafts" onClose={onClose}>
      <p className="max-w-[60ch]">
        Ratings, statements and links are copied where a draft has none: nothing that is written there changes. Files are not copied. Look
        through each draft afterwards, and change what is different there.
      </p>
      <Refusal error={copy.error} title="Nothing was copied" />
      <form onSubmit={submit} className="flex flex-col gap-4">
        <label className="flex flex-col items-start gap-1">
          <span className="font-semibold">Copy from</span>
          <select className="control w-auto! max-w-full" value={from} onChange={(e) => setFrom(e.target.value)}>
            {drafts.map((d) => (
              <option key={d.id} value={d.id}>
                {`${d.reference} ${d.programme}`}
              </option>
            ))}
          </select>
        </label>
        <fieldset className="flex flex-col gap-2">
          <legend className="pb-1 font-semibold">To</legend>
          {others.map((d) => (
            <Tick
              key={d.id}
              label={`${d.reference} ${d.programme}`}
              checked={!left.has(d.id)}
              onChange={(e) => flip(d.id, e.target.checked)}
            />
          ))}
        </fieldset>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" tone="primary" busy={copy.isPending} disabled={to.length === 0}>
            {`Copy to ${count(to.length, "draft")}`}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
