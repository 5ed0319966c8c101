import { type KeyboardEvent, memo, type ReactNode, useCallback, useRef, useState } from "react";
import { Tick } from "./kit";

/** A column: its head, its cell, and the sort it stands for. */
export type Column<T, S extends string> = {
  id: string;
  head: string;
  cell: (row: T) => ReactNode;
  width?: string;
  sort?: S;
  rowHeader?: boolean;
};
/** Rows that can be chosen: which are, by their keys, and what each is called. */
export type Choosing<T> = { chosen: ReadonlySet<string>; onChange: (chosen: ReadonlySet<string>) => void; name: (row: T) => string };
type Props<T, S extends string> = {
  label: string;
  columns: readonly Column<T, S>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  sort?: { by: S; desc: boolean };
  onSort?: (by: S, desc: boolean) => void;
  onOpen?: (row: T) => void;
  choosing?: Choosing<T> | undefined;
  empty: ReactNode;
};

/** A native table. Up and Down (or J and K) move between rows, Home and End to the ends, Enter opens, X chooses where rows can be. */
export function DataTable<T, S extends string>({ label, columns, rows, rowKey, sort, onSort, onOpen, choosing, empty }: Props<T, S>) {
  const [at, setAt] = useState(0);
  const body = useRef<HTMLTableSectionElement>(null);
  const focusRow = useCallback((i: number) => {
    setAt(i);
    const row = body.current?.rows[i];
    row?.querySelector<HTMLElement>("a, button")?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  }, []);
  const latest = useRef(choosing);
  latest.current = choosing;
  const choose = useCallback((key: string) => {
    if (!latest.current) return;
    const next = new Set(latest.current.chosen);
    if (!next.delete(key)) next.add(key);
    latest.current.onChange(next);
  }, []);
  const onKey = (e: KeyboardEvent) => {
    if (e.ctrlKey || e.metaKey || e.altKey || !body.current?.contains(e.target as Node)) return;
    const last = rows.length - 1;
    const next = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: last }[e.key];
    const row = rows[at];
    if (next !== undefined) focusRow(Math.max(0, Math.min(last, next)));
    // Enter on a button of the row presses that.
    else if (e.key === "x" && row && choosing) choose(rowKey(row));
    else if (e.key === "Enter" && row && onOpen && !(e.target as Element).closest("button")) onOpen(row);
    else return;
    e.preventDefault();
  };
  if (rows.length === 0) return <div className="px-3">{empty}</div>;
  const here = choosing ? rows.filter((row) => choosing.chosen.has(rowKey(row))).length : 0;
  const chooseAll = () => {
    if (!choosing) return;
    const next = new Set(choosing.chosen);
    for (const row of rows) here === rows.length ? next.delete(rowKey(row)) : next.add(rowKey(row));
    choosing.onChange(next);
  };
  return (
    <table className="dt stack table-fixed md:min-w-[60rem]" onKeyDown={onKey}>
      <caption className="sr-only">
        {label}. Use the arrow keys to move between rows, Enter to open{choosing ? ", X to choose" : ""}.
      </caption>
      <thead>
        <tr>
          {choosing && (
            <th scope="col" className="w-13">
              <Tick
                hidden
                label="Choose every row of this page"
                checked={here === rows.length}
                some={here > 0 && here < rows.length}
                onChange={chooseAll}
              />
            </th>
          )}
          {columns.map((c) => {
            const on = sort && c.sort === sort.by;
            return (
              <th key={c.id} scope="col" className={c.width ?? ""} aria-sort={on ? (sort.desc ? "descending" : "ascending") : undefined}>
                {c.sort && onSort ? (
                  <button
                    type="button"
                    onClick={() => onSort(c.sort as S, on ? !sort.desc : false)}
                    className="-ms-1 min-h-6 cursor-pointer rounded-sm px-1 hover:text-ink"
                  >
                    {c.head}
                    <span aria-hidden="true">{on ? (sort.desc ? " ↓" : " ↑") : ""}</span>
                  </button>
                ) : (
                  c.head
                )}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row, i) => (
          <Row
            key={rowKey(row)}
            row={row}
            columns={columns as readonly Column<unknown, string>[]}
            at={at === i}
            index={i}
            setAt={setAt}
            open={onOpen as ((row: unknown) => void) | undefined}
            id={rowKey(row)}
            chosen={choosing?.chosen.has(rowKey(row))}
            name={choosing?.name(row) ?? ""}
            choose={choose}
          />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = {
  row: unknown;
  columns: readonly Column<unknown, string>[];
  at: boolean;
  index: number;
  setAt: (i: number) => void;
  open: ((row: unknown) => void) | undefined;
  id: string;
  /** Undefined where rows cannot be chosen. */
  chosen: boolean | undefined;
  name: string;
  choose: (key: string) => void;
};
const Row = memo(function Row({ row, columns, at, index, setAt, open, id, chosen, name, choose }: RowProps) {
  return (
    <tr data-at={at || undefined} data-selected={chosen || undefined} onFocus={() => setAt(index)} onDoubleClick={() => open?.(row)}>
      {chosen !== undefined && (
        <td>
          <Tick hidden label={`Choose ${name}`} checked={chosen} onChange={() => choose(id)} />
        </td>
      )}
      {columns.map((c) =>
        c.rowHeader ? (
          <th key={c.id} scope="row">
            {c.cell(row)}
          </th>
        ) : (
          <td key={c.id}>{c.cell(row)}</td>
        ),
      )}
    </tr>
  );
});
