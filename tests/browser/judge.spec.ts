import type { Page } from "@playwright/test";
import { asks } from "./parts/places.ts";
import { accessible, expect, fits, meet, type Person, shot, test } from "./parts/watch.ts";

type Case = { id: string; reference: string; state: string; level: { rank: number }; pillars: { criteria: number; judged: number; pillar: { title: string } }[] };

/** A case that its assessor has not judged to the end. */
async function begun(person: Person): Promise<Case> {
  const { applications } = await asks<{ applications: { nodes: Case[] } }>(
    person,
    "{ applications(first: 50) { nodes { id reference state level { rank } pillars { criteria judged pillar { title } } } } }",
  );
  const left = (c: Case) => c.pillars.reduce((n, p) => n + p.criteria - p.judged, 0);
  const found = applications.nodes.filter((c) => c.state === "IN_ASSESSMENT").toSorted((a, b) => left(b) - left(a))[0];
  if (!found || left(found) === 0) throw new Error("the demo has no case that is not judged to the end");
  return found;
}

const current = (page: Page) => page.locator("li[aria-current=true]");
const saved = (page: Page) => expect(page.locator("header").getByRole("status").filter({ hasText: /^Saved|^All changes/ })).toBeVisible();

test("a case is judged by keyboard alone, up to the decision", async ({ arrives }) => {
  test.setTimeout(240_000);
  const person = await arrives();
  await person.signsIn("Priya Raghunathan");
  const { page } = person;
  const { keyboard } = page;
  const it = await begun(person);
  await page.goto(`/judge/${it.id}`);
  await expect(page.getByRole("list", { name: "Criteria of Aims" })).toBeVisible();
  const all = it.pillars.reduce((n, p) => n + p.criteria, 0);
  await expect(page.getByText(new RegExp(`^\\d+ of ${all} left$`))).toBeVisible();

  // The keys are listed; they can be turned off, and stay off until they are turned on.
  await keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keys" });
  await expect(sheet.getByText("Next criterion")).toBeVisible();
  await meet(page, "keys");
  await keyboard.press("Shift+Tab");
  await expect(sheet.getByRole("checkbox", { name: "Single keys act on this page" })).toBeFocused();
  await keyboard.press("Space");
  await keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  const first = await current(page).getAttribute("id");
  await keyboard.press("j");
  await expect(current(page)).toHaveAttribute("id", first ?? "");
  await page.reload();
  await expect(page.getByRole("button", { name: "Shortcuts are off" })).toBeVisible();
  await page.getByRole("button", { name: "Keys" }).focus();
  await keyboard.press("Enter");
  await keyboard.press("Shift+Tab");
  await keyboard.press("Space");
  await keyboard.press("Escape");
  // While the dialog closes, the page's keys are not listened to.
  await expect(sheet).toHaveCount(0);

  // A note: the letters are only letters in it; its words become a phrase, and a phrase becomes words.
  await expect(async () => {
    // The page listens again a moment after the dialog is gone.
    await keyboard.press("j");
    await keyboard.press("k");
    await expect(current(page)).toBeFocused({ timeout: 500 });
  }).toPass();
  await keyboard.press("p");
  await keyboard.press("Enter");
  const note = current(page).getByRole("textbox", { name: "Note" });
  await expect(note).toBeFocused();
  await keyboard.press("Control+a");
  await keyboard.type("jkmn: only letters here.");
  await expect(note).toHaveValue("jkmn: only letters here.");
  await keyboard.press("Control+/");
  const phrases = page.getByRole("dialog", { name: "Insert a phrase" });
  await expect(phrases).toContainText("A phrase is a note that you write often");
  await meet(page, "phrases-empty");
  await keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
  await keyboard.type("Undated");
  await keyboard.press("Tab");
  await keyboard.type("It carries no date.");
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  await expect(phrases.getByRole("list", { name: "Phrases" })).toContainText("It carries no date.");
  await meet(page, "phrases");
  await page.getByRole("textbox", { name: "Find" }).focus();
  await keyboard.type("undat");
  await keyboard.press("ArrowDown");
  await expect(page.getByRole("button", { name: /^Undated/ })).toBeFocused();
  await keyboard.press("Enter");
  await expect(note).toBeFocused();
  await expect(note).toHaveValue("jkmn: only letters here. It carries no date.");
  await keyboard.press("Escape");
  await expect(current(page)).toBeFocused();

  // Evidence is read, and asked for.
  await keyboard.press("o");
  const shown = current(page).getByRole("button", { pressed: true });
  await keyboard.press("u");
  await keyboard.press("e");
  const request = page.getByRole("dialog", { name: "Request more evidence" });
  await expect(request.getByRole("textbox", { name: "What do you need to see?" })).toBeFocused();
  await keyboard.press("Control+/");
  await expect(page.getByRole("dialog", { name: "Insert a template" })).toContainText("a question that you ask often");
  await keyboard.press("Escape");
  await keyboard.press("Control+Enter");
  await expect(request.getByRole("alert")).toContainText("Write the question");
  await keyboard.press("Escape");
  await expect(request).toHaveCount(0);
  await shot(page, "judge-evidence");
  expect(await shown.count()).toBeGreaterThan(0);

  // Every criterion of every pillar; best fit is confirmed as it is.
  for (const [i, { criteria, pillar }] of it.pillars.entries()) {
    const list = page.getByRole("list", { name: `Criteria of ${pillar.title}` });
    await expect(list).toBeVisible();
    for (let n = 0; n < criteria; n++) {
      if (n > 0) await keyboard.press("j");
      await expect(list.locator(":scope > li").nth(n)).toHaveAttribute("aria-current", "true");
      await keyboard.press("m");
      await expect(current(page).getByRole("button", { name: "Met", exact: true })).toHaveAttribute("aria-pressed", "true");
    }
    await saved(page);
    await keyboard.press("c");
    await expect(page.getByRole("group", { name: new RegExp(`^Outcome for ${pillar.title}`) }).getByRole("status")).toHaveText("Confirmed");
    if (i < it.pillars.length - 1) await keyboard.press("]");
  }
  await expect(page.getByText(`All ${all} judged`)).toBeVisible();
  await page.setViewportSize({ width: 320, height: 700 });
  await fits(page, "the judge screen at 320 px");
  await page.setViewportSize({ width: 1440, height: 900 });
  await accessible(page, "a judged case");
  await keyboard.press("d");
  await expect(page.getByRole("dialog", { name: `Decide ${it.reference}` })).toContainText("will be accredited");
  await shot(page, "judged-by-keyboard");
});

