import { expect, fits, goes, meet, settled, test } from "./parts/watch.ts";

const OPERATOR = "Rachel Lindqvist";

test("an operator finds a letter, reads it and sends it again, by keyboard", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn(OPERATOR);
  const { page } = person;
  await goes(page, "E-mail");
  const table = page.getByRole("table", { name: "Letters" });
  await expect(table.getByRole("row").nth(1)).toContainText("Sent");
  await settled(page);
  await meet(page, "letters");
  await page.setViewportSize({ width: 320, height: 700 });
  await fits(page, "letters at 320 px");
  await page.setViewportSize({ width: 1440, height: 900 });

  await test.step("by a part of its address and by its state", async () => {
    await page.getByText("Not taken", { exact: true }).click();
    await expect(page.getByText("No letter matches")).toBeVisible();
    await page.getByText("Not taken", { exact: true }).click();
    await page.getByRole("searchbox", { name: "Search letters" }).fill("kirkmoor");
    await expect(table.getByRole("row").nth(1)).toContainText("kirkmoor.example");
    await settled(page);
  });

  await test.step("read, and sent again", async () => {
    await table.getByRole("button").first().press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText(/^Dear /)).toBeVisible();
    await meet(page, "letter");
    await dialog.getByRole("button", { name: "Send it again" }).press("Enter");
    await expect(dialog.getByText(/It is on its way again|^Sent$/).first()).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(table.getByRole("row").nth(1)).toContainText("Sent");
  });
});
