import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Chart, ceiling } from "../ui/Chart";

test("a scale ends just above what it shows", () => {
  for (const [most, wanted] of [
    [0, 4],
    [4, 4],
    [5, 6],
    [7, 8],
    [11, 20],
    [21, 40],
    [260, 400],
    [2400, 4000],
  ] as const)
    expect(ceiling(most)).toBe(wanted);
});

test("a chart says all its figures, and gives them as a table", () => {
  const points = [
    { label: "Oct 26", values: [3, 0] },
    { label: "Nov 26", values: [5, 1] },
  ];
  render(<Chart title="8 in time" of="Month" series={["In time", "Late"]} points={points} query="{ x }" />);
  expect(screen.getByRole("img").getAttribute("aria-label")).toBe("8 in time. Oct 26: In time 3, Late 0; Nov 26: In time 5, Late 1");
  fireEvent.click(screen.getByRole("button", { name: "Show as table" }));
  expect(screen.queryByRole("img")).toBeNull();
  const cells = screen.getAllByRole("cell").map((cell) => cell.textContent);
  expect(cells).toEqual(["3", "0", "5", "1"]);
});

test("where there is nothing it says so", () => {
  render(<Chart title="None" of="Month" series={["A"]} points={[{ label: "Nov 26", values: [0] }]} query="{ x }" />);
  expect(screen.getByText("Nothing in these months.")).toBeTruthy();
});
