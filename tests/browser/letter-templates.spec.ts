import { type Page } from "@playwright/test";
import { expect, fits, goes, meet, settled, shot, test } from "./parts/watch.ts";

const OPERATOR = "Rachel Lindqvist";

/** Where the standard wording holds again. */
const STANDARD = "Dear {{ name }},\n\n{{ message }}\n\n{{ link }}\n\nPillars";

const preview = (page: Page) => page.getByRole("region", { name: "Preview" });

test("an operator words letters otherwise, by keyboard, and puts them back", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn(OPERATOR);
  const { page } = person;
  await goes(page, "E-mail");
  await page.getByRole("link", { name: "Wording of letters" }).press("Enter");
  const kinds = page.getByRole("table", { name: "Kinds of letters" });
  await expect(kinds.getByRole("row")).toHaveCount(13);
  await meet(page, "wordings");
  await kinds.getByRole("link", { name: "Money" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Money" })).toBeVisible();

  const subject = page.getByRole("textbox", { name: "Subject" });
  const text = page.getByRole("textbox", { name: "Text" });
  const save = page.getByRole("button", { name: "Save" });
  await expect(text).toHaveValue(STANDARD);
  await expect(preview(page)).toContainText("Invoice INV-2026-000017 is due today");
  await expect(save).toHaveAttribute("aria-disabled", "true");
  await meet(page, "wording");

  await test.step("the preview shows what is written", async () => {
    await subject.press("Home");
    await page.keyboard.type("Mentoring standards: ");
    await expect(preview(page)).toContainText("Mentoring standards: Invoice INV-2026-000017 is due today");
    await text.press("ControlOrMeta+End");
    await page.keyboard.type("\nRing us, ");
    await page.getByRole("group", { name: "Insert in the text" }).getByRole("button", { name: "Insert {{ name }}" }).press("Enter");
    await expect(text).toBeFocused();
    await page.keyboard.type(".");
    await expect(preview(page)).toContainText("Ring us, Dr Sarah Okafor.");
    const laid = page.frameLocator("iframe").getByRole("link", { name: /\/invoices\/INV-2026-000017/, includeHidden: true });
    await expect(laid).toHaveCount(1);
    await meet(page, "wording-written");
  });

  await test.step("what is wrong is said at its field", async () => {
    const right = await text.inputValue();
    await text.fill("Hello {{ nme }}, {{ message }}");
    await expect(page.locator("#text-error")).toContainText("Take out {{ nme }}: there is nothing to go in its place.");
    await save.press("Enter");
    await expect(page.getByRole("alert")).toContainText("Write {{ link }} where the reader finds the address to go to.");
    await meet(page, "wording-wrong");
    await page.getByRole("alert").getByRole("link").first().press("Enter");
    await expect(text).toBeFocused();
    await text.fill(right);
    await expect(page.locator("#text-error")).toHaveCount(0);
  });

  await test.step("what is written is not lost by leaving", async () => {
    await page.getByRole("link", { name: "Wording of letters" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
    await meet(page, "wording-leaving");
    await dialog.getByRole("button", { name: "Stay here" }).press("Enter");
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Wording of letters" })).toBeFocused();
    await expect(text).toHaveValue(/Ring us/);
  });

  await test.step("saved", async () => {
    await subject.press("Enter");
    await expect(page.getByText("Saved. Letters that are written from now on say this.")).toBeVisible();
    await page.reload();
    await expect(subject).toHaveValue("Mentoring standards: {{ subject }}");
    await expect(page.getByText(/Changed by Rachel Lindqvist/)).toBeVisible();
    await page.getByRole("link", { name: "Wording of letters" }).press("Enter");
    await expect(kinds.getByRole("row", { name: /Money/ })).toContainText("Changed");
    await kinds.getByRole("link", { name: "Money" }).press("Enter");
  });

  await test.step("on a phone, and in the dark", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await fits(page, "wording at 390 px");
    await settled(page);
    await shot(page, "wording-phone", true);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: "dark" });
    await meet(page, "wording-dark");
    await page.emulateMedia({ colorScheme: "light" });
  });

  await test.step("restored, taken back, restored", async () => {
    const restore = page.getByRole("button", { name: "Restore the standard wording" });
    await restore.press("Enter");
    await expect(text).toHaveValue(STANDARD);
    await expect(preview(page)).not.toContainText("Ring us");
    await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
    await meet(page, "wording-restored");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Taken back.")).toBeVisible();
    await expect(text).toBeFocused();
    await expect(text).toHaveValue(/Ring us/);
    await restore.press("Enter");
    await expect(page.getByText("The standard wording is restored.")).toBeVisible();
    await page.reload();
    await expect(text).toHaveValue(STANDARD);
  });
});

test("of two operators who word the same letters neither writes over the other unseen", async ({ arrives }) => {
  const [one, other] = [await arrives(), await arrives()];
  for (const person of [one, other]) await person.signsIn(OPERATOR, "/letters/templates/report");
  const [mine, theirs] = [one.page, other.page];
  await mine.getByRole("textbox", { name: "Subject" }).fill("Mine: {{ subject }}");
  await theirs.getByRole("textbox", { name: "Subject" }).fill("Theirs: {{ subject }}");
  await theirs.getByRole("button", { name: "Save" }).press("Enter");
  await expect(theirs.getByText("Saved. Letters")).toBeVisible();
  await mine.getByRole("button", { name: "Save" }).press("Enter");
  await expect(mine.getByRole("alert")).toContainText("Somebody else has changed this wording");
  await meet(mine, "wording-conflict");
  await expect(mine.getByRole("textbox", { name: "Subject" })).toHaveValue("Mine: {{ subject }}");
  await mine.getByRole("button", { name: "Take theirs" }).press("Enter");
  await expect(mine.getByRole("textbox", { name: "Text" })).toBeFocused();
  await expect(mine.getByRole("textbox", { name: "Subject" })).toHaveValue("Theirs: {{ subject }}");
  await mine.getByRole("button", { name: "Restore the standard wording" }).press("Enter");
  await expect(mine.getByText("The standard wording is restored.")).toBeVisible();

  await test.step("who leaves without saving leaves", async () => {
    await mine.getByRole("textbox", { name: "Subject" }).fill("Never kept: {{ subject }}");
    await goes(mine, "E-mail");
    await mine.getByRole("dialog").getByRole("button", { name: "Leave without saving" }).press("Enter");
    await expect(mine.getByRole("heading", { level: 1, name: "E-mail" })).toBeVisible();
  });
});
