import { CLOCKS, KINDS, type ListState, STATES, WAITS } from "../../../lib/applications";
import type { Desk } from "../../../lib/viewer";
import { Chip, Chips } from "../../../ui/Chips";
import { Tick } from "../../../ui/kit";
import type { Level } from "../../../ui/levels";
import { SearchBox } from "../../../ui/SearchBox";
import { Status } from "../../../ui/Status";
import { Universities } from "../../../ui/Universities";
import { OPTIONAL, type Optional, USUAL } from "./columns";

type FiltersProps = {
  desk: Desk;
  search: ListState;
  levels: readonly Level[];
  /** How many stand in each state, where that is known. */
  counts?: readonly { code: string; count: number }[] | undefined;
  change: (part: Partial<ListState>, replace?: boolean) => void;
};

/** What narrows the list of applications, and which columns it has. */
export function Filters({ desk, search, levels, counts, change }: FiltersProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a search landmark
    <div role="search" aria-label="Filter applications" className="no-print -mt-3 flex flex-wrap items-center gap-2">
      <SearchBox label="Search applications" value={search.q ?? ""} onChange={(q) => change({ q }, true)} />
      <Chips
        legend="Status"
        options={STATES.map((s) => ({
          value: s,
          label: <Status state={s} />,
          ...(counts ? { count: counts.find((c) => c.code === s)?.count ?? 0 } : {}),
        }))}
        chosen={search.status}
        onChange={(status) => change({ status })}
      />
      {desk === "operator" && (
        <>
          <Universities chosen={search.university ?? ""} onChange={(university) => change({ university })} />
          <Chip on={search.unassigned ?? false} onChange={(unassigned) => change({ unassigned })}>
            Unassigned
          </Chip>
          <Choice
            label="Level"
            any="Any level"
            words={Object.fromEntries(levels.map((l) => [l.code, l.title]))}
            value={search.level?.[0] ?? ""}
            onChange={(level) => change({ level: level ? [level] : [] })}
          />
          <Choice label="Kind" any="Any kind" words={KINDS} value={search.kind ?? ""} onChange={(kind) => change({ kind })} />
          <Choice
            label="Waits for"
            any="Waits for anybody"
            words={WAITS}
            value={search.waits ?? ""}
            onChange={(waits) => change({ waits })}
          />
          <Choice label="Clock" any="Any clock" words={CLOCKS} value={search.clock ?? ""} onChange={(clock) => change({ clock })} />
          <Columns search={search} change={change} />
        </>
      )}
    </div>
  );
}

type ChoiceProps<K extends string> = {
  label: string;
  any: string;
  words: Record<K, string>;
  value: string;
  onChange: (chosen: K | "") => void;
};

function Choice<K extends string>({ label, any, words, value, onChange }: ChoiceProps<K>) {
  const known = Object.keys(words) as K[];
  return (
    <select
      aria-label={label}
      className="control min-h-8 w-auto!"
      value={value}
      onChange={(e) => onChange(known.find((k) => k === e.target.value) ?? "")}
    >
      <option value="">{any}</option>
      {known
        .filter((k) => words[k])
        .map((k) => (
          <option key={k} value={k}>
            {words[k]}
          </option>
        ))}
    </select>
  );
}

/** The columns somebody wants to see, as the address has them. */
export const wantedColumns = (search: ListState): readonly string[] => (search.columns ? search.columns.split(",") : USUAL);

function Columns({ search, change }: Pick<FiltersProps, "search" | "change">) {
  const wanted = wantedColumns(search);
  const all = Object.keys(OPTIONAL) as Optional[];
  const set = (id: Optional, on: boolean) => {
    const next = all.filter((c) => (c === id ? on : wanted.includes(c)));
    const usual = next.length === USUAL.length && next.every((c) => USUAL.includes(c));
    // One is always left: an address without columns means the usual ones.
    if (next.length > 0) change({ columns: usual ? "" : next.join(",") }, true);
  };
  return (
    <details className="relative">
      <summary className="btn flex min-h-8 cursor-pointer items-center rounded-md border border-line-2 bg-surface px-3">Columns</summary>
      <fieldset className="absolute end-0 z-6 mt-1 flex w-52 flex-col gap-2 rounded-lg border border-line bg-raised p-3 shadow-float max-md:start-0 max-md:end-auto">
        <legend className="sr-only">Columns</legend>
        {all.map((id) => (
          <Tick key={id} label={OPTIONAL[id]} checked={wanted.includes(id)} onChange={(e) => set(id, e.target.checked)} />
        ))}
      </fieldset>
    </details>
  );
}
