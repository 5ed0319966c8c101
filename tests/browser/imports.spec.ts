import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { expect, fits, meet, part, test } from "./parts/watch.ts";

/** Forty programmes; three of them not as they should be. */
const FILE = [
  "Institution,Name,Ref,Aim,Who mentors whom,Number of mentors,Start date",
  ...Array.from({ length: 40 }, (_, n) => {
    const mentors = n % 16 === 5 ? "about twenty" : String(10 + n);
    const aim = n === 21 ? "=HYPERLINK(\"\"http://x.example\"\")" : "Helps new members of staff find their feet.";
    return `Eastholme University of the Arts,Studio circle ${n + 1},SC-${n + 1},"${aim}",staff to staff; staff to student,${mentors},${(n % 27) + 1}/09/2024`;
  }),
].join("\n");

/** Presses Tab until the focus stands on it. */
async function reach(page: Page, role: Parameters<Page["getByRole"]>[0], name: string | RegExp) {
  const target = page.getByRole(role, { name }).first();
  await expect(target).toBeVisible();
  for (let n = 0; n < 80; n++) {
    if (await target.evaluate((e) => e === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${role} ${name}`);
}

/** What is on screen fits a page of 1280 px at 400%, too. */
async function narrow(page: Page, where: string) {
  await page.setViewportSize({ width: 320, height: 700 });
  await fits(page, `${where} at 320 px`);
  await meet(page, `${where}-320`, true);
  await page.setViewportSize({ width: 1440, height: 900 });
}

test("a file is imported by keyboard: columns chosen, bad rows returned, the good ones written and taken back", async ({ arrives }) => {
  const operator = await arrives();
  const { page } = operator;
  await operator.signsIn("Daniel Osei");
  await page.keyboard.press("g");
  await page.keyboard.press("m");
  await expect(page.getByRole("heading", { level: 1, name: "Imports" })).toBeFocused();
  await meet(page, "imports-empty", true);
  await narrow(page, "imports-empty");
  const template = page.waitForEvent("download");
  await reach(page, "button", "Download the template for programmes");
  await page.keyboard.press("Enter");
  const saved = readFileSync(await (await template).path(), "utf8");
  expect(saved).toContain('"University","Programme","Reference"');

  await page.keyboard.press("Shift+Tab");
  await page.getByRole("link", { name: "Import a file" }).first().focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Import a file" })).toBeFocused();
  await reach(page, "button", "Send the file");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Choose what the rows are" })).toBeVisible();
  await meet(page, "import-errors");
  await page.getByRole("radio", { name: "A university", exact: true }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "A programme", exact: true })).toBeChecked();
  const chooser = page.waitForEvent("filechooser");
  await page.getByLabel("The file").focus();
  await page.keyboard.press("Enter");
  await (await chooser).setFiles({ name: "studio circles.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) });
  await narrow(page, "import-new");
  await reach(page, "button", "Send the file");
  await page.keyboard.press("Enter");

  // Which column holds what: proposed, and confirmed.
  const columns = part(page, "Which column holds what?");
  await expect(columns).toBeVisible();
  await expect(page.getByLabel("Institution")).toHaveValue("university");
  await expect(page.getByLabel("Aim")).toHaveValue("purpose");
  await page.getByLabel("Aim").focus();
  await page.getByLabel("Aim").selectOption("");
  await reach(page, "button", "Check every row");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Choose the column that holds Purpose" })).toBeVisible();
  await page.getByLabel("Ref", { exact: true }).selectOption("externalReference");
  await page.getByLabel("Aim").selectOption("purpose");
  await meet(page, "import-columns", true);
  await narrow(page, "import-columns");
  await reach(page, "button", "Check every row");
  await page.keyboard.press("Enter");

  // What would be written, and what has to be corrected.
  await expect(page.getByRole("button", { name: "Import 37 rows" })).toBeVisible();
  const rows = part(page, "Rows");
  await expect(rows.getByRole("row")).toHaveCount(4);
  await expect(rows).toContainText("Number of mentors “about twenty”:");
  await meet(page, "import-checked", true);
  await narrow(page, "import-checked");
  const returned = page.waitForEvent("download");
  await reach(page, "button", "Download the 3 rows to correct");
  await page.keyboard.press("Enter");
  const download = await returned;
  expect(download.suggestedFilename()).toBe("studio circles to correct.csv");
  const corrections = readFileSync(await download.path(), "utf8");
  expect(corrections).toContain("Number of mentors: Enter the number of mentors as a whole number");
  expect(corrections).toContain("\"'=HYPERLINK(");

  await page.getByRole("button", { name: "Import 37 rows" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Imported", { exact: true })).toBeVisible();
  await page.getByRole("radio", { name: /^Added/ }).focus();
  await page.keyboard.press("Space");
  await expect(rows.getByRole("row").nth(1)).toContainText("Studio circle 1");
  await meet(page, "import-done", true);

  // The same file once more changes nothing.
  const again = await arrives();
  await again.signsIn("Daniel Osei", "/imports/new");
  await again.page.getByRole("radio", { name: "A programme", exact: true }).check();
  await again.page.getByLabel("The file").setInputFiles({ name: "again.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) });
  await again.page.getByRole("button", { name: "Send the file" }).click();
  await expect(again.page.getByLabel("Ref", { exact: true })).toHaveValue("externalReference");
  await again.page.getByRole("button", { name: "Check every row" }).click();
  await expect(again.page.getByText("No row would change anything")).toBeVisible();
  await meet(again.page, "import-again", true);

  await page.getByRole("button", { name: "Take the import back …" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Take the import back?" })).toContainText("37 rows");
  await meet(page, "import-undo");
  await reach(page, "button", "Take it back");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Taken back", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Take the import back …" })).toHaveCount(0);
  await page.goto("/imports");
  await expect(page.getByRole("table", { name: "Imports" })).toContainText("37 taken back");
  await meet(page, "imports");
  await narrow(page, "imports");
});
