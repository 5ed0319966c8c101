import { graphql } from "../../gql";
import { ask } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import { Button, Skeleton } from "../../ui/kit";

const UniversityNames = graphql(`query UniversityNames($search: String!) { universityNames(search: $search) { id name } }`);

type Props = { words: string; known?: ReadonlySet<string>; onChoose: (u: { id: string; name: string }) => void };

/** Universities with these words in their names, to choose one. */
export function Names({ words, known, onChoose }: Props) {
  const names = useLoad(ask("live", UniversityNames, { search: words }))?.universityNames;
  if (!names) return <Skeleton lines={2} />;
  if (names.length === 0) return <p role="status">No university has this in its name.</p>;
  return (
    <ul aria-label="Universities" className="border-t border-line">
      {names.map((u) => (
        <li key={u.id} className="flex flex-wrap items-center gap-x-4 border-b border-line py-1.5">
          <span className="min-w-0 flex-1">{u.name}</span>
          {known?.has(u.id) ? (
            <span className="text-sm text-ink-2">Declared</span>
          ) : (
            <Button size="sm" aria-label={`Choose ${u.name}`} onClick={() => onChoose(u)}>
              Choose
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
