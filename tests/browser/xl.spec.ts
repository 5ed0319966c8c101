// Extra large, and last by its name: fifty cases crowd the lists that the other journeys read.
import { asks } from "./parts/places.ts";
import { expect, meet, settled, test } from "./parts/watch.ts";

const MANAGER = "Aoife McConville";
const OPERATOR = "Rachel Lindqvist";
const NAMES = Array.from({ length: 50 }, (_, i) => `Circle ${String(i + 1).padStart(2, "0")}`);
const BRONZE = ["1.1", "1.2", "1.3", "2.1", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3", "4.4", "4.5", "5.1", "5.2", "5.3", "6.1", "7.1"];

const ADD = "mutation($input: AddProgrammeInput!) { addProgramme(input: $input) { programme { id } } }";
const RATE = "mutation($input: RateCriterionInput!) { rateCriterion(input: $input) { application { id } } }";
const LINK = "mutation($input: AddLinkInput!) { addLink(input: $input) { evidence { id } } }";
const INVOICES = "{ invoices(first: 5) { nodes { id purchaseOrder outstanding { minor } } } }";
const PAY = "mutation($input: RecordPaymentInput!) { recordPayment(input: $input) { invoice { id } } }";
const BOARD = "{ workload { cases { university state } } }";

test("fifty programmes are applied for in one go: one invoice, fifty cases on the board", async ({ arrives }) => {
  test.setTimeout(240_000);
  const person = await arrives();
  await person.signsIn(MANAGER);
  const { page } = person;
  for (const name of NAMES) {
    const purpose = "Brings people of one department together.";
    await asks(person, ADD, { input: { name, purpose, directions: ["STAFF_TO_STAFF"], mentors: 6, startedOn: "2025-02-03" } });
  }
  await page.goto("/applications/together");
  await settled(page);
  await test.step("fifty drafts are started at once", async () => {
    const idle = page.getByRole("list", { name: "Programmes without an application" });
    for (const name of NAMES) await idle.getByRole("checkbox", { name: `Apply for ${name}` }).check();
    await page.getByRole("button", { name: "Start 50 drafts" }).press("Enter");
    await expect(page.getByText("50 drafts started")).toBeVisible();
    await meet(page, "fifty-drafts");
  });
  await test.step("one is filled in and copied to forty-nine", async () => {
    const drafts = page.getByRole("list", { name: "Drafts" });
    const href = (await drafts.getByRole("listitem").filter({ hasText: "Circle 01" }).getByRole("link").getAttribute("href")) ?? "";
    const applicationId = href.split("/")[2] ?? "";
    for (const ref of BRONZE)
      await asks(person, RATE, { input: { applicationId, ref, value: "MET", statement: "Every term, in writing.", version: 0 } });
    const criteria = [1, 2, 3, 4, 5, 6, 7].map((pillar) => `${pillar}.1`);
    await asks(person, LINK, { input: { applicationId, url: "https://ballinderry.test/handbook", title: "Handbook", criteria } });
    await page.reload();
    await settled(page);
    await page.getByRole("button", { name: "Copy answers between drafts" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Copy answers between drafts" });
    await dialog.getByRole("combobox", { name: "Copy from" }).selectOption({ label: (await dialog.locator("option", { hasText: "Circle 01" }).first().textContent()) ?? "" });
    for (const other of await dialog.getByRole("checkbox").all()) await other.setChecked(/Circle/.test((await other.locator("xpath=ancestor::label").textContent()) ?? ""));
    await dialog.getByRole("button", { name: "Copy to 49 drafts" }).press("Enter");
    await expect(page.getByText(/copied to 49 drafts/)).toBeVisible({ timeout: 60_000 });
  });
  await test.step("they are sent as one order", async () => {
    await page.reload();
    await settled(page);
    await expect(page.getByRole("table", { name: "Price" }).getByText("£3,000.00")).toBeVisible();
    await page.getByRole("textbox", { name: "Purchase-order number" }).fill("BDY-50");
    await page.getByRole("checkbox", { name: /^What we submit is true/ }).check();
    await meet(page, "fifty-to-send", true);
    await page.getByRole("button", { name: "Send 50 applications" }).press("Enter");
    await expect(page.getByText("50 applications sent with 1 order")).toBeVisible({ timeout: 60_000 });
  });
  await test.step("all fifty stand on one board", async () => {
    await page.getByRole("link", { name: "See where they stand" }).press("Enter");
    await expect(page.getByText("0 of 50 applications decided or withdrawn")).toBeVisible();
    await expect(page.getByRole("checkbox", { name: "Submitted 50" })).toBeVisible();
    await meet(page, "order-board", true);
    await page.getByRole("button", { name: "Show all applications" }).press("Enter");
    await expect(page.getByRole("heading", { name: /^Order / })).toHaveCount(0);
  });
  const operator = await arrives();
  await operator.signsIn(OPERATOR);
  await test.step("one invoice, and once it is paid fifty cases wait on the board", async () => {
    type Invoice = { id: string; purchaseOrder: string | null; outstanding: { minor: number } };
    const { invoices } = await asks<{ invoices: { nodes: Invoice[] } }>(person, INVOICES);
    const [invoice, ...others] = invoices.nodes.filter((i) => i.purchaseOrder === "BDY-50");
    expect(others).toEqual([]);
    expect(invoice?.outstanding.minor).toBe(300_000);
    await asks(operator, PAY, {
      input: { invoiceId: invoice?.id, amountMinor: 300_000, receivedOn: "2026-11-20", method: "BANK_TRANSFER", reference: "BACS 50" },
    });
    await operator.page.goto("/workload");
    await settled(operator.page);
    await meet(operator.page, "fifty-on-the-board", true);
    const { workload } = await asks<{ workload: { cases: { university: string; state: string }[] } }>(operator, BOARD);
    expect(workload.cases.filter((c) => c.university === "Ballinderry University" && c.state === "SUBMITTED").length).toBe(50);
  });
});
