/** The ids with one more, or one fewer. */
export const flip = (set: ReadonlySet<string>, id: string, on: boolean) => {
  const next = new Set(set);
  if (on) next.add(id);
  else next.delete(id);
  return next;
};

type PickProps = { id: string; label: string; on: boolean; disabled?: boolean; onChange: (on: boolean) => void };

/** A tick before what it chooses, named for who hears it. */
export function Pick({ id, label, on, disabled, onChange }: PickProps) {
  return (
    <input
      type="checkbox"
      id={id}
      aria-label={label}
      checked={on}
      disabled={disabled}
      onChange={(e) => onChange(e.target.checked)}
      className="mt-1 size-5 accent-accent"
    />
  );
}
