import { readFileSync } from "node:fs";
import { expect, fits, goes, meet, settled, test } from "./parts/watch.ts";

const OPERATOR = "Rachel Lindqvist";

test("an operator takes the table away as it is seen, by keyboard", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn(OPERATOR);
  const { page } = person;
  await goes(page, "Applications");
  const table = page.getByRole("table", { name: "Applications" });
  await page.getByText("Decided", { exact: true }).first().click();
  await expect(table.getByText(/^(Draft|In assessment|Submitted)$/)).toHaveCount(0);
  await settled(page);
  const rows = (await table.getByRole("row").count()) - 1;

  await test.step("the columns on screen are ticked, and the filters are kept", async () => {
    await page.getByRole("button", { name: "Export", exact: true }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: `Export ${rows} application` });
    await expect(dialog.getByRole("checkbox", { name: "Due on" })).toBeChecked();
    await expect(dialog.getByRole("checkbox", { name: "Language" })).not.toBeChecked();
    await meet(page, "export-asked");
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "an export at 320 px");
    await page.setViewportSize({ width: 1440, height: 900 });
    await dialog.getByRole("radio", { name: "CSV" }).focus();
    await page.keyboard.press("Space");
    await dialog.getByRole("checkbox", { name: "Certificate" }).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await expect(dialog.getByText(`Ready: ${rows} row`)).toBeVisible();
    await meet(page, "export-ready");
    const arriving = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Download" }).press("Enter");
    const file = await arriving;
    expect(file.suggestedFilename()).toBe("Applications 2026-11-23.csv");
    const lines = readFileSync(await file.path(), "utf8").trim().split("\r\n");
    expect(lines).toHaveLength(rows + 1);
    expect(lines[0]).toContain('"Reference","University","Programmes","Status"');
    expect(lines[0]).toContain('"Certificate"');
    for (const line of lines.slice(1)) expect(line).toContain('"Decided"');
    await dialog.getByRole("link", { name: "Reports" }).press("Enter");
  });

  await test.step("it is found again, with what it was narrowed by", async () => {
    await expect(page.getByRole("heading", { level: 1, name: "Reports" })).toBeVisible();
    const row = page.getByRole("table", { name: "Exports" }).getByRole("row").filter({ hasText: "State: Decided" });
    await expect(row).toContainText("Rachel Lindqvist");
    await expect(row.getByRole("button", { name: "Download" })).toBeVisible();
    await meet(page, "reports", true);
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "reports at 320 px");
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("a whole list is a workbook", async () => {
    await page.getByRole("combobox", { name: "A whole list" }).selectOption("Awards");
    await page.getByRole("button", { name: "Export …" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Export all: awards" });
    await dialog.getByRole("button", { name: "Export" }).press("Enter");
    await expect(dialog.getByText(/^Ready: /)).toBeVisible();
    const arriving = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Download" }).press("Enter");
    const file = await arriving;
    expect(file.suggestedFilename()).toBe("Awards 2026-11-23.xlsx");
    expect(readFileSync(await file.path()).subarray(0, 2).toString()).toBe("PK");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("table", { name: "Exports" }).getByRole("row").filter({ hasText: "Awards" })).toHaveCount(1);
  });

  await test.step("what is chosen is taken alone", async () => {
    await goes(page, "Applications");
    await settled(page);
    await table.getByRole("link").first().focus();
    await page.keyboard.press("x");
    const chosen = page.getByRole("region", { name: "What is chosen" });
    await chosen.getByRole("button", { name: "Export" }).press("Enter");
    await expect(page.getByRole("dialog", { name: "Export 1 application" })).toBeVisible();
    await page.keyboard.press("Escape");
  });
});

test("an operator saves a report by schedule, runs it, lets it rest and removes it, by keyboard", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn(OPERATOR, "/invoices?overdue=yes");
  const { page } = person;
  await settled(page);

  await test.step("what is seen is kept, with a day and a name", async () => {
    await page.getByRole("button", { name: "Export", exact: true }).press("Enter");
    const dialog = page.getByRole("dialog", { name: /^Export \d+ invoices?$/ });
    await dialog.getByRole("radio", { name: "Every month" }).focus();
    await page.keyboard.press("Space");
    await dialog.getByRole("combobox", { name: "On day" }).selectOption("28");
    await dialog.getByRole("button", { name: "Save the report" }).press("Enter");
    await expect(dialog.getByText("Give the report a name")).toBeVisible();
    await dialog.getByRole("textbox", { name: "Called" }).fill("What is overdue");
    await meet(page, "report-saved-asked");
    await page.keyboard.press("Enter");
    await expect(dialog.getByText("What is overdue is saved. It runs next on 28 Nov 2026.")).toBeVisible();
    await dialog.getByRole("link", { name: "Reports" }).press("Enter");
  });

  await test.step("it is run at once, and its runs are listed", async () => {
    const saved = page.getByRole("table", { name: "Reports by schedule" });
    const row = saved.getByRole("row").filter({ hasText: "What is overdue" });
    await expect(row).toContainText("Every month on day 28");
    await row.getByRole("button", { name: "Run now What is overdue" }).press("Enter");
    await expect(row).toContainText(/, \d+ rows?/);
    await row.getByRole("link", { name: "What is overdue" }).press("Enter");
    const runs = page.getByRole("region", { name: "Runs" });
    await expect(runs.getByRole("button", { name: /^Download What is overdue|^Download Invoices/ })).toBeVisible();
    await meet(page, "report-runs", true);
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "reports by schedule at 320 px");
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("it rests, goes on, is removed and comes back", async () => {
    const row = page.getByRole("row").filter({ hasText: "Every month on day 28" });
    await row.getByRole("button", { name: "Pause What is overdue" }).press("Enter");
    await expect(row).toContainText("Paused");
    await row.getByRole("button", { name: "Go on What is overdue" }).press("Enter");
    await expect(row).toContainText("28 Nov 2026");
    await row.getByRole("button", { name: "Remove What is overdue" }).press("Enter");
    await expect(page.getByText("What is overdue was removed")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await expect(row).toBeVisible();
  });
});
