import { asks } from "./parts/places.ts";
import { expect, fits, meet, settled, test } from "./parts/watch.ts";

const MANAGER = "Danielle Ashworth";
const NEW = ["Fellside friends", "Returners' circle"];
const BRONZE = ["1.1", "1.2", "1.3", "2.1", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3", "4.4", "4.5", "5.1", "5.2", "5.3", "6.1", "7.1"];

const ADD = "mutation($input: AddProgrammeInput!) { addProgramme(input: $input) { programme { id } } }";
const RATE = "mutation($input: RateCriterionInput!) { rateCriterion(input: $input) { application { id } } }";
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
  await test.step("the draft says what it covers, is filled in once, and is sent as one order", async () => {
    await expect(page.getByRole("heading", { name: "Programmes it covers" })).toBeVisible();
    for (const name of NEW) await expect(page.getByRole("link", { name })).toBeVisible();
    await meet(page, "combined-draft", true);
    const applicationId = new URL(page.url()).pathname.split("/")[2] ?? "";
    for (const ref of BRONZE)
      await asks(person, RATE, { input: { applicationId, ref, value: "MET", statement: "Every term, in writing.", version: 0 } });
    const criteria = [1, 2, 3, 4, 5, 6, 7].map((pillar) => `${pillar}.1`);
    await asks(person, LINK, { input: { applicationId, url: "https://kirkmoor.test/handbook", title: "Handbook", criteria } });
    await page.goto(`/applications/${applicationId}/check`);
    await expect(page.getByRole("table", { name: "Price" }).getByText("£1,200.00")).toBeVisible();
  });
});
