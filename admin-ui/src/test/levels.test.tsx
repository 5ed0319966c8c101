import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { parseSearch, stringifySearch } from "../lib/search";
import { overall } from "../routes/judge/-judging";
import { Colonnade, LevelMark } from "../ui/Colonnade";
import { belowLowest, levelColour, upTo } from "../ui/levels";

const LEVELS = ["BRONZE", "SILVER", "GOLD", "PLATINUM"].map((code, i) => ({
  code,
  title: code[0] + code.slice(1).toLowerCase(),
  rank: i + 1,
}));
const [BRONZE, SILVER, GOLD, PLATINUM] = LEVELS as [(typeof LEVELS)[0], (typeof LEVELS)[0], (typeof LEVELS)[0], (typeof LEVELS)[0]];

test("a colonnade has a column for each pillar and a course for each level of the edition", () => {
  const columns = [1, 2, 3].map((number) => ({
    number,
    title: `Pillar ${number}`,
    self: SILVER,
    outcome: number === 1 ? PLATINUM : undefined,
  }));
  render(<Colonnade levels={LEVELS} columns={columns} sought={SILVER} needed={2} />);
  const drawing = screen.getByRole("img", {
    name: "Pillar 1: Platinum; Pillar 2: self-rated Silver; Pillar 3: self-rated Silver. Sought: Silver, at or above in 2 of 3 pillars",
  });
  expect(drawing.querySelectorAll("rect")).toHaveLength(12);
  expect(drawing.querySelectorAll('rect[fill="var(--color-level-a)"]')).toHaveLength(4);
  expect(drawing.querySelectorAll('rect[fill="none"]')).toHaveLength(4);
});

test("a level mark has as many bars as there are levels, and the word", () => {
  const { container } = render(<LevelMark level={GOLD} of={4} />);
  expect(container.querySelectorAll("rect")).toHaveLength(4);
  expect(container.querySelectorAll('rect[fill="var(--color-gold)"]')).toHaveLength(3);
  expect(container).toHaveTextContent("Gold");
});

test("known levels have colours of their own; others take the scale's in turn", () => {
  expect([...LEVELS, { code: "DIAMOND", title: "Diamond", rank: 5 }].map((l) => levelColour(l).fill)).toEqual(
    ["bronze", "silver", "gold", "level-a", "level-b"].map((n) => `var(--color-${n})`),
  );
  expect(upTo(LEVELS, GOLD)).toHaveLength(3);
  expect(belowLowest(LEVELS)).toBe("Below Bronze");
});

test("J2: the level that enough pillars reach, as the decision dialog foretells it", () => {
  const six = [GOLD, SILVER, SILVER, SILVER, BRONZE, SILVER, GOLD];
  expect(overall(six, LEVELS, 6)).toBe(SILVER);
  expect(overall([...six.slice(0, 5), BRONZE, null], LEVELS, 6)).toBe(BRONZE);
  expect(overall([BRONZE, BRONZE, BRONZE, BRONZE, BRONZE, null, null], LEVELS, 6)).toBeNull();
});

test("the address bar holds lists by commas, and leaves out what is empty", () => {
  expect(
    stringifySearch({ status: ["SUBMITTED", "IN_ASSESSMENT"], q: "st mary & co", desc: true, unassigned: false, level: [], after: "" }),
  ).toBe("?status=SUBMITTED,IN_ASSESSMENT&q=st+mary+%26+co&desc=yes");
  expect(parseSearch("?status=SUBMITTED,IN_ASSESSMENT&q=st+mary+%26+co")).toEqual({ status: "SUBMITTED,IN_ASSESSMENT", q: "st mary & co" });
});
