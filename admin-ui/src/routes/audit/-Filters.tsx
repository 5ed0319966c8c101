import { useState } from "react";
import { DateInput, toDate } from "../../forms/fields";
import type { TrailKindsQuery } from "../../gql/graphql";
import { inWords } from "../../lib/trail";
import type { TrailListState } from "../../lib/trail-search";
import type { Desk } from "../../lib/viewer";
import { Button } from "../../ui/kit";
import { SearchBox } from "../../ui/SearchBox";
import { Universities } from "../../ui/Universities";

type FilterProps = {
  desk: Desk;
  kinds: TrailKindsQuery["trailKinds"];
  search: TrailListState;
  change: (part: Partial<TrailListState>, replace?: boolean) => void;
};

/** What narrows the trail: days, what, who, where, words. */
export function Filters({ desk, kinds, search, change }: FilterProps) {
  const kind = kinds.find((k) => k.kind === search.kind);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a search landmark
    <div role="search" aria-label="Filter the trail" className="no-print -mt-3 flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox
          label="Words or a reference"
          hint="Words, or a whole reference"
          value={search.q ?? ""}
          onChange={(q) => change({ q }, true)}
        />
        <SearchBox label="Who" hint="Who" value={search.who ?? ""} onChange={(who) => change({ who }, true)} />
        <select
          aria-label="About"
          className="control min-h-8 w-auto! max-w-full"
          value={kind?.kind ?? ""}
          onChange={(e) => change({ kind: e.target.value, act: undefined })}
        >
          <option value="">About anything</option>
          {kinds.map((k) => (
            <option key={k.kind} value={k.kind}>
              {k.title}
            </option>
          ))}
        </select>
        {kind && (
          <select
            aria-label="What exactly"
            className="control min-h-8 w-auto! max-w-full"
            value={search.act ?? ""}
            onChange={(e) => change({ act: e.target.value || undefined })}
          >
            <option value="">Any of these acts</option>
            {kind.acts.map((act) => (
              <option key={act} value={act}>
                {inWords(act)}
              </option>
            ))}
          </select>
        )}
        {desk === "operator" && <Universities chosen={search.university ?? ""} onChange={(university) => change({ university })} />}
      </div>
      <Days key={`${search.from} ${search.to}`} search={search} change={change} />
    </div>
  );
}

/** The days that are shown; without a first one, the last 90. */
function Days({ search, change }: Pick<FilterProps, "search" | "change">) {
  const [from, setFrom] = useState(search.from ?? "");
  const [to, setTo] = useState(search.to ?? "");
  const [tried, setTried] = useState(false);
  const [first, last] = [toDate(from), toDate(to)];
  const wrong = {
    from: from !== "" && !first ? "Enter a day such as 23 11 2026" : undefined,
    to:
      to !== "" && !last
        ? "Enter a day such as 23 11 2026"
        : first && last && first > last
          ? "Enter a day on or after the first"
          : undefined,
  };
  return (
    <form
      noValidate
      className="flex flex-wrap items-end gap-x-6 gap-y-3"
      onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        if (!wrong.from && !wrong.to) change({ from: first ?? undefined, to: last ?? undefined });
      }}
    >
      <DateInput id="audit-from" size="md" label="From" value={from} onChange={setFrom} error={tried ? wrong.from : undefined} />
      <DateInput id="audit-to" size="md" label="To" value={to} onChange={setTo} error={tried ? wrong.to : undefined} />
      <div className="flex gap-2">
        <Button type="submit">Show these days</Button>
        {(search.from || search.to) && <Button onClick={() => change({ from: undefined, to: undefined })}>The last 90 days</Button>}
      </div>
      <p className="max-w-[46ch] text-sm text-ink-2">
        Without a first day, 90 days are shown. Words are looked for in 92 days at most; a whole reference such as ALD-0001 finds every line
        of its application.
      </p>
    </form>
  );
}
