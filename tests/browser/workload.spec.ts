import type { Locator } from "@playwright/test";
import { expect, fits, goes, meet, settled, test } from "./parts/watch.ts";

const OPERATOR = "Rachel Lindqvist";
const ASSESSOR = "Femi Adeyemi";

/** Chooses somebody from the list on a card. */
async function movesTo(card: Locator, name: string) {
  const menu = card.getByRole("combobox");
  const value = await menu.locator("option", { hasText: name }).getAttribute("value");
  await menu.selectOption(value ?? "");
}

test("work is assigned by a plan, by hand and back again", async ({ arrives }) => {
  test.setTimeout(240_000);
  const operator = await arrives();
  await operator.signsIn(OPERATOR);
  const { page } = operator;
  await goes(page, "Workload");
  await expect(page.getByRole("heading", { level: 1, name: "Workload" })).toBeVisible();
  const nobody = page.getByRole("region", { name: "Nobody" });
  const waiting = nobody.getByRole("row");
  await expect(waiting.first()).toBeVisible();
  const before = await waiting.count();
  await meet(page, "workload", true);

  await test.step("the plan is looked at and applied", async () => {
    await page.getByRole("button", { name: "Assign automatically" }).click();
    const plan = page.getByRole("dialog", { name: "Assign automatically" });
    await expect(plan.getByRole("list", { name: "Changes" }).getByRole("listitem").first()).toBeVisible();
    await meet(page, "plan");
    await plan.getByRole("button", { name: /^Apply \d+ change/ }).click();
    await expect(plan).toHaveCount(0);
    await expect(page.getByText(/^\d+ cases? moved$/)).toBeVisible();
    await expect(waiting).not.toHaveCount(before);
    await meet(page, "plan-applied", true);
  });
  await test.step("and taken back", async () => {
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText(/^\d+ cases? put back$/)).toBeVisible();
    await expect(waiting).toHaveCount(before);
    await meet(page, "plan-undone", true);
  });
  await test.step("a case is moved by the list on it, what it comes to is shown, then applied", async () => {
    const card = waiting.first();
    const reference = (await card.getByRole("combobox").getAttribute("aria-label"))?.split(" ")[1] ?? "";
    await movesTo(card, ASSESSOR);
    const lane = page.getByRole("region", { name: ASSESSOR });
    await expect(lane.getByText(reference)).toBeVisible();
    await expect(page.getByText("1 move not applied yet", { exact: true })).toBeVisible();
    await expect(lane.getByText(/\(now \d+\)/)).toBeVisible();
    await meet(page, "workload-what-if", true);
    await page.getByRole("button", { name: "Apply 1 move" }).click();
    await expect(page.getByText("1 case moved")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("1 case put back")).toBeVisible();
  });
  await test.step("a case is dragged", async () => {
    const lane = page.getByRole("region", { name: ASSESSOR });
    await waiting.first().dragTo(lane.getByRole("grid"));
    await expect(page.getByText("1 move not applied yet", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Discard" }).click();
    await expect(waiting).toHaveCount(before);
  });
  await test.step("what stands against it is said before", async () => {
    const card = nobody.getByRole("row").filter({ hasText: "Strathavon" }).first();
    await movesTo(card, "Bethan Carew");
    await expect(page.getByText("1 move cannot be made: see the cases.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Apply 1 move" })).toHaveAttribute("aria-disabled", "true");
    await expect(page.getByRole("region", { name: "Bethan Carew" }).getByText(/\(W1\)/)).toBeVisible();
    await page.getByRole("button", { name: "Discard" }).click();
  });
  await test.step("capacity is set", async () => {
    await page.getByRole("button", { name: `Capacity of ${ASSESSOR}` }).click();
    const dialog = page.getByRole("dialog", { name: `Capacity of ${ASSESSOR}` });
    await dialog.getByLabel("Points at a time").fill("a lot");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByText("Enter points as a whole number, or leave it empty.")).toBeVisible();
    await dialog.getByLabel("Points at a time").fill("70");
    await dialog.getByLabel("Coached a programme of").fill("Eastholme");
    await dialog.getByRole("button", { name: /^Choose Eastholme/ }).click();
    await dialog.getByLabel("Programme they coached").selectOption({ index: 1 });
    await dialog.getByRole("button", { name: "Declare the coaching" }).click();
    const coached = dialog.getByRole("list", { name: "Coached programmes" });
    await expect(coached).toContainText("Eastholme");
    await meet(page, "capacity");
    await coached.getByRole("button", { name: /^Take back the coaching of / }).click();
    await expect(coached).toHaveCount(0);
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole("region", { name: ASSESSOR }).getByText(/of 70 points/)).toBeVisible();
  });
  await test.step("clocks", async () => {
    await goes(page, "Clocks");
    await expect(page.getByRole("heading", { level: 1, name: "Clocks" })).toBeVisible();
    await meet(page, "clocks", true);
  });
  await test.step("on a phone it is a list", async () => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto("/workload");
    await settled(page);
    await fits(page, "workload");
    await meet(page, "workload-phone");
    await page.goto("/clocks");
    await settled(page);
    await fits(page, "clocks");
  });
});

