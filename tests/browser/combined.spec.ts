import { asks } from "./parts/places.ts";
import { expect, fits, meet, settled, test } from "./parts/watch.ts";

const MANAGER = "Danielle Ashworth";
const NEW = ["Fellside friends", "Returners' circle"];
const BRONZE = ["1.1", "1.2", "1.3", "2.1", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3", "4.4", "4.5", "5.1", "5.2", "5.3", "6.1", "7.1"];

const ADD = "mutation($input: AddProgrammeInput!) { addProgramme(input: $input) { programme { id } } }";
const RATE = "mutation($input: RateCriterionInput!) { rateCriterion(input: $input) { application { id } } }";
const SUBMIT = "mutation($input: SubmitApplicationInput!) { submitApplication(input: $input) { application { id } } }";
const INVOICE = "query($id: ID!) { application(id: $id) { order { invoice { id outstanding { minor } } } } }";
const PAY = "mutation($input: RecordPaymentInput!) { recordPayment(input: $input) { invoice { id } } }";
const ASSIGN = "mutation($input: AssignAssessorInput!) { assignAssessor(input: $input) { application { id } } }";
const JUDGE = "mutation($input: JudgeCriterionInput!) { judgeCriterion(input: $input) { application { id } } }";
const CONFIRM = "mutation($input: ConfirmOutcomeInput!) { confirmOutcome(input: $input) { application { id } } }";
const VERSION = "query($id: ID!) { application(id: $id) { version } }";
const LINK = "mutation($input: AddLinkInput!) { addLink(input: $input) { evidence { id } } }";

test("a university writes down how it runs programmes, sees who is in the way, and applies for the others as one", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn(MANAGER);
  const { page } = person;
  for (const name of NEW) {
    const purpose = "Pairs people who come back with people who stayed.";
    await asks(person, ADD, { input: { name, purpose, directions: ["STAFF_TO_STAFF"], mentors: 12, startedOn: "2025-02-03" } });
  }
  await page.goto("/applications/combined");
  await test.step("without a framework nothing is university-wide, and the page says which programmes run to none", async () => {
    await expect(page.getByText("The university can't apply university-wide yet")).toBeVisible();
    await expect(page.getByText(/run to no delivery framework/)).toBeVisible();
    await meet(page, "university-wide-refused", true);
  });
  await test.step("a framework is written and every programme runs to it, by keyboard alone", async () => {
    await page.goto("/programmes");
    await page.getByRole("link", { name: "Frameworks" }).press("Enter");
    await expect(page.getByRole("heading", { name: "No delivery framework yet" })).toBeVisible();
    await meet(page, "no-framework", true);
    await page.getByRole("link", { name: "Add a framework" }).first().press("Enter");
    await page.getByRole("button", { name: "Add framework" }).press("Enter");
    await expect(page.getByRole("alert")).toContainText("Enter what the framework is called");
    await page.getByRole("textbox", { name: "What is it called?" }).pressSequentially("The Kirkmoor way");
    await page.getByRole("textbox", { name: "How are programmes run to it?" }).pressSequentially("One coordinator, one training, one review a year.");
    await page.getByRole("button", { name: "Add framework" }).press("Enter");
    await expect(page.getByRole("heading", { name: "The Kirkmoor way" })).toBeVisible();
    await page.getByRole("button", { name: /^Add all \d+ without a framework$/ }).press("Enter");
    await expect(page.getByText(/programmes run to The Kirkmoor way now/)).toBeVisible();
    const boxes = page.getByRole("list", { name: "Programmes" }).getByRole("checkbox");
    for (const box of await boxes.all()) await expect(box).toBeChecked();
    await meet(page, "framework", true);
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "a framework at 320 px");
    await page.setViewportSize({ width: 1440, height: 900 });
  });
  await test.step("one that leaves comes back by undo", async () => {
    const first = page.getByRole("checkbox", { name: NEW[0] ?? "" });
    await first.press("Space");
    await expect(page.getByText(`${NEW[0]} runs to no framework now`)).toBeVisible();
    await expect(first).not.toBeChecked();
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await expect(first).toBeChecked();
  });
  await test.step("university-wide, what holds a higher level is in the way of Bronze; the others go together", async () => {
    await page.getByRole("link", { name: "Apply as one" }).press("Enter");
    await settled(page);
    await expect(page.getByText(/It would cover 5 programmes/)).toBeVisible();
    await expect(page.getByText(/Kirkmoor Career Partners has an application open already/)).toBeVisible();
    await expect(page.getByRole("listitem").filter({ hasText: /Reverse Mentoring for Inclusion has held Bronze .* apply for Silver from 11 May 2027/ }).last()).toBeVisible();
    const bronze = page.getByRole("listitem").filter({ hasText: "Start one Bronze application" });
    await expect(bronze.getByText(/which is higher/)).toBeVisible();
    await meet(page, "university-wide-in-the-way", true);
    await bronze.getByRole("button", { name: "Combine the other 2 instead" }).press("Enter");
    await expect(page.getByRole("radio", { name: /^Some programmes that are run together/ })).toBeChecked();
    await expect(page.getByText(/It would cover 2 programmes/)).toBeVisible();
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "apply as one at 320 px");
    await page.setViewportSize({ width: 1440, height: 900 });
    await meet(page, "combined", true);
    await page.getByRole("button", { name: "Start one Bronze application" }).press("Enter");
    await expect(page.getByRole("heading", { name: "Bronze application" })).toBeVisible();
  });
  let applicationId = "";
  await test.step("the draft says what it covers, is filled in once, and is sent as one order", async () => {
    await expect(page.getByRole("heading", { name: "Programmes it covers" })).toBeVisible();
    for (const name of NEW) await expect(page.getByRole("link", { name })).toBeVisible();
    await meet(page, "combined-draft", true);
    applicationId = new URL(page.url()).pathname.split("/")[2] ?? "";
    for (const ref of BRONZE)
      await asks(person, RATE, { input: { applicationId, ref, value: "MET", statement: "Every term, in writing.", version: 0 } });
    const criteria = [1, 2, 3, 4, 5, 6, 7].map((pillar) => `${pillar}.1`);
    await asks(person, LINK, { input: { applicationId, url: "https://kirkmoor.test/handbook", title: "Handbook", criteria } });
    await page.goto(`/applications/${applicationId}/check`);
    await expect(page.getByRole("table", { name: "Price" }).getByText("£1,200.00")).toBeVisible();
  });
  await test.step("one programme differs on a criterion: said, taken back and said again, by keyboard", async () => {
    await page.goto(`/applications/${applicationId}/pillars/1`);
    const differs = page.getByRole("region", { name: "Where a programme differs on 1.2" });
    await differs.getByRole("button", { name: "Say where one differs" }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Save" }).press("Enter");
    await expect(dialog.getByText("Choose the programme that differs")).toBeVisible();
    await expect(dialog.getByText("Say how it differs")).toBeVisible();
    await dialog.getByRole("combobox", { name: "Programme" }).selectOption(NEW[0] ?? "");
    await dialog.getByRole("radio", { name: "Partly met" }).press("Space");
    await dialog.getByRole("textbox", { name: "How does it differ?" }).pressSequentially("It asks mentees once a year, not each term.");
    await meet(page, "differs-writing");
    await dialog.getByRole("button", { name: "Save" }).press("Enter");
    await expect(dialog).toBeHidden();
    await expect(differs.getByText(`${NEW[0]}, partly met`)).toBeVisible();
    await differs.getByRole("button", { name: `${NEW[0]}: now as the rest` }).press("Enter");
    await expect(differs.getByText(`${NEW[0]} is as the rest again.`)).toBeVisible();
    await differs.getByRole("button", { name: "Undo" }).press("Enter");
    await expect(differs.getByText(`${NEW[0]}, partly met`)).toBeVisible();
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "an exception at 320 px");
    await page.setViewportSize({ width: 1440, height: 900 });
    await meet(page, "differs", true);
  });
  await test.step("evidence speaks of one of them", async () => {
    await page.getByRole("button", { name: "Criteria of Handbook" }).first().press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("It speaks of all 2 programmes").press("Enter");
    await dialog.getByRole("checkbox", { name: NEW[1] ?? "" }).press("Space");
    await expect(dialog.getByText("It speaks of 1 of 2 programmes")).toBeVisible();
    await meet(page, "speaks-of");
    await dialog.getByRole("button", { name: "Save" }).press("Enter");
    await expect(page.getByText(`Speaks of ${NEW[1]}`).first()).toBeVisible();
  });
  const operator = await arrives();
  await operator.signsIn("Daniel Osei");
  const assessor = await arrives();
  await assessor.signsIn("Priya Raghunathan");
  const version = async () => (await asks<{ application: { version: number } }>(operator, VERSION, { id: applicationId })).application.version;
  await test.step("sent, paid and assigned", async () => {
    await asks(person, SUBMIT, { input: { applicationId, version: await version(), purchaseOrder: "PO-88" } });
    type Sent = { application: { order: { invoice: { id: string; outstanding: { minor: number } } } } };
    const { invoice } = (await asks<Sent>(operator, INVOICE, { id: applicationId })).application.order;
    await asks(operator, PAY, {
      input: { invoiceId: invoice.id, amountMinor: invoice.outstanding.minor, receivedOn: "2026-11-20", method: "BANK_TRANSFER", reference: "BACS 88" },
    });
    const { viewer } = await asks<{ viewer: { person: { id: string } } }>(assessor, "{ viewer { person { id } } }");
    await asks(operator, ASSIGN, { input: { applicationId, assessorId: viewer.person.id, version: await version() } });
  });
  await test.step("the assessor reads what differs, and decides once one was looked at more closely, by keyboard", async () => {
    const { page } = assessor;
    for (const ref of BRONZE) await asks(assessor, JUDGE, { input: { applicationId, ref, value: "MET", note: "Seen.", version: 0 } });
    for (const pillar of [1, 2, 3, 4, 5, 6, 7]) await asks(assessor, CONFIRM, { input: { applicationId, pillar, level: "BRONZE", version: 0 } });
    await page.goto(`/judge/${applicationId}`);
    await expect(page.getByText(`${NEW[0]} differs: partly met.`).first()).toBeVisible();
    await expect(page.getByText(`(Speaks of ${NEW[1]})`).first()).toBeVisible();
    await meet(page, "judge-several");
    await page.keyboard.press("d");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText(/It covers 2 programmes: choose one at least/)).toBeVisible();
    await dialog.getByRole("button", { name: "Look at the programmes" }).press("Enter");
    const choose = dialog.getByRole("form", { name: "Choose programmes" });
    await choose.getByRole("button", { name: "Choose" }).press("Enter");
    await expect(choose.getByText("Tick one programme at least")).toBeVisible();
    await choose.getByRole("checkbox", { name: NEW[0] ?? "" }).press("Space");
    await choose.getByRole("textbox", { name: "Why these?" }).pressSequentially("It says itself that it differs.");
    await meet(page, "sample-choosing");
    await choose.getByRole("button", { name: "Choose 1 programme" }).press("Enter");
    const found = dialog.getByRole("form", { name: NEW[0] ?? "" });
    await found.getByRole("radio", { name: "Run as the application says", exact: true }).press("Space");
    await found.getByRole("textbox", { name: "What did you see there?" }).pressSequentially("Two mentees showed what they were asked.");
    await found.getByRole("button", { name: "Save" }).press("Enter");
    await expect(found.getByRole("status")).toHaveText("Saved");
    await meet(page, "sample-found");
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "a sample at 320 px");
    await page.setViewportSize({ width: 1440, height: 900 });
    // The keys act again once the dialog is gone from the page, not only from sight.
    const closes = async () => {
      await page.keyboard.press("Escape");
      await expect(page.locator("dialog").filter({ hasText: "programmes applied for together" })).toHaveCount(0);
    };
    await closes();
    await page.keyboard.press("s");
    await expect(dialog.getByRole("heading", { name: "2 programmes applied for together" })).toBeVisible();
    await closes();
    await page.keyboard.press("d");
    await expect(dialog.getByText(/will be accredited at/)).toBeVisible();
  });
});
