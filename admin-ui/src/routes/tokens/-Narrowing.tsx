import { useState } from "react";
import { Group, Radios } from "../../forms/fields";
import { useLoad } from "../../lib/queries";
import { universityNamesQuery } from "../../lib/universities";
import { Button } from "../../ui/kit";

/** To which universities a token is kept: none, or these. */
export type Kept = { all: boolean; ids: string[] };
type Props = { value: Kept; onChange: (value: Kept) => void; error: string | undefined };

/** Which universities an operator's token is for. */
export function Narrowing({ value, onChange, error }: Props) {
  return (
    <>
      <Radios
        id="token-within"
        size="md"
        label="Which universities?"
        hint="A token for some sees and changes what is theirs, and nothing else of the scheme’s."
        options={[
          ["ALL", "All of them"],
          ["SOME", "Some"],
        ]}
        value={value.all ? "ALL" : "SOME"}
        onChange={(choice) => onChange({ ...value, all: choice === "ALL" })}
      />
      {!value.all && <Chosen ids={value.ids} onChange={(ids) => onChange({ ...value, ids })} error={error} />}
    </>
  );
}

/** Those that are chosen, and one more. */
function Chosen({ ids, onChange, error }: { ids: string[]; onChange: (ids: string[]) => void; error: string | undefined }) {
  const all = useLoad(universityNamesQuery) ?? [];
  const [next, setNext] = useState("");
  const chosen = all.filter((u) => ids.includes(u.id));
  const add = () => {
    if (next) onChange([...ids, next]);
    setNext("");
  };
  return (
    <Group id="token-universities" size="md" label="Universities" hint="50 at most." error={error}>
      {chosen.length > 0 && (
        <ul aria-label="Chosen universities" className="border-t border-line">
          {chosen.map((u) => (
            <li key={u.id} className="flex flex-wrap items-center gap-x-4 border-b border-line py-1.5">
              <span className="min-w-0 flex-1">{u.name}</span>
              <Button size="sm" onClick={() => onChange(ids.filter((id) => id !== u.id))}>
                Remove<span className="sr-only"> {u.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <select
          aria-label="University to add"
          className="control min-h-8 w-auto! min-w-0 flex-1"
          value={next}
          onChange={(e) => setNext(e.target.value)}
        >
          <option value="">Choose a university</option>
          {all
            .filter((u) => !ids.includes(u.id))
            .map((u) => (
              <option key={u.id} value={u.id}>
                {u.name}
              </option>
            ))}
        </select>
        <Button onClick={add}>Add it</Button>
      </div>
    </Group>
  );
}
