import { useState } from "react";
import { Select } from "../../forms/fields";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { type Member, successorsQuery } from "../../lib/people";
import { useLoad } from "../../lib/queries";
import { Button, Notice, Section, Skeleton } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";

const SetSuccessors = graphql(
  `mutation SetSuccessors($input: SetSuccessorsInput!) { setSuccessors(input: $input) { successors { person { id name } ready manages } } }`,
);
/** The most who are named (U10). */
const MOST = 10;

/** Who follows the last mentoring manager when the university's provider says that they are gone; each change is saved at once (U10). */
export function Successors({ people }: { people: readonly Member[] }) {
  const order = useLoad(successorsQuery)?.successors;
  const [before, setBefore] = useState<{ ids: string[]; said: string }>();
  const [adding, setAdding] = useState("");
  const set = useAct(SetSuccessors);
  if (!order) return <Skeleton />;
  const ids = order.map((s) => s.person.id);
  const save = (personIds: string[], said: string) => set.mutate({ personIds }, { onSuccess: () => setBefore({ ids, said }) });
  const others = [...new Map(people.map((p) => [p.person.id, p.person.name]))].filter(([id]) => !ids.includes(id));
  const moved = (at: number, by: number) => {
    const to = [...ids];
    const [one = ""] = to.splice(at, 1);
    to.splice(at + by, 0, one);
    return to;
  };
  return (
    <Section title="Who follows the last mentoring manager">
      <p className="max-w-[65ch]">
        When your university's own provider says that the last mentoring manager has left, the first of these who has signed in takes over
        at once and gets a letter: nobody has to ask the scheme.
      </p>
      <Refusal error={set.error} title="Nothing was changed" />
      <div role="status">
        {before && !set.isPending && !set.error && (
          <Notice tone="ok" title={before.said}>
            <Button size="sm" onClick={() => set.mutate({ personIds: before.ids }, { onSuccess: () => setBefore(undefined) })}>
              Undo
            </Button>
          </Notice>
        )}
      </div>
      {order.length === 0 ? (
        <p className="text-ink-2">Nobody is named yet.</p>
      ) : (
        <ol className="border-t border-line" aria-label="Who follows">
          {order.map((s, at) => (
            <li key={s.person.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line py-2">
              <span className="w-6 text-ink-2">{at + 1}.</span>
              <span className="min-w-0">
                <span className="font-medium">{s.person.name}</span>
                <span className={`block text-sm ${s.ready ? "text-ink-2" : "text-warn"}`}>
                  {s.ready ? (s.manages ? "Is a mentoring manager already" : "Ready") : "Passed over until they have signed in"}
                </span>
              </span>
              <span className="no-print ml-auto flex gap-2">
                {at > 0 && (
                  <Button size="sm" busy={set.isPending} onClick={() => save(moved(at, -1), `${s.person.name} follows earlier`)}>
                    Earlier<span className="sr-only">: {s.person.name}</span>
                  </Button>
                )}
                {at < order.length - 1 && (
                  <Button size="sm" busy={set.isPending} onClick={() => save(moved(at, 1), `${s.person.name} follows later`)}>
                    Later<span className="sr-only">: {s.person.name}</span>
                  </Button>
                )}
                <Button
                  size="sm"
                  tone="bare"
                  onClick={() =>
                    save(
                      ids.filter((id) => id !== s.person.id),
                      `${s.person.name} follows no longer`,
                    )
                  }
                >
                  Take out<span className="sr-only"> {s.person.name}</span>
                </Button>
              </span>
            </li>
          ))}
        </ol>
      )}
      {order.length < MOST && others.length > 0 && (
        <form
          className="no-print flex flex-wrap items-end gap-3"
          onSubmit={(e) => {
            e.preventDefault();
            const name = others.find(([id]) => id === adding)?.[1];
            if (name) save([...ids, adding], `${name} is named to follow`);
            setAdding("");
          }}
        >
          <Select id="successor" size="md" label="Name somebody" value={adding} onChange={(e) => setAdding(e.target.value)}>
            <option value="">Choose</option>
            {others.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
          <Button type="submit" busy={set.isPending} disabled={!adding}>
            Add
          </Button>
        </form>
      )}
    </Section>
  );
}
