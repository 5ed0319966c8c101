import { readFileSync } from "node:fs";
import { expect, fits, goes, meet, settled, test } from "./parts/watch.ts";

const OPERATOR = "Rachel Lindqvist";
const MANAGER = "Siân Prydderch";

test("an operator narrows the audit trail, opens a line and takes it away, by keyboard", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn(OPERATOR);
  const { page } = person;
  await goes(page, "Audit");
  const table = page.getByRole("table", { name: "Audit trail" });
  const status = page.getByRole("status").filter({ hasText: /lines?$/ });
  await expect(table.getByRole("row").nth(1)).toBeVisible();
  await meet(page, "audit");
  await page.setViewportSize({ width: 320, height: 700 });
  await fits(page, "the audit trail at 320 px");
  await meet(page, "audit-phone");
  await page.setViewportSize({ width: 1440, height: 900 });

  await test.step("by what, and exactly what", async () => {
    await page.getByRole("combobox", { name: "About" }).selectOption("Programmes and frameworks");
    await expect(page).toHaveURL(/kind=PROGRAMME/);
    await page.getByRole("combobox", { name: "What exactly" }).selectOption("Programme added");
    await expect(page).toHaveURL(/act=programme.added/);
    const from = page.getByRole("group", { name: "From" });
    await from.getByLabel("Day").fill("1");
    await from.getByLabel("Month").fill("1");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Enter a day such as 23 11 2026")).toBeVisible();
    await from.getByLabel("Year").fill("2020");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/from=2020-01-01/);
    await expect(table.getByRole("row").nth(1)).toContainText("added");
    await settled(page);
  });

  await test.step("a line is opened and closed", async () => {
    await table.getByRole("button").first().focus();
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("programme.added")).toBeVisible();
    await expect(dialog.getByRole("table", { name: "What was written" })).toBeVisible();
    await expect(dialog.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
    await meet(page, "audit-line");
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "a line at 320 px");
    await meet(page, "audit-line-phone");
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(table.getByRole("button").first()).toBeFocused();
  });

  await test.step("it is taken away as it is seen", async () => {
    const lines = Number((await status.first().textContent())?.replace(/\D/g, ""));
    await page.getByRole("button", { name: "Export", exact: true }).press("Enter");
    const dialog = page.getByRole("dialog", { name: /^Export / });
    await dialog.getByRole("radio", { name: "CSV" }).focus();
    await page.keyboard.press("Space");
    await dialog.getByRole("button", { name: "Export" }).press("Enter");
    await expect(dialog.getByText(/^Ready: /)).toBeVisible();
    const arriving = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Download" }).press("Enter");
    const file = await arriving;
    expect(file.suggestedFilename()).toBe("Audit trail 2026-11-23.csv");
    const rows = readFileSync(await file.path(), "utf8").trim().split("\r\n");
    expect(rows).toHaveLength(lines + 1);
    for (const row of rows.slice(1)) expect(row).toContain('"programme.added"');
    await page.keyboard.press("Escape");
  });

  await test.step("words are looked for in few days, and nothing found says what to do", async () => {
    await page.getByRole("searchbox", { name: "Words or a reference" }).fill("added");
    await expect(page.getByText("Words are looked for in 92 days at most: choose")).toBeVisible();
    await meet(page, "audit-refused");
    await page.getByRole("button", { name: "The last 90 days" }).press("Enter");
    await page.getByRole("searchbox", { name: "Words or a reference" }).fill("no such words");
    await expect(page.getByText("No line matches")).toBeVisible();
    await meet(page, "audit-empty");
    await page.getByRole("button", { name: "Clear the filters" }).press("Enter");
    await expect(table.getByRole("row").nth(1)).toBeVisible();
    await page.getByRole("searchbox", { name: "Who" }).fill("rachel");
    await expect(page).toHaveURL(/who=rachel/);
    await settled(page);
    // The head alone is of nobody.
    await expect(table.getByRole("row").filter({ hasNotText: OPERATOR })).toHaveCount(1);
    await expect(table.getByRole("row").nth(1)).toContainText(OPERATOR);
  });

  await test.step("what was taken away is in the trail", async () => {
    await page.getByRole("searchbox", { name: "Who" }).fill("");
    await page.getByRole("combobox", { name: "About" }).selectOption("Exports and reports");
    await expect(table.getByRole("button", { name: /An export of Audit trail was downloaded/ })).toBeVisible();
  });

  await test.step("it prints", async () => {
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("search")).toBeHidden();
    await expect(table).toBeVisible();
    await page.emulateMedia({ media: "screen" });
  });
});

test("a manager reads their own university's trail, and not from where staff came", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn(MANAGER, "/audit");
  const { page } = person;
  const table = page.getByRole("table", { name: "Audit trail" });
  await expect(table.getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("combobox", { name: "University" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Export", exact: true })).toHaveCount(0);
  await expect(page.getByRole("combobox", { name: "About" }).getByRole("option", { name: "Second marking" })).toHaveCount(0);
  await meet(page, "audit-manager");
  await table.getByRole("button").first().press("Enter");
  await expect(page.getByRole("dialog").getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  await expect(page.getByRole("dialog").getByText("Line", { exact: true })).toHaveCount(0);
  await meet(page, "audit-manager-line");
});
