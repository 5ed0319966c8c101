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

test("somebody says which letters they want, and when", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn(OPERATOR);
  const { page } = person;
  await goes(page, "Your e-mail");
  await settled(page);
  await meet(page, "your-e-mail");
  await page.getByRole("checkbox", { name: "Reports that are ready" }).press("Space");
  await page.getByRole("checkbox", { name: /No letters at certain hours/ }).press("Space");
  await page.getByRole("checkbox", { name: /One letter a day/ }).press("Space");
  await page.getByRole("textbox", { name: "Until" }).fill("soon");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await expect(page.getByText("Enter a time of day such as 07:00")).toBeVisible();
  await meet(page, "your-e-mail-wrong");
  await page.setViewportSize({ width: 320, height: 700 });
  await fits(page, "your e-mail at 320 px");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("textbox", { name: "Until" }).fill("06:30");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("checkbox", { name: "Reports that are ready" })).not.toBeChecked();
  await expect(page.getByRole("textbox", { name: "Until" })).toHaveValue("06:30");

  await test.step("and takes it back", async () => {
    await page.getByRole("checkbox", { name: "Reports that are ready" }).press("Space");
    await page.getByRole("checkbox", { name: /No letters at certain hours/ }).press("Space");
    await page.getByRole("checkbox", { name: /One letter a day/ }).press("Space");
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  });
});

test("a letter stops letters like it, without signing in, and lets them go again", async ({ arrives }) => {
  const { page } = await arrives();
  await page.goto("/demo/mail");
  await page.getByRole("link", { name: /^Stop letters like/ }).first().click();
  await expect(page.getByRole("heading", { name: "Stop these letters?" })).toBeVisible();
  await meet(page, "unsubscribe");
  await page.getByRole("button", { name: "Stop these letters" }).press("Enter");
  await expect(page.getByRole("heading", { name: "You get no more of these letters" })).toBeVisible();
  await meet(page, "unsubscribed");
  await page.getByRole("button", { name: "Get them again" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Stop these letters?" })).toBeVisible();
});
