import { type KeyboardEvent, memo, type ReactNode, useCallback, useRef, useState } from "react";

/** A column: its head, its cell, and the sort it stands for. */
export type Column<T, S extends string> = {
  id: string;
  head: string;
  cell: (row: T) => ReactNode;
  width?: string;
  sort?: S;
  rowHeader?: boolean;
};
type Props<T, S extends string> = {
  label: string;
  columns: readonly Column<T, S>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  sort?: { by: S; desc: boolean };
  onSort?: (by: S, desc: boolean) => void;
  onOpen?: (row: T) => void;
  empty: ReactNode;
};

/** A native table. Up and Down (or J and K) move between rows, Home and End to the ends, Enter opens. */
export function DataTable<T, S extends string>({ label, columns, rows, rowKey, sort, onSort, onOpen, empty }: Props<T, S>) {
  const [at, setAt] = useState(0);
  const body = useRef<HTMLTableSectionElement>(null);
  const focusRow = useCallback((i: number) => {
    setAt(i);
    const row = body.current?.rows[i];
    row?.querySelector<HTMLElement>("a, button")?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  }, []);
  const onKey = (e: KeyboardEvent) => {
    if (e.ctrlKey || e.metaKey || e.altKey || !body.current?.contains(e.target as Node)) return;
    const last = rows.length - 1;
    const next = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: last }[e.key];
    const row = rows[at];
    if (next !== undefined) focusRow(Math.max(0, Math.min(last, next)));
    // Enter on a button of the row presses that.
    else if (e.key === "Enter" && row && onOpen && !(e.target as Element).closest("button")) onOpen(row);
    else return;
    e.preventDefault();
  };
  if (rows.length === 0) return <div className="px-3">{empty}</div>;
  return (
    <table className="dt stack table-fixed md:min-w-[60rem]" onKeyDown={onKey}>
      <caption className="sr-only">{label}. Use the arrow keys to move between rows, Enter to open.</caption>
      <thead>
        <tr>
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
};
const Row = memo(function Row({ row, columns, at, index, setAt, open }: RowProps) {
  return (
    <tr data-at={at || undefined} onFocus={() => setAt(index)} onDoubleClick={() => open?.(row)}>
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
