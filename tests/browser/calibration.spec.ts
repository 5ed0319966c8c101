import { expect, fits, goes, meet, settled, test } from "./parts/watch.ts";

const OPERATOR = "Rachel Lindqvist";
const NEW = "Nia Okafor";
const ASSESSOR = "Helena Brandt";

test("a new assessor marks the calibration set before a first case; operators see how alike assessors mark", async ({ arrives }) => {
  test.setTimeout(240_000);
  const operator = await arrives();
  await operator.signsIn(OPERATOR);
  const desk = operator.page;

  await test.step("how alike assessors mark is read, printed and looked at by criterion", async () => {
    await goes(desk, "Consistency");
    await expect(desk.getByRole("heading", { level: 2, name: "In all" })).toBeVisible();
    await expect(desk.getByText(/^Agreement \d/)).toBeVisible();
    const criteria = desk.getByRole("table", { name: /^Criteria/ });
    await expect(criteria.getByRole("row").nth(1)).toBeVisible();
    await criteria.getByRole("button", { name: "Criterion" }).click();
    await expect(criteria.getByRole("rowheader").first()).toContainText("1.1");
    await meet(desk, "consistency", true);
    await desk.getByRole("combobox", { name: "Period" }).selectOption("60");
    await expect(desk).toHaveURL(/months=60/);
    await expect(desk.getByText(/^Agreement \d/)).toBeVisible();
  });

  await test.step("a gold case is made of a decided one; a text that says whose it is is refused", async () => {
    await goes(desk, "Calibration");
    await expect(desk.getByRole("listitem").filter({ hasText: "Made on" })).toHaveCount(2);
    await desk.getByRole("link", { name: "Make a gold case" }).click();
    await desk.getByRole("textbox", { name: "Reference, university or programme" }).fill("Kirkmoor");
    await desk.getByRole("listitem").filter({ hasText: "Kirkmoor" }).getByRole("link").first().click();
    await desk.getByRole("textbox", { name: "Name in the set" }).fill("One of Kirkmoor");
    await meet(desk, "gold-case", true);
    for (const box of await desk.getByRole("checkbox").all()) if (await box.isEnabled()) await box.uncheck();
    await desk.getByRole("checkbox", { name: /^1\.1/ }).check();
    await desk.getByRole("button", { name: "Make the gold case" }).click();
    await expect(desk.getByRole("alert")).toContainText("Kirkmoor");
    await desk.getByRole("textbox", { name: "Name in the set" }).fill("One of the north");
    await desk.getByRole("button", { name: "Make the gold case" }).click();
    await expect(desk.getByRole("heading", { level: 1, name: "Calibration set" })).toBeVisible();
    await expect(desk.getByRole("listitem").filter({ hasText: "Made on" })).toHaveCount(3);
    await desk.getByRole("button", { name: "Retire One of the north" }).click();
    await expect(desk.getByText(/^Retired on/)).toBeVisible();
  });

  const assessor = await arrives();
  await assessor.signsIn(NEW);
  const { page } = assessor;
  await test.step("a new assessor is given no case before", async () => {
    await page.getByRole("button", { name: "Take the next case" }).first().click();
    await expect(page.getByText(/Mark the calibration set first/)).toBeVisible();
  });
  await test.step("and marks the set by keyboard, blind", async () => {
    await goes(page, "Calibration");
    await expect(page.getByText("0 of 11 criteria marked")).toBeVisible();
    await meet(page, "calibration", true);
    await page.setViewportSize({ width: 320, height: 900 });
    await fits(page, "calibration");
    await page.setViewportSize({ width: 1280, height: 900 });
    await expect(page.getByText("Known:")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Finish and show the known marks" })).toHaveAttribute("aria-disabled", "true");
    for (let n = 1; n <= 11; n += 1) {
      await page.keyboard.press("j");
      await page.keyboard.press(n === 3 ? "n" : "m");
      await expect(page.getByText(n < 11 ? `${n} of 11 criteria marked` : /^Everything is marked/)).toBeVisible();
    }
    await settled(page);
    await page.getByRole("button", { name: "Finish and show the known marks" }).click();
    await expect(page.getByText(new RegExp(`^${NEW} (passed|has not passed): \\d+ of 11 criteria marked as known\\.$`))).toBeVisible();
    await expect(page.getByText("Known:").first()).toBeVisible();
    await meet(page, "calibration-finished", true);
  });
  await test.step("which operators see, and a first case may be theirs", async () => {
    await desk.reload();
    const row = desk.getByRole("row").filter({ hasText: NEW });
    await expect(row).toContainText(/Finished on/);
    await expect(row).toContainText(/May be given/);
    await meet(desk, "calibration-operator", true);
  });

  await test.step("an assessor sees how they themself mark", async () => {
    const other = await arrives();
    await other.signsIn(ASSESSOR);
    await goes(other.page, "Availability");
    await expect(other.page.getByRole("heading", { name: "How you mark beside colleagues" })).toBeVisible();
    await expect(other.page.getByText(/marks otherwise than colleagues|more leniently|more strictly/).first()).toBeVisible();
    await meet(other.page, "own-consistency", true);
  });
});
