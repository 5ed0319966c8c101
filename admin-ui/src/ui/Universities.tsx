import { useLoad } from "../lib/queries";
import { universityNamesQuery } from "../lib/universities";

/** Narrows a list to one university. */
export function Universities({ chosen, onChange }: { chosen: string; onChange: (id: string) => void }) {
  const all = useLoad(universityNamesQuery) ?? [];
  return (
    <select aria-label="University" className="control min-h-8 w-auto!" value={chosen} onChange={(e) => onChange(e.target.value)}>
      <option value="">Every university</option>
      {all.map((u) => (
        <option key={u.id} value={u.id}>
          {u.name}
        </option>
      ))}
    </select>
  );
}
