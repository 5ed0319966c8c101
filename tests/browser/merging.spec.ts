import { asks } from "./parts/places.ts";
import { expect, fits, meet, part, settled, test } from "./parts/watch.ts";

const OPERATOR = "Rachel Lindqvist";
const LIST =
  "{ universityRecords(first: 100, state: [OPEN]) { nodes { university { id name } programmes openApplications people { person { id } } } } }";
const ADD = "mutation($input: AddUniversityInput!) { addUniversity(input: $input) { record { university { id } } } }";
const NOTE = "mutation($input: NoteUniversityInput!) { noteUniversity(input: $input) { record { notes { id } } } }";

test("an operator merges a university that is here twice, by keyboard", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn(OPERATOR);
  const { page } = person;
  type Row = { university: { id: string; name: string }; programmes: number; openApplications: number };
  const { universityRecords } = await asks<{ universityRecords: { nodes: Row[] } }>(person, LIST);
  const busy = universityRecords.nodes.find((u) => u.openApplications > 0);
  if (!busy) throw new Error("the demo has no university with an application under way");
  const added = await asks<{ addUniversity: { record: { university: { id: string } } } }>(person, ADD, {
    input: { name: "Here Twice University" },
  });
  const twice = added.addUniversity.record.university.id;
  await asks(person, NOTE, { input: { universityId: twice, text: "Asked to be called on Fridays." } });

  await test.step("what is in the way is said before anything can be pressed, and what would move and stay", async () => {
    await page.goto(`/universities/${busy.university.id}`);
    await page.getByRole("link", { name: "Merge into another…" }).press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: `Merge ${busy.university.name}` })).toBeVisible();
    await settled(page);
    await meet(page, "merging-choosing");
    await page.getByRole("searchbox", { name: "Search for the one that stays" }).pressSequentially("here tw");
    await page.getByRole("button", { name: "Choose Here Twice University" }).press("Enter");
    await expect(part(page, "What is in the way")).toContainText(/under way: decide or withdraw/);
    await expect(part(page, "What moves to Here Twice University")).toContainText("People");
    await expect(part(page, `What stays with ${busy.university.name}`)).toContainText("It was applied for");
    await expect(page.getByRole("button", { name: /^Merge into/ })).toHaveCount(0);
    await expect(page.locator("p:focus")).toContainText("Here Twice University");
    await settled(page);
    await meet(page, "merging-in-the-way", true);
    await page.setViewportSize({ width: 390, height: 844 });
    await fits(page, "a merger at 390 px");
    await meet(page, "merging-390", true);
    await page.emulateMedia({ colorScheme: "dark" });
    await meet(page, "merging-390-dark", true);
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("button", { name: "Choose another" }).press("Enter");
    await expect(page.getByRole("searchbox", { name: "Search for the one that stays" })).toBeVisible();
  });
  await test.step("merged with a reason, for good; the one that stays is shown", async () => {
    await page.goto(`/universities/${twice}/merge?into=${busy.university.id}`);
    await settled(page);
    await expect(part(page, `What moves to ${busy.university.name}`)).toContainText("1 note");
    await page.getByRole("button", { name: `Merge into ${busy.university.name}` }).press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("This cannot be undone.");
    await dialog.getByRole("button", { name: "Merge them" }).press("Enter");
    await expect(dialog.getByText("Say why they are merged")).toBeVisible();
    await dialog.getByRole("textbox", { name: "Why?" }).pressSequentially("Imported twice.");
    await meet(page, "merging-asked");
    await dialog.getByRole("button", { name: "Merge them" }).press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: busy.university.name })).toBeVisible();
    await expect(part(page, "Notes")).toContainText("Asked to be called on Fridays.");
    await expect(part(page, "Timeline")).toContainText(`Here Twice University was merged into ${busy.university.name}: Imported twice.`);
  });
  await test.step("the merged one leads to it, and cannot be opened again", async () => {
    await page.goto(`/universities/${twice}`);
    const where = part(page, `Continued by ${busy.university.name}`);
    await expect(where).toBeVisible();
    await expect(page.getByRole("button", { name: "Open it again" })).toHaveCount(0);
    await expect(part(page, "People")).toContainText(`They belong to ${busy.university.name} now.`);
    await meet(page, "merged", true);
    await where.getByRole("link", { name: busy.university.name }).press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: busy.university.name })).toBeVisible();
  });
});
