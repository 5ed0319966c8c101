import { expect, fits, meet, part, settled, test } from "./parts/watch.ts";

const OPERATOR = "Rachel Lindqvist";

test("an operator reads what waits for them and how the months went, by keyboard", async ({ arrives }) => {
  const person = await arrives({ permissions: ["clipboard-read", "clipboard-write"] });
  await person.signsIn(OPERATOR);
  const { page } = person;
  const needs = page.getByRole("region", { name: "What needs you now" });
  const months = part(page, "How the months went");

  await test.step("each number leads to where it is done", async () => {
    await expect(needs.getByRole("link", { name: "to be paid" })).toBeVisible();
    await settled(page);
    await expect(months.getByRole("img", { name: /invoiced and .* paid, incl. VAT/ })).toBeVisible();
    await expect(months.getByRole("img", { name: /in force: / })).toBeVisible();
    await expect(months.getByRole("img", { name: /hold an award.*England: / })).toBeVisible();
    await meet(page, "overview-months", true);
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "the overview at 320 px");
    await expect(months.getByRole("table").first()).toBeVisible();
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("a chart is a table as well, and its query can be taken", async () => {
    const income = months.getByRole("figure").filter({ hasText: "invoiced and" });
    await income.getByRole("button", { name: "Show as table" }).press("Enter");
    const table = income.getByRole("table");
    await expect(table.getByRole("row")).toHaveCount(13);
    await expect(table.getByRole("columnheader")).toHaveText(["Month", "Invoiced", "Credited", "Paid"]);
    await income.getByRole("button", { name: "Copy the query" }).press("Enter");
    await expect(income.getByRole("button", { name: "Copied the query" })).toBeVisible();
    const query = await page.evaluate(() => navigator.clipboard.readText());
    expect(query).toMatch(/^query OverviewIncome[^}]*income \{\s+month/);
    await meet(page, "overview-table");
  });

  await test.step("for other months, and in print", async () => {
    await months.getByRole("combobox", { name: "Months" }).selectOption("The last 6 months");
    const income = months.getByRole("figure").filter({ hasText: "invoiced and" });
    await expect(income.getByRole("table").getByRole("row")).toHaveCount(7);
    await page.emulateMedia({ media: "print" });
    await expect(months.getByRole("table").nth(1)).toBeVisible();
    await page.emulateMedia({ media: "screen", forcedColors: "active" });
    await expect(months.getByRole("img", { name: /awards in force: / })).toBeVisible();
    await page.emulateMedia({ forcedColors: "none" });
  });

  await test.step("what waits is one press away", async () => {
    await needs.getByRole("link", { name: "to be paid" }).press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Applications" })).toBeVisible();
  });
});
