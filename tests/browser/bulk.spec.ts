import { asks } from "./parts/places.ts";
import { expect, fits, meet, settled, test } from "./parts/watch.ts";

const MANAGER = "Siân Prydderch";
const NAMES = ["Cymorth Cyfoed", "Camau Cyntaf"];
const BRONZE = ["1.1", "1.2", "1.3", "2.1", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3", "4.4", "4.5", "5.1", "5.2", "5.3", "6.1", "7.1"];

const ADD = "mutation($input: AddProgrammeInput!) { addProgramme(input: $input) { programme { id } } }";
const RATE = "mutation($input: RateCriterionInput!) { rateCriterion(input: $input) { application { id } } }";
const LINK = "mutation($input: AddLinkInput!) { addLink(input: $input) { evidence { id } } }";

test("two programmes are applied for together, with the orders that cost least", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn(MANAGER);
  const { page } = person;
  for (const name of NAMES) {
    const directions = ["STUDENT_TO_STUDENT"];
    const purpose = "Pairs new students with students who know the way.";
    await asks(person, ADD, { input: { name, purpose, directions, mentors: 20, startedOn: "2024-09-16", coordinator: "Mair Rees" } });
  }
  await page.goto("/programmes");
  await page.getByRole("link", { name: "Apply for several" }).click();
  const idle = page.getByRole("list", { name: "Programmes without an application" });
  await test.step("both are started at once", async () => {
    for (const name of NAMES) await idle.getByRole("checkbox", { name: `Apply for ${name}` }).check();
    await meet(page, "apply-for-several", true);
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "apply for several at 320 px");
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("button", { name: "Start 2 drafts" }).click();
    await expect(page.getByText("2 drafts started")).toBeVisible();
  });
  const drafts = page.getByRole("list", { name: "Drafts" });
  await test.step("what is not complete says so and is not sent", async () => {
    for (const name of NAMES) {
      const row = drafts.getByRole("listitem").filter({ hasText: name });
      await expect(row.getByText(/things missing/)).toBeVisible();
      await expect(row.getByRole("checkbox")).toBeDisabled();
    }
  });
  await test.step("what both share is written in one and copied to the other", async () => {
    const [first = "", second = ""] = NAMES;
    const href = (await drafts.getByRole("listitem").filter({ hasText: first }).getByRole("link").getAttribute("href")) ?? "";
    const applicationId = href.split("/")[2] ?? "";
    for (const ref of BRONZE)
      await asks(person, RATE, { input: { applicationId, ref, value: "MET", statement: "Every term, in writing.", version: 0 } });
    const criteria = [1, 2, 3, 4, 5, 6, 7].map((pillar) => `${pillar}.1`);
    await asks(person, LINK, { input: { applicationId, url: "https://llanfair.test/llawlyfr", title: "Handbook", criteria } });
    await page.reload();
    await settled(page);
    await page.getByRole("button", { name: "Copy answers between drafts" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Copy answers between drafts" });
    await expect(dialog.getByRole("combobox", { name: "Copy from" }).locator("option:checked")).toContainText(first);
    for (const other of await dialog.getByRole("checkbox").all()) await other.uncheck();
    await dialog.getByRole("checkbox", { name: new RegExp(second) }).check();
    await meet(page, "copy-answers");
    await dialog.getByRole("button", { name: "Copy to 1 draft" }).press("Enter");
    await expect(page.getByText("17 answers and 1 link copied to 1 draft")).toBeVisible();
  });
  await test.step("two singles cost less than the bundle, and the university chooses", async () => {
    await page.reload();
    await settled(page);
    await expect(page.getByRole("radio", { name: /^One order, one invoice: £1,000.00/ })).toBeChecked();
    await page.getByRole("radio", { name: /^2 orders and as many invoices: £700.00/ }).check();
    await expect(page.getByRole("table", { name: "Price" }).getByText("£840.00")).toBeVisible();
    await page.getByRole("textbox", { name: "Purchase-order number" }).fill("LLA-77");
    await page.getByRole("button", { name: "Send 2 applications" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Tick that what you submit is true" })).toBeVisible();
    await page.getByRole("checkbox", { name: /^What we submit is true/ }).check();
    await meet(page, "send-together", true);
    await page.getByRole("button", { name: "Send 2 applications" }).click();
    await expect(page.getByText("2 applications sent with 2 orders")).toBeVisible();
    await page.getByRole("link", { name: "See where they stand" }).click();
    const sent = page.getByRole("table", { name: "Applications" });
    for (const name of NAMES) await expect(sent.getByRole("row").filter({ hasText: name })).toContainText("Submitted");
  });
});
