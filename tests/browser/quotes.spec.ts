import type { Page } from "@playwright/test";
import { asks } from "./parts/places.ts";
import { expect, fits, meet, type Person, part, settled, test } from "./parts/watch.ts";

const MANAGER = "Siân Prydderch";
const OPERATOR = "Rachel Lindqvist";
const BRONZE = ["1.1", "1.2", "1.3", "2.1", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3", "4.4", "4.5", "5.1", "5.2", "5.3", "6.1", "7.1"];

const ADD = "mutation($input: AddProgrammeInput!) { addProgramme(input: $input) { programme { id } } }";
const START = "mutation($input: StartApplicationInput!) { startApplication(input: $input) { application { id reference } } }";
const RATE = "mutation($input: RateCriterionInput!) { rateCriterion(input: $input) { application { id } } }";
const SUBMIT = "mutation($input: SubmitApplicationInput!) { submitApplication(input: $input) { application { id } } }";
const LINK = "mutation($input: AddLinkInput!) { addLink(input: $input) { evidence { id } } }";

/** Goes on with Tab until this is what the keyboard is at. */
async function tabsTo(page: Page, name: RegExp | string, role: "button" | "link" | "textbox" | "checkbox" | "radio" = "button") {
  const wanted = page.getByRole(role, { name, exact: typeof name === "string" }).first();
  await expect(wanted).toBeVisible();
  for (let n = 0; n < 120; n++) {
    if (await wanted.evaluate((e) => e === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach ${name}`);
}

/** Presses what has this name, by keyboard alone. */
async function presses(page: Page, name: RegExp | string, role: "button" | "link" = "button") {
  await tabsTo(page, name, role);
  await page.keyboard.press("Enter");
}

/** A draft for Bronze that lacks nothing, of a new programme. */
async function ready(person: Person, name: string, mentors: number): Promise<string> {
  const directions = ["STUDENT_TO_STUDENT"];
  const purpose = "Pairs new students with students who know the way.";
  const programme = { name, purpose, directions, mentors, startedOn: "2024-09-16", coordinator: "Mair Rees" };
  const { addProgramme } = await asks<{ addProgramme: { programme: { id: string } } }>(person, ADD, { input: programme });
  const wanted = { programmeId: addProgramme.programme.id, level: "BRONZE" };
  const { startApplication } = await asks<{ startApplication: { application: { id: string } } }>(person, START, { input: wanted });
  const applicationId = startApplication.application.id;
  for (const ref of BRONZE)
    await asks(person, RATE, { input: { applicationId, ref, value: "MET", statement: "Every term, in writing.", version: 0 } });
  const criteria = [1, 2, 3, 4, 5, 6, 7].map((pillar) => `${pillar}.1`);
  await asks(person, LINK, { input: { applicationId, url: "https://llanfair.test/llawlyfr", title: "Handbook", criteria } });
  return applicationId;
}

test("from a quote to paid, by keyboard alone", async ({ arrives }) => {
  const manager = await arrives();
  await manager.signsIn(MANAGER);
  const { page } = manager;
  const ids = [await ready(manager, "Dyfynbris Un", 20), await ready(manager, "Dyfynbris Dau", 20)];
  let number = "";
  await test.step("the price of chosen drafts is kept", async () => {
    await page.goto("/applications/together");
    await settled(page);
    await presses(page, "Keep this price as a quote");
    await expect(page).toHaveURL(/\/quotes\/quo_/);
    await settled(page);
    await expect(page.getByRole("heading", { level: 1, name: /^PLL-Q/ })).toBeVisible();
    number = await page.getByRole("heading", { level: 1 }).innerText();
    await expect(page.getByRole("table", { name: "Price" }).first()).toContainText("£1,200.00");
    await expect(part(page, /^The cheapest way: 2 orders/)).toContainText("£840.00");
    await meet(page, "quote", true);
  });
  await test.step("its PDF is there for the finance office", async () => {
    const href = (await page.getByRole("link", { name: "PDF of the quote" }).getAttribute("href")) ?? "";
    const pdf = await page.request.get(href);
    expect(pdf.headers()["content-type"]).toBe("application/pdf");
  });
  await test.step("it stands among the quotes, and fits a phone", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("q");
    await expect(page.getByRole("heading", { level: 1, name: "Quotes" })).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: number })).toContainText("Open");
    await meet(page, "quotes", true);
    await tabsTo(page, "Accepted", "checkbox");
    await page.keyboard.press("Space");
    await expect(page).toHaveURL(/state=/);
    await expect(page.getByRole("row").filter({ hasText: number })).toHaveCount(0);
    await tabsTo(page, "Accepted", "checkbox");
    await page.keyboard.press("Space");
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "quotes at 320 px");
    await presses(page, number, "link");
    await settled(page);
    await fits(page, "a quote at 320 px");
    await page.setViewportSize({ width: 1440, height: 900 });
  });
  await test.step("it is accepted with a purchase-order number: the applications are sent", async () => {
    await tabsTo(page, /^Purchase-order number/, "textbox");
    await page.keyboard.type("PLL-2026-9");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: "Tick that what you submit is true" })).toBeVisible();
    await meet(page, "quote-not-declared");
    await tabsTo(page, /^What we submit is true/, "checkbox");
    await page.keyboard.press("Space");
    await presses(page, /^Accept £1,200.00/);
    await expect(page.getByText("PLL-2026-9")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Accept/ })).toHaveCount(0);
    await meet(page, "quote-accepted", true);
  });
  const invoice = await page.getByRole("link", { name: /^INV-/ }).innerText();
  const operator = await arrives();
  await operator.signsIn(OPERATOR, `/invoices/${invoice}`);
  await test.step("the operator records it in two parts, and it is paid", async () => {
    const { page } = operator;
    await settled(page);
    const owed = page.getByRole("region", { name: "Outstanding" });
    await expect(owed).toContainText("£1,200.00");
    for (const [part, reference, left] of [
      ["700.00", "BACS 90-1", "£500.00"],
      ["500.00", "BACS 90-2", "£0.00"],
    ] as const) {
      await presses(page, "Record a payment");
      await tabsTo(page, "Amount, in pounds", "textbox");
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(part);
      await tabsTo(page, "Bank or card reference", "textbox");
      await page.keyboard.type(reference);
      await page.keyboard.press("Enter");
      await expect(owed).toContainText(left);
    }
    await expect(page.getByText("PLL-2026-9")).toBeVisible();
    await meet(page, "invoice-of-a-quote-paid", true);
  });
  await test.step("assessment starts once it is assigned", async () => {
    const { page } = operator;
    await page.goto(`/applications/${ids[0]}`);
    await settled(page);
    await presses(page, "Assign an assessor");
    const who = page.getByRole("dialog", { name: /^Who assesses/ });
    await who.getByRole("button", { name: /^Assign / }).first().press("Enter");
    await expect(who).toHaveCount(0);
    await expect(part(page, "Timeline")).toContainText("Assessment starts");
  });
});

test("an operator issues a quote for a large programme, withdraws it and issues another, which is accepted", async ({ arrives }) => {
  const manager = await arrives();
  await manager.signsIn(MANAGER);
  const id = await ready(manager, "Dyfynbris Mawr", 80);
  const { application } = await asks<{ application: { version: number } }>(
    manager,
    "query($id: ID!) { application(id: $id) { version } }",
    { id },
  );
  await asks(manager, SUBMIT, { input: { applicationId: id, version: application.version } });
  const operator = await arrives();
  await operator.signsIn(OPERATOR, `/applications/${id}`);
  const issues = async (pounds: string) => {
    const { page } = operator;
    await page.goto(`/applications/${id}`);
    await settled(page);
    await presses(page, "Issue a quote");
    await tabsTo(page, /^Price/, "textbox");
    await page.keyboard.type(pounds);
    await meet(page, "issue-a-quote");
    await presses(page, "Issue the quote");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await presses(page, /^PLL-Q/, "link");
    await settled(page);
  };
  await issues("4500");
  await presses(operator.page, "Withdraw it");
  await tabsTo(operator.page, "Why?", "textbox");
  await operator.page.keyboard.type("Two programmes more.");
  const dialog = operator.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Withdraw it" }).press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(operator.page.getByText("Two programmes more.")).toBeVisible();
  await meet(operator.page, "quote-withdrawn", true);
  await issues("5200.50");
  const { page } = manager;
  await page.goto(`/applications/${id}`);
  await settled(page);
  await presses(page, "See the quote and accept it", "link");
  await presses(page, /^Accept £6,240.60/);
  await expect(page.getByRole("link", { name: /^INV-/ })).toBeVisible();
  await meet(page, "tailored-accepted", true);
});

test("a price is looked up by keyboard, on a day, and fits a phone", async ({ arrives }) => {
  const operator = await arrives();
  await operator.signsIn(OPERATOR);
  const { page } = operator;
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page.getByRole("heading", { level: 1, name: "Prices" })).toBeVisible();
  await settled(page);
  await tabsTo(page, "Initial assessments", "textbox");
  await page.keyboard.type("x");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Enter a whole number from 0 to 1000");
  await meet(page, "prices-wrong");
  await tabsTo(page, "Initial assessments", "textbox");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("table", { name: "Price" }).first()).toContainText("£1,200.00");
  await expect(page.getByRole("heading", { name: "The cheapest way: 2 orders" })).toBeVisible();
  await expect(page).toHaveURL(/initial=2/);
  await meet(page, "prices", true);
  await page.setViewportSize({ width: 320, height: 700 });
  await fits(page, "prices at 320 px");
});
