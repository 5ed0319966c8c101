import { useState } from "react";
import { Choices } from "../../../forms/fields";
import type { Criterion } from "../../../lib/queries";

type Props = {
  id: string;
  label: string;
  criteria: readonly Criterion[];
  value: readonly string[];
  onChange: (refs: string[]) => void;
  error?: string | undefined;
};

/** The criteria that a piece of evidence shows: those of the pillars it began with first, the others on demand. */
export function Criteria({ id, label, criteria, value, onChange, error }: Props) {
  const [near] = useState(() => new Set(criteria.filter((c) => value.includes(c.ref)).map((c) => c.pillar)));
  const options = (list: readonly Criterion[]) => list.map((c) => [c.ref, `${c.ref} ${c.title}`] as const);
  const first = near.size > 0 ? criteria.filter((c) => near.has(c.pillar)) : criteria;
  const others = near.size > 0 ? criteria.filter((c) => !near.has(c.pillar)) : [];
  return (
    <div className="flex flex-col gap-3">
      <Choices id={id} size="md" label={label} options={options(first)} value={value} onChange={onChange} error={error} />
      {others.length > 0 && (
        <details>
          <summary className="mb-2 w-fit cursor-pointer text-accent">Criteria of other pillars</summary>
          <Choices id={`${id}-others`} size="md" label="Other pillars" options={options(others)} value={value} onChange={onChange} />
        </details>
      )}
    </div>
  );
}
