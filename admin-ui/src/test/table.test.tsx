import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { type Column, DataTable } from "../ui/DataTable";

type Row = { id: string; name: string };
const ROWS: Row[] = ["a", "b", "c", "d"].map((id) => ({ id, name: `Programme ${id}` }));
const COLUMNS: readonly Column<Row, "NAME">[] = [
  { id: "id", head: "Reference", cell: (r) => <a href={`#${r.id}`}>{r.id}</a> },
  { id: "name", head: "Programme", sort: "NAME", rowHeader: true, cell: (r) => r.name },
];
function show(more: Partial<Parameters<typeof DataTable<Row, "NAME">>[0]> = {}) {
  const onOpen = vi.fn();
  const onSort = vi.fn();
  render(
    <DataTable
      label="Programmes"
      columns={COLUMNS}
      rows={ROWS}
      rowKey={(r) => r.id}
      onOpen={onOpen}
      onSort={onSort}
      empty="Nothing here"
      {...more}
    />,
  );
  return { onOpen, onSort, link: (name: string) => screen.getByRole("link", { name }) };
}

test("arrows, J and K, Home and End move between rows and stop at the ends", async () => {
  const { link } = show();
  const user = userEvent.setup();
  link("a").focus();
  await user.keyboard("{ArrowDown}");
  expect(link("b")).toHaveFocus();
  await user.keyboard("j");
  expect(link("c")).toHaveFocus();
  await user.keyboard("k");
  expect(link("b")).toHaveFocus();
  await user.keyboard("{End}{ArrowDown}");
  expect(link("d")).toHaveFocus();
  await user.keyboard("{Home}{ArrowUp}");
  expect(link("a")).toHaveFocus();
});

test("Enter opens the row that has the focus, wherever it was reached from", async () => {
  const { link, onOpen } = show();
  const user = userEvent.setup();
  link("c").focus();
  await user.keyboard("{Enter}");
  expect(onOpen).toHaveBeenLastCalledWith(ROWS[2]);
});

test("keys with Ctrl are the browser's", async () => {
  const { link } = show();
  const user = userEvent.setup();
  link("a").focus();
  await user.keyboard("{Control>}j{/Control}");
  expect(link("a")).toHaveFocus();
});

test("the head sorts, says so, and turns round", async () => {
  const { onSort } = show({ sort: { by: "NAME", desc: false } });
  expect(screen.getByRole("columnheader", { name: "Programme" })).toHaveAttribute("aria-sort", "ascending");
  await userEvent.click(screen.getByRole("button", { name: "Programme" }));
  expect(onSort).toHaveBeenCalledWith("NAME", true);
});

test("each row has a header cell, and an empty table says what to do", () => {
  const { unmount } = render(<DataTable label="Programmes" columns={COLUMNS} rows={ROWS} rowKey={(r) => r.id} empty="" />);
  expect(within(screen.getByRole("table")).getAllByRole("rowheader")).toHaveLength(4);
  unmount();
  show({ rows: [] });
  expect(screen.queryByRole("table")).not.toBeInTheDocument();
  expect(screen.getByText("Nothing here")).toBeInTheDocument();
});
