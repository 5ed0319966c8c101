import { Choices } from "../../../forms/fields";
import { headQuery, useLoad } from "../../../lib/queries";
import { count } from "../../../ui/format";

type Props = { id: string; application: string; value: readonly string[]; onChange: (programmes: string[]) => void };

/** Which of several programmes a piece of evidence speaks of; nothing to ask for one (P4). */
export function SpeaksOf({ id, application, value, onChange }: Props) {
  const programmes = useLoad(headQuery(application))?.application.programmes ?? [];
  if (programmes.length < 2) return null;
  return (
    <details open={value.length > 0}>
      <summary className="mb-2 w-fit cursor-pointer text-accent">
        {value.length === 0
          ? `It speaks of all ${programmes.length} programmes`
          : `It speaks of ${value.length} of ${count(programmes.length, "programme")}`}
      </summary>
      <Choices
        id={id}
        size="md"
        label="Which programmes does it speak of?"
        hint="Tick none where it speaks of all of them."
        options={programmes.map((p) => [p.id, p.name])}
        value={value}
        onChange={onChange}
      />
    </details>
  );
}