test("an assessor says when they are away, takes the next case and hands one back", async ({ arrives }) => {
  test.setTimeout(180_000);
  const person = await arrives();
  await person.signsIn(ASSESSOR);
  const { page } = person;
  await test.step("away, and a conflict", async () => {
    await goes(page, "Availability");
    await expect(page.getByRole("heading", { level: 1, name: "Availability" })).toBeVisible();
    const away = page.getByRole("region", { name: "When you are away" });
    await away.getByRole("button", { name: "Add the absence" }).click();
    await expect(away.getByText("Enter a day, month and year that exist.").first()).toBeVisible();
    for (const [group, day] of [["First day away", "21"], ["First day back", "28"]] as const) {
      const fields = away.getByRole("group", { name: group });
      await fields.getByLabel("Day").fill(day);
      await fields.getByLabel("Month").fill("12");
      await fields.getByLabel("Year").fill("2026");
    }
    await away.getByRole("button", { name: "Add the absence" }).click();
    await expect(away.getByText("From 21 Dec 2026, back on 28 Dec 2026")).toBeVisible();
    const conflicts = page.getByRole("region", { name: "Conflicts you declared" });
    await conflicts.getByLabel("Declare a conflict with").fill("Strath");
    await conflicts.getByRole("button", { name: /^Choose .*Strathavon/ }).click();
    await conflicts.getByLabel("What ties you to them").fill("I taught there until 2019.");
    await meet(page, "availability", true);
    await conflicts.getByRole("button", { name: "Declare the conflict" }).click();
    await expect(conflicts.getByText("I taught there until 2019.")).toBeVisible();
    await conflicts.getByRole("button", { name: /^Take back the conflict/ }).click();
    await expect(conflicts.getByText("I taught there until 2019.")).toHaveCount(0);
    await away.getByRole("button", { name: /^Remove the absence/ }).click();
    await expect(away.getByText("No absence ahead.")).toBeVisible();
    const coached = page.getByRole("region", { name: "Programmes you coached" });
    await expect(coached.getByText("None. You are given no case of a programme that you coached.")).toBeVisible();
    await coached.getByRole("button", { name: "Declare the coaching" }).click();
    await expect(coached.getByText("Choose the programme")).toBeVisible();
    await coached.getByLabel("Programme you coached").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await expect(coached.getByRole("button", { name: "Declare the coaching" })).toBeFocused();
    await page.keyboard.press("Enter");
    const back = coached.getByRole("button", { name: /^Take back the coaching of / });
    await expect(back).toHaveCount(1);
    await meet(page, "coaching", true);
    await back.click();
    await expect(back).toHaveCount(0);
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "availability");
    await page.setViewportSize({ width: 1440, height: 900 });
  });
  await test.step("hands a case back by keyboard", async () => {
    await goes(page, "Caseload");
    await settled(page);
    const back = page.getByRole("button", { name: /^Hand back / }).first();
    const reference = (await back.getAttribute("aria-label"))?.split(" ")[2] ?? "";
    await back.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: `Hand ${reference} back?` });
    await dialog.getByRole("button", { name: "Hand it back" }).click();
    await expect(dialog.getByText("Say why, so that somebody else can be found.")).toBeVisible();
    await dialog.getByLabel("Why").fill("I know the coordinator.");
    await meet(page, "hand-back");
    await dialog.getByRole("button", { name: "Hand it back" }).click();
    await expect(page.getByText(`${reference} is handed back`)).toBeVisible();
    await expect(page.getByRole("link", { name: reference })).toHaveCount(0);
  });
  await test.step("takes the next case until there is none, and is told why", async () => {
    const next = page.getByRole("button", { name: "Take the next case" });
    for (let taken = 0; taken < 20; taken += 1) {
      await next.click();
      const none = page.getByText("There is no next case for you");
      await expect(none.or(page.getByRole("heading", { level: 1 }).filter({ hasNotText: "Caseload" })).first()).toBeVisible();
      if (await none.isVisible()) break;
      await goes(page, "Caseload");
    }
    await expect(page.getByText("There is no next case for you")).toBeVisible();
    await meet(page, "no-next-case");
  });
});
