import { graphql } from "../../gql";
import { ask } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import { Chip, Chips } from "../../ui/Chips";
import { SearchBox } from "../../ui/SearchBox";
import { base, type CaseloadState, CLOCKS, KINDS, PARTIES } from "./search";

const CaseloadCounts = graphql(`query CaseloadCounts($filter: ApplicationFilter) {
  applicationCounts(filter: $filter) {
    total unread
    clocks { code count }
    waitingOn { code count }
    kinds { code count }
    levels { code count }
  }
}`);
const CaseloadChoices = graphql(`query CaseloadChoices {
  currentEdition { id levels { code title rank } }
  universities(first: 100) { nodes { id name } }
}`);

const CLOCK = {
  OVERDUE: "Overdue",
  DUE_SOON: "Due within 5 days",
  RUNNING: "Due later",
  STOPPED: "Clock stopped",
  NOT_STARTED: "Not started",
};
const WAITS = { ASSESSOR: "Waits for you", UNIVERSITY: "For the university", OPERATOR: "For the operator" };
const KIND = { INITIAL: "Initial", REACCREDITATION: "Reaccreditation" };

type FiltersProps = { search: CaseloadState; change: (part: Partial<CaseloadState>, replace?: boolean) => void };

/** What narrows the caseload, each with how many cases it leaves; the numbers follow what happens elsewhere. */
export function Filters({ search, change }: FiltersProps) {
  const counts = useLoad(ask("live", CaseloadCounts, { filter: base(search) }))?.applicationCounts;
  const choices = useLoad(ask("still", CaseloadChoices));
  const of = (rows: readonly { code: string; count: number }[] | undefined, code: string) =>
    counts && (rows?.find((r) => r.code === code)?.count ?? 0);
  /** Those that leave anything, and those that are on. */
  const left = <T extends string>(codes: readonly T[], words: Record<T, string>, rows: Parameters<typeof of>[0], on: readonly T[] = []) =>
    codes.map((value) => ({ value, label: words[value], count: of(rows, value) })).filter((o) => o.count !== 0 || on.includes(o.value));
  const decided = search.show === "decided";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a search landmark
    <div role="search" aria-label="Filter the caseload" className="no-print -mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <SearchBox label="Search the caseload" value={search.q ?? ""} onChange={(q) => change({ q }, true)} />
      {(counts?.unread !== 0 || search.unread) && (
        <Chip on={search.unread ?? false} count={counts?.unread} onChange={(unread) => change({ unread })}>
          Unread
        </Chip>
      )}
      {!decided && (
        <>
          <Chips
            legend="Waiting on"
            options={left(PARTIES, WAITS, counts?.waitingOn, search.waits)}
            chosen={search.waits}
            onChange={(waits) => change({ waits })}
          />
          <Chips
            legend="Due"
            options={left(CLOCKS, CLOCK, counts?.clocks, search.clock)}
            chosen={search.clock}
            onChange={(clock) => change({ clock })}
          />
        </>
      )}
      <select
        aria-label="Kind"
        className="control min-h-8 w-auto!"
        value={search.kind?.[0] ?? ""}
        onChange={(e) => change({ kind: KINDS.filter((k) => k === e.target.value) })}
      >
        <option value="">Any kind</option>
        {KINDS.map((k) => (
          <option key={k} value={k}>
            {counts ? `${KIND[k]} (${of(counts.kinds, k)})` : KIND[k]}
          </option>
        ))}
      </select>
      <select
        aria-label="Level"
        className="control min-h-8 w-auto!"
        value={search.level ?? ""}
        onChange={(e) => change({ level: e.target.value })}
      >
        <option value="">Any level</option>
        {choices?.currentEdition?.levels.map((l) => (
          <option key={l.code} value={l.code}>
            {counts ? `${l.title} (${of(counts.levels, l.code)})` : l.title}
          </option>
        ))}
      </select>
      <select
        aria-label="University"
        className="control min-h-8 w-auto! max-w-60"
        value={search.university ?? ""}
        onChange={(e) => change({ university: e.target.value })}
      >
        <option value="">Any university</option>
        {choices?.universities.nodes.map((u) => (
          <option key={u.id} value={u.id}>
            {u.name}
          </option>
        ))}
      </select>
    </div>
  );
}