/** A page that writes a note of a case's first criterion; what it sends waits until it is let go. */
async function writes(page: Page, address: string, words: string) {
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route("**/graphql", async (route) => {
    if (route.request().postData()?.includes("judgeCriterion")) await held;
    await route.continue();
  });
  await page.goto(address);
  const row = current(page);
  const note = row.getByRole("textbox", { name: "Note" });
  await expect(note).toBeVisible();
  await note.fill(words);
  return { row, note, go };
}

test("two tabs write the same note: the second is told, and both can be kept", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn("Priya Raghunathan");
  const address = `/judge/${await caseInHand(person)}?pillar=5`;
  const two = await person.context.newPage();
  const second = await writes(two, address, "Written in the second tab.");
  await second.row.getByRole("button", { name: "Partly", exact: true }).click();
  await person.page.goto(address);
  const mine = current(person.page).getByRole("textbox", { name: "Note" });
  // A page takes nothing over from one that is still open.
  await expect(mine).not.toHaveValue("Written in the second tab.");
  await current(person.page).getByRole("button", { name: "Met", exact: true }).click();
  await mine.fill("Written in the first tab.");
  await mine.blur();
  await saved(person.page);
  second.go();
  const conflict = second.row.getByRole("alert");
  await expect(conflict).toContainText("Written in the first tab.");
  await expect(second.note).toHaveValue("Written in the second tab.");
  await meet(two, "judge-conflict");
  await conflict.getByRole("button", { name: "Keep both notes" }).click();
  await expect(second.note).toHaveValue("Written in the first tab.\n\nWritten in the second tab.");
  await saved(two);
  await two.reload();
  await expect(second.note).toHaveValue("Written in the first tab.\n\nWritten in the second tab.");
});

test("two assessors write on one pillar: the second is told, and both texts are kept", async ({ arrives }) => {
  const [priya, helena, operator] = [await arrives(), await arrives(), await arrives()];
  await priya.signsIn("Priya Raghunathan");
  await helena.signsIn("Helena Brandt");
  await operator.signsIn("Daniel Osei");
  const it = await caseInHand(priya);
  const person = async (who: Person) => (await asks<{ viewer: { person: { id: string } } }>(who, "{ viewer { person { id } } }")).viewer.person.id;
  const give = async (to: string) => {
    const { application } = await asks<{ application: { version: number } }>(operator, "query($id: ID!) { application(id: $id) { version } }", { id: it });
    await asks(operator, "mutation($input: AssignAssessorInput!) { assignAssessor(input: $input) { application { id } } }", {
      input: { applicationId: it, assessorId: to, version: application.version },
    });
  };
  const address = `/judge/${it}?pillar=6`;
  const first = await writes(priya.page, address, "Priya’s words.");
  await first.row.getByRole("button", { name: "Met", exact: true }).click();
  // While hers are on their way the case goes to Helena, who judges too, and comes back.
  await give(await person(helena));
  const other = await writes(helena.page, address, "Helena’s words.");
  other.go();
  await other.row.getByRole("button", { name: "Not met", exact: true }).click();
  await other.note.blur();
  await saved(helena.page);
  await give(await person(priya));
  first.go();
  const conflict = first.row.getByRole("alert");
  await expect(conflict).toContainText("Not met");
  await expect(conflict).toContainText("Helena’s words.");
  await expect(first.note).toHaveValue("Priya’s words.");
  await conflict.getByRole("button", { name: "Keep both notes" }).click();
  await saved(priya.page);
  await priya.page.reload();
  await expect(first.note).toHaveValue("Helena’s words.\n\nPriya’s words.");
  await expect(first.row.getByRole("button", { name: "Met", exact: true })).toHaveAttribute("aria-pressed", "true");
});

/** A case of theirs that is being assessed and waits for nothing. */
async function caseInHand(person: Person): Promise<string> {
  const { applications } = await asks<{ applications: { nodes: { id: string; state: string; requests: unknown[] }[] } }>(
    person,
    "{ applications(first: 50) { nodes { id state requests { id } } } }",
  );
  const found = applications.nodes.find((c) => c.state === "IN_ASSESSMENT" && c.requests.length === 0);
  if (!found) throw new Error("the demo has no case in hand here");
  return found.id;
}
