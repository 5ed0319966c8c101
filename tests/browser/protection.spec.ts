import type { Page } from "@playwright/test";
import { expect, fits, goes, meet, part, settled, test } from "./parts/watch.ts";

const OPERATOR = "Rachel Lindqvist";
const MANAGER = "Siân Prydderch";
const LEAVER = "Patrick Donnelly";

/** The page on a phone. */
async function onPhone(page: Page, name: string) {
  await page.setViewportSize({ width: 320, height: 700 });
  await fits(page, `${name} at 320 px`);
  await meet(page, `${name}-phone`, true);
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Waits for the archive in the dialog, fetches it by keyboard and closes. */
async function fetches(page: Page, called: RegExp) {
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(/^Ready: \d+ rows/)).toBeVisible();
  const arriving = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download" }).press("Enter");
  expect((await arriving).suggestedFilename()).toMatch(called);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
}

test("somebody takes away what is held of them, and is erased when they ask, by keyboard", async ({ arrives }) => {
  const patrick = await arrives();
  await patrick.signsIn(LEAVER);
  await test.step("they take away their own", async () => {
    const { page } = patrick;
    await goes(page, "Your data");
    await expect(page.getByText("Nothing yet. What you take away is here for a week.")).toBeVisible();
    await meet(page, "your-data");
    await page.getByRole("button", { name: "Export everything held of me" }).press("Enter");
    await fetches(page, /^Everything held of a person .*\.zip$/);
    const taken = page.getByRole("list", { name: "Taken away by you" });
    await expect(taken.getByRole("listitem")).toHaveCount(1);
    await expect(taken).toContainText(`Person: ${LEAVER}`);
    await onPhone(page, "your-data-taken");
  });

  const rachel = await arrives();
  await rachel.signsIn(OPERATOR);
  const { page } = rachel;
  const box = page.getByRole("searchbox", { name: "Find somebody" });
  await test.step("an operator looks for people", async () => {
    await goes(page, "Data protection");
    await expect(page.getByText("Write two letters at least.")).toBeVisible();
    await meet(page, "protection");
    await box.pressSequentially("nobody of this name");
    await expect(page.getByText(/Nobody has this in their name or address/)).toBeVisible();
    await meet(page, "protection-nobody");
    await box.fill("an");
    await settled(page);
    await expect(page.getByRole("list", { name: "People" })).toBeVisible();
    await onPhone(page, "protection-found");
  });
  await test.step("whoever is needed is not erased, and it is said why", async () => {
    await box.fill("MacAskill");
    await page.getByRole("link", { name: "Catriona MacAskill" }).press("Enter");
    await expect(part(page, "Erase this person")).toContainText(/is the last mentoring manager of .* who has signed in/);
    await expect(page.getByRole("button", { name: /^Erase Catriona/ })).toHaveCount(0);
    await settled(page);
    await meet(page, "person-needed", true);
    await page.goBack();
    await box.fill("Raghunathan");
    await page.getByRole("link", { name: "Priya Raghunathan" }).press("Enter");
    await expect(part(page, "Erase this person")).toContainText(/in hand: give them to somebody else first/);
  });
  await test.step("everything held of the leaver is looked at and taken away", async () => {
    await page.goto("/protection?q=Donnelly");
    await page.getByRole("link", { name: LEAVER }).press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: LEAVER })).toBeVisible();
    await expect(page.getByRole("list", { name: "What is held" })).toContainText("Identities, sessions and sign-ins");
    await settled(page);
    await meet(page, "person-held", true);
    await onPhone(page, "person-held");
    await page.getByRole("button", { name: "Export everything held of them" }).press("Enter");
    await fetches(page, /^Everything held of a person .*\.zip$/);
  });
  await test.step("erased with a reason that does not name them", async () => {
    await expect(page.getByRole("list", { name: "What goes" })).toContainText("Name and e-mail address");
    await expect(page.getByRole("list", { name: "What stays, and why" })).toContainText("The chain still verifies.");
    await page.getByRole("button", { name: `Erase ${LEAVER}` }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Erase them" }).press("Enter");
    await expect(dialog.getByText("Say why they are erased")).toBeVisible();
    await dialog.getByRole("textbox", { name: "Why?" }).fill("Patrick asked for it.");
    rachel.expected = [/the server responded with a status of 4/];
    await dialog.getByRole("button", { name: "Erase them" }).press("Enter");
    await expect(dialog.getByText(/Say why without their name or address/)).toBeVisible();
    await meet(page, "person-erasing");
    await dialog.getByRole("textbox", { name: "Why?" }).fill("They left, and asked for it in writing.");
    await dialog.getByRole("button", { name: "Erase them" }).press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Erased person" })).toBeVisible();
    await expect(page.getByText(/^Erased /).first()).toBeVisible();
    await expect(page.getByRole("button", { name: /Erase/ })).toHaveCount(0);
    await settled(page);
    await meet(page, "person-erased", true);
  });
  await test.step("nobody finds them, the trail tells it, and they are out", async () => {
    await page.goto("/protection?q=Donnelly");
    await expect(page.getByText(/Nobody has this in their name or address/)).toBeVisible();
    await page.goto("/audit?act=person.erased");
    await expect(page.getByText(/^Somebody was erased/).first()).toBeVisible();
    patrick.expected = [/40[13]/];
    await patrick.page.goto("/account/data");
    await expect(patrick.page).toHaveURL(/\/sign-in\?next=/);
  });
});

test("a manager takes away everything of their university", async ({ arrives }) => {
  const sian = await arrives();
  await sian.signsIn(MANAGER);
  const { page } = sian;
  await goes(page, "Data protection");
  await expect(page.getByText("Nothing yet. What you take away is here for a week.")).toBeVisible();
  await settled(page);
  await meet(page, "protection-manager");
  await page.getByRole("button", { name: "Export everything" }).press("Enter");
  await fetches(page, /^Everything of a university .*\.zip$/);
  await expect(page.getByRole("list", { name: "Taken away by you" })).toContainText("Everything of a university");
  await onPhone(page, "protection-manager");
});
