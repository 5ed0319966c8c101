import { asks } from "./parts/places.ts";
import { expect, fits, goes, meet, part, settled, test } from "./parts/watch.ts";

const OPERATOR = "Rachel Lindqvist";
const LIST = "{ universityRecords(first: 100) { nodes { university { id name } openApplications toClose { rule } } } }";

test("an operator adds a university, keeps its record, notes, closes and opens it again, by keyboard", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn(OPERATOR);
  const { page } = person;
  await goes(page, "Universities");
  await settled(page);
  await meet(page, "universities");
  await page.setViewportSize({ width: 320, height: 700 });
  await fits(page, "universities at 320 px");
  await page.setViewportSize({ width: 1440, height: 900 });

  await test.step("added, with a code and an address made of its name", async () => {
    await page.getByRole("link", { name: "Add a university" }).press("Enter");
    await page.getByRole("button", { name: "Add university" }).press("Enter");
    await expect(page.getByRole("alert")).toContainText("Enter what the university is called");
    await page.getByRole("textbox", { name: "What is it called?" }).pressSequentially("University of Thornhill");
    await page.getByRole("combobox", { name: /Where is it/ }).selectOption("Wales");
    await meet(page, "university-new", true);
    await page.getByRole("button", { name: "Add university" }).press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "University of Thornhill" })).toBeVisible();
    await expect(page.getByText("UT, as in UT-0001")).toBeVisible();
    await expect(page.getByText("Nobody yet. ", { exact: false }).first()).toBeVisible();
  });
  await test.step("its record is changed", async () => {
    await page.getByRole("button", { name: "Change its record" }).press("Enter");
    await page.getByRole("checkbox", { name: /purchase-order number/ }).press("Space");
    await page.getByRole("button", { name: "Save changes" }).press("Enter");
    await expect(page.getByText("Its invoices need a number")).toBeVisible();
  });
  await test.step("a note is written, removed and brought back", async () => {
    const notes = part(page, "Notes");
    await notes.getByRole("button", { name: "Note it" }).press("Enter");
    await expect(notes.getByText("Write what is to be noted")).toBeVisible();
    await notes.getByRole("textbox", { name: "Note something" }).pressSequentially("Asked to be called on Fridays.");
    await notes.getByRole("button", { name: "Note it" }).press("Enter");
    const list = notes.getByRole("list", { name: "Notes" });
    await expect(list).toContainText("Asked to be called on Fridays.");
    await list.getByRole("button", { name: "Remove" }).press("Enter");
    await expect(notes.getByText("The note was removed.")).toBeVisible();
    await notes.getByRole("button", { name: "Undo" }).press("Enter");
    await expect(list).toContainText("Asked to be called on Fridays.");
    await expect(part(page, "Timeline")).toContainText("Something was noted of University of Thornhill.");
    await settled(page);
    await meet(page, "university", true);
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "a university at 320 px");
    await page.setViewportSize({ width: 1440, height: 900 });
  });
  await test.step("everything of it is taken away", async () => {
    await page.getByRole("button", { name: "Export everything" }).press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText(/^Ready: \d+ rows/)).toBeVisible();
    const arriving = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Download" }).press("Enter");
    expect((await arriving).suggestedFilename()).toMatch(/^Everything of a university .*\.zip$/);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(part(page, "Timeline")).toContainText("Everything of the university was taken away as an archive.");
  });
  await test.step("closed with a reason, and opened again", async () => {
    await page.getByRole("button", { name: "Close University of Thornhill" }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Close it" }).press("Enter");
    await expect(dialog.getByText("Say why it is closed")).toBeVisible();
    await dialog.getByRole("textbox", { name: "Why?" }).pressSequentially("Added by mistake.");
    await meet(page, "university-closing");
    await dialog.getByRole("button", { name: "Close it" }).press("Enter");
    await expect(page.getByText(/^Closed on/)).toBeVisible();
    await page.getByRole("button", { name: "Open it again" }).press("Enter");
    await expect(page.getByText(/^Closed on/)).toBeHidden();
  });
  await test.step("one with applications under way says what to do first, and who can sign in", async () => {
    type Row = { university: { id: string; name: string }; openApplications: number; toClose: unknown[] };
    const { universityRecords } = await asks<{ universityRecords: { nodes: Row[] } }>(person, LIST);
    const busy = universityRecords.nodes.find((u) => u.openApplications > 0);
    if (!busy) throw new Error("the demo has no university with an application under way");
    await page.goto(`/universities/${busy.university.id}`);
    await expect(part(page, "Close it")).toContainText(/under way: decide or withdraw/);
    await expect(part(page, "People")).toContainText(/mentoring manager/);
    await settled(page);
    await meet(page, "university-busy", true);
  });
  await test.step("drafts are started for it, by keyboard", async () => {
    await page.getByRole("link", { name: "Start drafts for it" }).press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: /^Start drafts for / })).toBeVisible();
    await settled(page);
    await meet(page, "start-for", true);
    const idle = page.getByRole("list", { name: "Programmes without an application" });
    const one = idle.getByRole("checkbox", { disabled: false }).first();
    const name = ((await one.getAttribute("aria-label")) ?? "").replace("Apply for ", "");
    await one.press("Space");
    await page.getByRole("button", { name: "Start 1 draft" }).press("Enter");
    await expect(page.getByText("1 draft started")).toBeVisible();
    await expect(part(page, "Under way")).toContainText(name);
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "starting drafts at 320 px");
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("link", { name: "one application over several of them" }).press("Enter");
    await page.getByRole("radio", { name: /Some programmes/ }).press("Space");
    await expect(page.getByRole("group", { name: "Which programmes?" })).toContainText(name);
    await settled(page);
    await meet(page, "combined-for", true);
  });
});
