import { type Page } from "@playwright/test";
import { criterion } from "./parts/manager.ts";
import { base_url, expect, shot, test } from "./parts/watch.ts";

/** Presses Tab until the focus stands on what has this role and name; the focus is always seen. */
async function reach(page: Page, role: Parameters<Page["getByRole"]>[0], name: string | RegExp, key = "Tab") {
  const target = page.getByRole(role, typeof name === "string" ? { name, exact: true } : { name }).first();
  await expect(target).toBeVisible();
  for (let n = 0; n < 80; n++) {
    await page.keyboard.press(key);
    if (await target.evaluate((e) => e === document.activeElement)) {
      const seen = await page.evaluate(() => {
        const ring = (e: Element | null) => e && (getComputedStyle(e).outlineStyle !== "none" || getComputedStyle(e).boxShadow !== "none");
        const at = document.activeElement;
        return Boolean(ring(at) || ring(at?.closest("label") ?? null) || ring(at?.parentElement ?? null));
      });
      expect(seen, `the focus on ${name} is seen`).toBe(true);
      return;
    }
  }
  throw new Error(`${key} never came to ${role} ${name}`);
}

test("a programme is added, an application begun and a criterion rated by keyboard alone", async ({ arrives }) => {
  const { page } = await arrives();
  await page.goto(`${base_url()}/sign-in`);
  await reach(page, "link", /demo/i);
  await page.keyboard.press("Enter");
  await reach(page, "button", /^Inês Carvalho/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Eastholme University of the Arts" })).toBeVisible();

  // Past the rail, then by letters.
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to main content" })).toBeFocused();
  await shot(page, "keyboard-skip");
  await page.keyboard.press("Enter");
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page.getByRole("heading", { level: 1, name: "Programmes" })).toBeFocused();
  await reach(page, "link", "Add a programme");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Add a programme" })).toBeFocused();
  await reach(page, "textbox", "Programme name");
  await page.keyboard.type("Printmakers’ Table");
  await reach(page, "button", "Add programme");
  await page.keyboard.press("Enter");
  await reach(page, "link", "Say in a sentence what the programme is for");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "What is it for?" })).toBeFocused();
  await page.keyboard.type("Graduates in print help final-year students to set up a practice.");
  await reach(page, "checkbox", "Staff mentor students");
  await page.keyboard.press("Space");
  await reach(page, "textbox", "How many mentors are there?");
  await page.keyboard.type("9");
  for (const [part, value] of [["Day", "3"], ["Month", "2"], ["Year", "2026"]] as const) {
    await reach(page, "textbox", part);
    await page.keyboard.type(value);
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Printmakers’ Table" })).toBeFocused();

  await reach(page, "button", "Start a Bronze application");
  await shot(page, "keyboard-start");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Bronze application" })).toBeVisible();
  await reach(page, "link", /^2\. Training/);
  await page.keyboard.press("Enter");
  const c = criterion(page, "2.1");
  const ticks = c.getByRole("checkbox");
  await expect(ticks.first()).toBeVisible();
  await reach(page, "checkbox", (await ticks.first().getAttribute("aria-label")) ?? /./);
  await page.keyboard.press("Space");
  await reach(page, "radio", "Met");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await expect(c.getByRole("radio", { name: "Partly met" })).toBeChecked();
  await reach(page, "textbox", "Statement");
  await page.keyboard.type("Two evenings before term; safeguarding comes in January.");
  await expect(page.getByRole("region", { name: "Where you stand" }).getByRole("status")).toHaveText(/^Saved/);
  await shot(page, "keyboard-rated");

  // The palette goes anywhere.
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.type("award");
  await shot(page, "keyboard-palette");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Awards" })).toBeVisible();
});
