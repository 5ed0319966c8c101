import type { Page } from "@playwright/test";
import { base_url, expect, fits, goes, meet, part, settled, shot, test } from "./parts/watch.ts";

const OPERATOR = "Rachel Lindqvist";
const MANAGER = "Rosalind Thewlis";
const UNIVERSITY = "St Brannoc’s University College";
const REASON = "Rosalind Thewlis asked by telephone why a programme cannot be found.";

const bar = (page: Page) => page.getByRole("complementary", { name: "Acting for a university" });
const dialog = (page: Page) => page.getByRole("dialog", { name: `Act for ${UNIVERSITY}?` });

async function onPhone(page: Page, name: string) {
  await page.setViewportSize({ width: 320, height: 700 });
  await fits(page, `${name} at 320 px`);
  await meet(page, `${name}-phone`);
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** To the university's record, and the button pressed. */
async function opens(page: Page) {
  await goes(page, "Universities");
  await page.getByRole("link", { name: UNIVERSITY }).first().press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: UNIVERSITY })).toBeVisible();
  await page.getByRole("button", { name: "Act for this university" }).press("Enter");
}

/** Five minutes do not pass here: the next time this is asked, it is refused as it would be then. */
async function isOld(page: Page) {
  await page.route("**/auth/act-for", async (route) => {
    const message = "Sign in again to go on: this needs somebody who signed in within the last five minutes.";
    await route.fulfill({ status: 403, json: { errors: [{ message, extensions: { code: "STEP_UP" } }] } });
    await page.unroute("**/auth/act-for");
  });
}

test("an operator acts for a university, sees it said on every page, and stops, by keyboard", async ({ arrives }) => {
  const person = await arrives();
  person.expected = [/\b403\b/];
  await person.signsIn(OPERATOR);
  const { page } = person;
  await expect(bar(page)).toHaveCount(0);
  await opens(page);

  await test.step("it wants a reason, and somebody who signed in just now", async () => {
    await dialog(page).getByRole("button", { name: "Act for it" }).press("Enter");
    const summary = dialog(page).getByRole("alert").filter({ hasText: "There is a problem" });
    await summary.getByRole("link", { name: "Say why, in ten letters or more" }).press("Enter");
    await expect(dialog(page).getByLabel("Why?")).toBeFocused();
    await meet(page, "act-for-mistakes");
    await page.keyboard.type(REASON);
    await dialog(page).getByRole("radio", { name: "15 minutes" }).press("Space");
    await onPhone(page, "act-for");
    await isOld(page);
    await dialog(page).getByRole("button", { name: "Act for it" }).press("Enter");
    const again = page.getByRole("dialog", { name: "Sign in again to go on" });
    await again.getByRole("button", { name: "Sign in again" }).press("Enter");
    await page.getByRole("button", { name: new RegExp(`^${OPERATOR}`) }).click();
    await expect(dialog(page).getByLabel("Why?")).toHaveValue(REASON);
    await expect(dialog(page).getByRole("radio", { name: "15 minutes" })).toBeChecked();
    await dialog(page).getByRole("button", { name: "Act for it" }).press("Enter");
  });

  await test.step("every page says so", async () => {
    await expect(page).toHaveURL(`${base_url()}/`);
    await expect(bar(page)).toContainText(new RegExp(`You act for ${UNIVERSITY} as mentoring manager until \\d\\d:\\d\\d\\.`));
    await expect(bar(page)).toContainText(REASON);
    await meet(page, "acting-home");
    await goes(page, "Programmes");
    await expect(page.getByRole("heading", { level: 1, name: "Programmes" })).toBeVisible();
    await expect(bar(page)).toBeVisible();
    await meet(page, "acting-programmes");
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await expect(bar(page)).toBeInViewport();
    await onPhone(page, "acting-programmes");
    await page.emulateMedia({ media: "print" });
    await expect(bar(page)).toBeVisible();
    await page.emulateMedia({ media: "screen", colorScheme: "dark" });
    await meet(page, "acting-dark");
    await page.emulateMedia({ colorScheme: "light" });
  });

  await test.step("what wants proof is refused, and says what to do", async () => {
    await goes(page, "Tokens");
    await page.getByRole("button", { name: "New token" }).press("Enter");
    const form = page.getByRole("dialog", { name: "New token" });
    await form.getByLabel("What it is for").fill("Student records");
    await form.getByRole("checkbox", { name: "Programmes and frameworks" }).check();
    await form.getByRole("button", { name: "Make the token" }).press("Enter");
    await expect(form.getByText("Nobody does this while they act for a university").first()).toBeVisible();
    await meet(page, "acting-refused");
    await page.keyboard.press("Escape");
  });

  await test.step("another tab is told where it is", async () => {
    const other = await page.context().newPage();
    await other.goto("/programmes");
    await expect(bar(other)).toBeVisible();
    await bar(page).getByRole("button", { name: `Stop acting for ${UNIVERSITY}` }).press("Enter");
    await expect(page).toHaveURL(/\/universities\/uni_/);
    await expect(bar(page)).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Act for this university" })).toBeVisible();
    await other.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await expect(bar(other)).toHaveCount(0);
    await expect(other).toHaveURL(`${base_url()}/`);
    await other.close();
  });

  await test.step("the university reads it in its trail", async () => {
    await expect(part(page, "What happened").or(page.getByRole("main"))).toBeVisible();
    const manager = await arrives();
    await manager.signsIn(MANAGER);
    await expect(bar(manager.page)).toHaveCount(0);
    await goes(manager.page, "Audit");
    const trail = manager.page.getByRole("table", { name: "Audit trail" });
    const began = trail.getByRole("row").filter({ hasText: `${OPERATOR} of the scheme acts here as mentoring manager for 15 minutes at most: ${REASON}` });
    await expect(began).toContainText("The scheme, acting for you");
    await expect(trail.getByRole("row").filter({ hasText: "no longer acts here" })).toHaveCount(1);
    await meet(manager.page, "acting-trail");
  });

  await goes(page, "Audit");
  const told = page.getByRole("table", { name: "Audit trail" }).getByRole("row").filter({ hasText: `acts for ${UNIVERSITY}` });
  await expect(told.first()).toContainText(`${OPERATOR}, for the scheme`);
  await settled(page);
  await shot(page, "acting-trail-operator");
});

test("when the time is over the page begins anew", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn(OPERATOR);
  const { page } = person;
  await opens(page);
  await dialog(page).getByLabel("Why?").fill(REASON);
  await dialog(page).getByRole("button", { name: "Act for it" }).press("Enter");
  await expect(bar(page)).toContainText("until");
  await goes(page, "Programmes");
  // Half an hour does not pass here: it is ended elsewhere, and this page looks.
  const ended = await page.request.post("/auth/act-for/end", { headers: { origin: base_url() } });
  expect(ended.status()).toBe(200);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(bar(page)).toHaveCount(0);
  await expect(page).toHaveURL(`${base_url()}/`);
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Universities", exact: true })).toBeVisible();
});
