import type { Page } from "@playwright/test";
import { base_url, expect, fits, goes, meet, type Person, settled, shot, test } from "./parts/watch.ts";

const MANAGER = "Kwame Boateng";
const CONTRIBUTOR = "Zofia Nowicka";
const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";
const SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

const list = (page: Page) => page.getByRole("table", { name: "Where you are signed in" });
const row = (page: Page, browser: string) => list(page).getByRole("row").filter({ hasText: browser });
const said = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words });

/** The page and whatever is open on it, on a phone. */
async function onPhone(page: Page, name: string) {
  await page.setViewportSize({ width: 320, height: 700 });
  await fits(page, `${name} at 320 px`);
  await meet(page, `${name}-phone`);
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** A browser that was signed in and is no longer: whatever it asks for next leads to signing in. */
async function isOut(person: Person) {
  await person.page.goto("/account/sessions");
  await expect(person.page).toHaveURL(/\/sign-in\?next=/);
}

test("somebody sees where they are signed in and ends it there, by keyboard", async ({ arrives }) => {
  const here = await arrives();
  await here.signsIn(MANAGER);
  const { page } = here;
  await goes(page, "Where you are signed in");
  await expect(page.getByText("You are signed in nowhere else.")).toBeVisible();
  await expect(row(page, "This browser")).toContainText("Chrome on Linux");
  await expect(row(page, "This browser")).toContainText("Mentoring manager");
  await expect(row(page, "This browser")).toContainText("Northmere Metropolitan University");
  await expect(row(page, "This browser")).toContainText("127.0.0.1");
  await expect(page.getByRole("button", { name: "End all others" })).toHaveCount(0);
  await meet(page, "sessions-one");

  const there = await arrives({ userAgent: FIREFOX });
  await there.signsIn(MANAGER);
  const phone = await arrives({ userAgent: SAFARI });
  await phone.signsIn(MANAGER);
  await page.reload();
  await expect(list(page).getByRole("row")).toHaveCount(4);
  await meet(page, "sessions");
  await onPhone(page, "sessions");

  await test.step("one is ended, when that is confirmed", async () => {
    const end = row(page, "Firefox on Windows").getByRole("button", { name: /^End the session of Firefox on Windows, signed in / });
    await end.press("Enter");
    const dialog = page.getByRole("dialog", { name: "End the session of Firefox on Windows?" });
    await meet(page, "session-ending");
    await onPhone(page, "session-ending");
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(end).toBeFocused();
    await end.press("Enter");
    await dialog.getByRole("button", { name: "End it" }).press("Enter");
    await expect(said(page, "Firefox on Windows was signed out: its next request is refused.")).toBeFocused();
    await expect(row(page, "Firefox on Windows")).toHaveCount(0);
    await isOut(there);
    await phone.page.reload();
    await expect(phone.page.getByRole("navigation", { name: "Main" }).getByText(MANAGER)).toBeVisible();
  });

  await test.step("and all others", async () => {
    await there.signsIn(MANAGER);
    await page.reload();
    await page.getByRole("button", { name: "End all others" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "End all other sessions?" });
    await meet(page, "sessions-ending");
    await dialog.getByRole("button", { name: "End all others" }).press("Enter");
    await expect(said(page, "2 other sessions were ended.")).toBeFocused();
    await expect(page.getByText("You are signed in nowhere else.")).toBeVisible();
    await isOut(there);
    await isOut(phone);
    await page.reload();
    await expect(row(page, "This browser")).toContainText("Now");
  });

  await test.step("the trail says so", async () => {
    await goes(page, "Audit");
    const trail = page.getByRole("table", { name: "Audit trail" });
    await expect(trail.getByRole("row").filter({ hasText: "Signed out Firefox on Windows." })).toContainText(MANAGER);
    await expect(trail.getByRole("row").filter({ hasText: "Signed out everywhere else." })).toContainText(MANAGER);
  });

  await page.emulateMedia({ colorScheme: "dark" });
  await goes(page, "Where you are signed in");
  await settled(page);
  await shot(page, "sessions-dark");
});

test("every role has the page, and signs out there", async ({ arrives }) => {
  for (const name of [CONTRIBUTOR, "Tomasz Zieliński"]) {
    const person = await arrives();
    await person.signsIn(name);
    await goes(person.page, "Where you are signed in");
    await row(person.page, "This browser").getByRole("button", { name: "Sign out" }).click();
    await expect(person.page).toHaveURL(`${base_url()}/register`);
  }
});

/** Five minutes do not pass here: the next time this is asked, it is refused as it would be then. */
async function isOld(page: Page, mutation: string) {
  await page.route(
    "**/graphql",
    async (route) => {
      const asked = route.request().postDataJSON();
      if (!asked.query.includes(`mutation ${mutation}(`)) return route.fallback();
      const message = "Sign in again to go on: this needs somebody who signed in within the last five minutes.";
      await route.fulfill({ json: { data: null, errors: [{ message, path: ["makeToken"], extensions: { code: "STEP_UP" } }] } });
      await page.unroute("**/graphql");
    },
  );
}

test("what needs it asks to sign in again, and goes on where it was", async ({ arrives }) => {
  const person = await arrives();
  person.expected = [/\/auth\/callback.*403/, /status of 403/];
  await person.signsIn(MANAGER);
  const { page } = person;
  await goes(page, "Where you are signed in");
  await expect(row(page, "This browser")).toBeVisible();
  const rows = await list(page).getByRole("row").count();
  const session = async () => (await page.context().cookies()).find((c) => c.name.endsWith("pillars"))?.value;
  await goes(page, "Tokens");
  await page.getByRole("button", { name: "New token" }).press("Enter");
  const form = page.getByRole("dialog", { name: "New token" });
  await form.getByLabel("What it is for").fill("Student records");
  await form.getByRole("checkbox", { name: "Programmes and frameworks" }).check();
  await isOld(page, "MakeToken");
  await form.getByRole("button", { name: "Make the token" }).press("Enter");
  const again = page.getByRole("dialog", { name: "Sign in again to go on" });
  await expect(again).toBeVisible();
  await meet(page, "step-up");
  await onPhone(page, "step-up");

  await test.step("not now: everything stays as it is", async () => {
    await page.keyboard.press("Escape");
    await expect(again).toHaveCount(0);
    await expect(form.getByLabel("What it is for")).toHaveValue("Student records");
    await isOld(page, "MakeToken");
    await form.getByRole("button", { name: "Make the token" }).press("Enter");
    await expect(again).toBeVisible();
  });

  const before = await session();
  await test.step("somebody else changes nothing", async () => {
    await again.getByRole("button", { name: "Sign in again" }).press("Enter");
    await page.getByRole("button", { name: new RegExp(`^${CONTRIBUTOR}`) }).click();
    await expect(page.getByRole("heading", { level: 1, name: "That was somebody else" })).toBeVisible();
    await meet(page, "step-up-another");
    expect(await session()).toBe(before);
    await page.getByRole("link", { name: "Back to Pillars" }).click();
    await expect(page.getByRole("navigation", { name: "Main" }).getByText(MANAGER)).toBeVisible();
  });

  await test.step("the same person goes on, with what they had entered", async () => {
    await goes(page, "Tokens");
    // It was left once already, and comes back as it was.
    await expect(form.getByLabel("What it is for")).toHaveValue("Student records");
    await isOld(page, "MakeToken");
    await form.getByRole("button", { name: "Make the token" }).press("Enter");
    await again.getByRole("button", { name: "Sign in again" }).press("Enter");
    await page.getByRole("button", { name: new RegExp(`^${MANAGER}`) }).click();
    await expect(page).toHaveURL(`${base_url()}/tokens`);
    expect(await session()).not.toBe(before);
    await expect(form.getByLabel("What it is for")).toHaveValue("Student records");
    await expect(form.getByRole("checkbox", { name: "Programmes and frameworks" })).toBeChecked();
    await meet(page, "step-up-back");
    await form.getByRole("button", { name: "Make the token" }).press("Enter");
    await expect(page.getByText("Copy it now: it is shown this once")).toBeVisible();
    await page.getByRole("button", { name: "Done" }).press("Enter");
    await page.reload();
    await expect(form, "what was entered is used once").toHaveCount(0);
  });

  await test.step("it is one session still, and the trail says so", async () => {
    await goes(page, "Where you are signed in");
    await expect(list(page).getByRole("row")).toHaveCount(rows);
    await goes(page, "Audit");
    await expect(page.getByRole("table", { name: "Audit trail" }).getByRole("row").filter({ hasText: "Signed in again." })).toContainText(MANAGER);
  });
});
