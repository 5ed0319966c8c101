import { expect, fits, goes, meet, settled, test } from "./parts/watch.ts";

const OPERATOR = "Rachel Lindqvist";

test("an operator acts on many applications at once, by keyboard, and takes it back", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn(OPERATOR);
  const { page } = person;
  await goes(page, "Applications");
  const table = page.getByRole("table", { name: "Applications" });
  const chosen = page.getByRole("region", { name: "What is chosen" });
  await expect(chosen).toHaveCount(0);

  await test.step("rows are chosen with X, and all that match with one press", async () => {
    await page.getByText("In assessment", { exact: true }).first().click();
    await expect(table.getByText(/^(Draft|Submitted|Decided|Awarded)$/)).toHaveCount(0);
    await settled(page);
    await table.getByRole("link").first().focus();
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(chosen.getByRole("status")).toHaveText("2 applications chosen");
    await expect(table.getByRole("checkbox", { name: /^Choose [A-Z]+-\d+/ }).nth(1)).toBeChecked();
    await meet(page, "applications-chosen");
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "chosen at 320 px");
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("a hold asks why, and shows what it comes to before anything happens", async () => {
    await chosen.getByRole("button", { name: "Put on hold" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Put 2 applications on hold?" });
    await dialog.getByRole("button", { name: "Look at what it means" }).press("Enter");
    await expect(dialog.getByText("Say why they are put on hold")).toBeVisible();
    await dialog.getByRole("textbox", { name: "Why?" }).fill("The panel does not meet in December.");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Put 2 applications on hold" })).toBeVisible();
    await expect(page.getByText("Nothing is changed yet")).toBeVisible();
    const rows = page.getByRole("table", { name: "Applications of this act" });
    await expect(rows.getByText("May be done")).toHaveCount(2);
    await expect(rows.getByText("In assessment")).toHaveCount(2);
    await meet(page, "act-looked-at", true);
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "an act at 320 px");
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("it is done to each, and taken back", async () => {
    await page.getByRole("button", { name: "Put 2 applications on hold" }).press("Enter");
    const rows = page.getByRole("table", { name: "Applications of this act" });
    await expect(page.getByText("2 applications put on hold")).toBeVisible();
    await expect(rows.getByText("On hold")).toHaveCount(2);
    await meet(page, "act-done", true);
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await expect(page.getByText("Taken back for 2 applications")).toBeVisible();
    await expect(rows.getByText("In assessment")).toHaveCount(2);
    await page.getByRole("link", { name: "Earlier acts" }).click();
    await expect(page.getByRole("row").filter({ hasText: "Put 2 applications on hold" })).toContainText("Taken back for 2");
    await meet(page, "acts", true);
  });

  await test.step("one alone is reminded of, once a day", async () => {
    await page.goto("/applications?status=AWAITING_EVIDENCE");
    await settled(page);
    await table.getByRole("link").first().click();
    await page.getByRole("button", { name: "Remind the university" }).click();
    await expect(page.getByText("The reminder is on its way")).toBeVisible();
    await meet(page, "reminded");
    await page.getByRole("button", { name: "Remind the university" }).click();
    await expect(page.getByText(/A reminder was sent today/)).toBeVisible();
  });

  await test.step("where it may be done to none, each row says why", async () => {
    await page.goto("/applications?status=DECIDED");
    await settled(page);
    await table.getByRole("checkbox", { name: "Choose every row of this page" }).check();
    await chosen.getByRole("button", { name: "Remind" }).click();
    await expect(page.getByText("It may be done to none of them")).toBeVisible();
    await expect(page.getByText("there is nothing to remind anybody of").first()).toBeVisible();
    await meet(page, "act-refused");
  });
});

test("cases are given to one assessor together, and a view is shared with its columns", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn(OPERATOR);
  const { page } = person;
  await page.goto("/applications?status=IN_ASSESSMENT,AWAITING_EVIDENCE");
  await settled(page);
  const table = page.getByRole("table", { name: "Applications" });
  await table.getByRole("checkbox", { name: "Choose every row of this page" }).check();
  const chosen = page.getByRole("region", { name: "What is chosen" });

  await test.step("what stands in the way of each is shown, and the rest is given", async () => {
    await chosen.getByRole("button", { name: "Assign" }).click();
    const dialog = page.getByRole("dialog", { name: "Assign" });
    const who = dialog.getByRole("combobox");
    await expect(who.getByRole("option").nth(1)).toBeAttached();
    const names = await who.getByRole("option").allTextContents();
    for (const name of names.slice(1)) {
      await who.selectOption({ label: name });
      await expect(dialog.getByText(/may be given/)).toBeVisible();
      if (await dialog.getByRole("button", { name: /^Assign \d+ case/ }).isVisible()) break;
    }
    await meet(page, "assign-together");
    await dialog.getByRole("button", { name: /^Assign \d+ case/ }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText(/^\d+ cases? moved$/)).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText(/^\d+ cases? put back$/)).toBeVisible();
    await expect(page.getByText(/ stays: /)).toHaveCount(0);
    await page.getByRole("button", { name: "Dismiss" }).click();
  });

  await test.step("the columns are chosen, and the view is kept for everybody", async () => {
    await page.locator("summary", { hasText: "Columns" }).click();
    await page.getByRole("checkbox", { name: "Waits for" }).check();
    await page.getByRole("checkbox", { name: "Pillars" }).uncheck();
    await expect(table.getByRole("columnheader", { name: "Waits for" })).toBeVisible();
    await expect(table.getByRole("columnheader", { name: "Pillars" })).toHaveCount(0);
    await meet(page, "applications-columns");
    await page.locator("summary", { hasText: "Columns" }).click();
    await page.getByRole("button", { name: "Save this view" }).click();
    const dialog = page.getByRole("dialog", { name: "Save this view" });
    await dialog.getByRole("textbox", { name: "Name" }).fill("Whose move");
    await dialog.getByRole("checkbox", { name: /everybody/ }).check();
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await goes(page, "Applications");
    await page.getByRole("list", { name: "Saved views" }).getByRole("link", { name: "Whose move" }).click();
    await expect(table.getByRole("columnheader", { name: "Waits for" })).toBeVisible();
    await expect(page).toHaveURL(/status=IN_ASSESSMENT,AWAITING_EVIDENCE.*columns=/);
  });
});
