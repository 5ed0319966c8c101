import type { Page } from "@playwright/test";
import { disguised, type Paper, pdf } from "./papers.ts";
import { expect, goes, meet, part, type Person, shot } from "./watch.ts";
import { ANSWER, FEEDBACK, REASON, STATEMENTS } from "./words.ts";

/** The programme that the journey is about. */
export const PROGRAMME = "Tide Mentors";
/** One scan, large enough to be sent in parts. */
const HANDBOOK = pdf("handbook_2026.pdf", "Tide Mentors: the handbook", ["Aims, training, support, complaints, conduct.", "Reviewed in August 2026."], 11_000_000);

/** A criterion on the page of its pillar. */
export const criterion = (page: Page, ref: string) => page.locator("section").filter({ has: page.getByText(ref, { exact: true }) }).filter({ has: page.getByRole("group", { name: "Your rating" }) });

/** Signs in and sees their university alone. */
export async function seesTheirUniversityAlone(manager: Person) {
  const { page } = manager;
  await page.goto("/");
  await expect(page).toHaveURL("/register");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await meet(page, "sign-in");
  await page.getByRole("main").getByRole("link", { name: /demo/i }).click();
  await meet(page, "provider", true);
  await page.getByRole("button", { name: /^Jago Trevithick/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Penhallow University" })).toBeVisible();
  await meet(page, "manager-home", true);
  await goes(page, "Applications");
  await expect(page.getByRole("heading", { level: 1, name: "Applications" })).toBeVisible();
  await meet(page, "manager-applications");
  const references = await page.getByRole("row").getByRole("link").allTextContents();
  expect(references.length).toBeGreaterThan(0);
  for (const reference of references) expect(reference).toMatch(/^PHU-/);
  await goes(page, "Awards");
  await expect(page.getByRole("heading", { level: 1, name: "Awards" })).toBeVisible();
  await meet(page, "manager-awards");
  await expect(page.getByRole("main")).not.toContainText(/Alderbrook|Kirkmoor|Llanfair/);
}

/** Adds a programme: first with mistakes, then right. */
export async function addsAProgramme(page: Page) {
  await goes(page, "Programmes");
  await expect(page.getByRole("heading", { level: 1, name: "Programmes" })).toBeVisible();
  await meet(page, "programmes");
  await page.getByRole("link", { name: "Add a programme" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await meet(page, "programme-new");
  await page.getByLabel("Programme name").fill("Ti");
  await page.getByLabel("How many mentors are there?").fill("a few");
  await page.getByRole("button", { name: "Add programme" }).click();
  const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
  await expect(summary).toBeVisible();
  await expect(page.locator(":focus").getByRole("heading", { name: "There is a problem" })).toBeVisible();
  await expect(summary.getByRole("link")).toHaveCount(5);
  await meet(page, "programme-mistakes", true);
  await summary.getByRole("link", { name: "Enter the number of mentors as a whole number" }).click();
  await expect(page.getByLabel("How many mentors are there?")).toBeFocused();
  await page.getByLabel("How many mentors are there?").fill("24");
  await page.getByLabel("Programme name").fill(PROGRAMME);
  await page.getByLabel("What is it for?").fill("Second-year students of marine science help first-years to settle in, to study and to see where it can lead.");
  await page.getByRole("checkbox", { name: "Students mentor students" }).check();
  const started = page.getByRole("group", { name: "When did it start?" });
  await started.getByLabel("Day", { exact: true }).fill("15");
  await started.getByLabel("Month").fill("9");
  await started.getByLabel("Year").fill("2025");
  await page.getByLabel("Who coordinates it?").fill("The School of Marine Science");
  await page.getByRole("button", { name: "Add programme" }).click();
  await expect(page.getByRole("heading", { level: 1, name: PROGRAMME })).toBeVisible();
  await meet(page, "programme");
}

/** Starts a Bronze application; the levels above say why not. */
export async function startsBronze(page: Page) {
  await expect(page.getByRole("button", { name: /Silver/ })).toBeDisabled();
  await expect(page.getByText("G1").first()).toBeVisible();
  await page.getByRole("button", { name: "Start a Bronze application" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Bronze application" })).toBeVisible();
  // It is judged by somebody who reads its language.
  const language = page.getByRole("region", { name: "Language" });
  for (const name of ["Welsh", "English"]) {
    await language.getByLabel("Which language is it written in?").selectOption(name);
    await expect(language.getByRole("status")).toHaveText("Saved");
    await expect(page.getByLabel("Which language is it written in?")).toHaveValue(name.toUpperCase());
  }
  await meet(page, "task-list-empty", true);
}

/** Rates every criterion of every pillar but the last, which stays for later. */
export async function rates(page: Page) {
  await page.getByRole("link", { name: /^1\. Aims/ }).click();
  for (let number = 1; number <= 7; number++) {
    await expect(page).toHaveURL(new RegExp(`/pillars/${number}$`));
    for (const [ref, statement] of Object.entries(STATEMENTS)) {
      if (!ref.startsWith(`${number}.`) || number === 7) continue;
      const c = criterion(page, ref);
      for (const tick of await c.getByRole("checkbox").all()) await tick.check();
      await c.getByLabel("Statement").fill(statement);
      if (ref === "1.1") await expect(c.getByText("Choose a rating, and your statement is saved with it.")).toBeVisible();
      await c.getByRole("radio", { name: ref === "4.4" ? "Partly met" : "Met", exact: true }).check();
    }
    const stand = page.getByRole("region", { name: "Where you stand" });
    if (number < 7) {
      await expect(stand.getByRole("status")).toHaveText(/^Saved \d\d:\d\d$/);
      await expect(stand).toContainText(/This pillar reaches\s*Bronze/);
    }
    await expect(stand).toContainText(number < 6 ? /Overall\s*Below Bronze/ : /Overall\s*Bronze/);
    if ([1, 2, 4, 7].includes(number)) await meet(page, `pillar-${number}`, number === 4);
    if (number === 1) {
      await page.reload();
      await expect(criterion(page, "1.2").getByLabel("Statement")).toHaveValue(STATEMENTS["1.2"] ?? "");
      await expect(criterion(page, "1.2").getByRole("radio", { name: "Met", exact: true })).toBeChecked();
      await expect(page.getByRole("region", { name: "Where you stand" }).getByRole("status")).toHaveText("All changes are saved");
    }
    if (number < 7) await page.getByRole("link", { name: /^Next:/ }).click();
  }
}

const list = (page: Page, ref: string) => page.getByRole("list", { name: `Evidence for ${ref}` });

async function chooses(page: Page, about: string, paper: Paper) {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("group", { name: `Evidence for ${about}` }).getByRole("button", { name: /^Choose files/ }).click(),
  ]);
  await chooser.setFiles(paper);
}

/** Sends a file straight to storage, sees another refused, adds a link; each tied to criteria. */
export async function addsEvidence(page: Page) {
  const home = new URL(page.url()).origin;
  const sent: { url: string; bytes: number }[] = [];
  page.on("request", (r) => {
    const bytes = Number(r.headers()["content-length"] ?? r.postDataBuffer()?.length ?? 0);
    if (r.method() !== "GET") sent.push({ url: r.url(), bytes });
  });
  await page.getByRole("navigation", { name: "Pillars" }).getByRole("link", { name: "All pillars" }).click();
  await page.getByRole("link", { name: /^1\. Aims/ }).click();
  await chooses(page, "1.1", HANDBOOK);
  const dialog = page.getByRole("dialog", { name: "Add a file" });
  await dialog.getByLabel("Title").fill("");
  await dialog.getByRole("button", { name: "Upload" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Give handbook_2026.pdf a title");
  await dialog.getByLabel("Title").fill("Programme handbook 2026");
  await dialog.getByText("Criteria of other pillars").click();
  for (const ref of ["2.1", "3.1", "4.2", "4.3", "6.1"]) await dialog.getByRole("checkbox", { name: new RegExp(`^${ref} `) }).check();
  await meet(page, "file-dialog");
  // As slow as a line out of a hall of residence, so that progress is seen.
  const line = await page.context().newCDPSession(page);
  await line.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 6_000_000 });
  await dialog.getByRole("button", { name: "Upload" }).click();
  const bar = page.getByRole("progressbar", { name: /Programme handbook 2026/ });
  await expect(page.getByText(/^Sending .*[1-9].* of 11 MB$/)).toBeVisible();
  await shot(page, "upload-progress");
  await line.detach();
  await expect(list(page, "1.1").getByRole("button", { name: /^Programme handbook 2026/ })).toBeVisible({ timeout: 30_000 });
  await expect(bar).toHaveCount(0);
  await expect(list(page, "1.1")).toContainText("Also shows 2.1, 3.1, 4.2, 4.3, 6.1");
  const elsewhere = sent.filter((s) => !s.url.startsWith(home));
  expect(elsewhere.length, "parts go to storage").toBeGreaterThan(1);
  expect(sent.filter((s) => s.url.startsWith(home) && s.bytes > 20_000), "no byte of it goes through the server").toEqual([]);

  await chooses(page, "1.2", disguised);
  await page.getByRole("dialog").getByRole("button", { name: "Upload" }).click();
  const refused = page.getByRole("list", { name: "Uploads" });
  await expect(refused.getByRole("alert")).toContainText(/HTML|not a PDF|content/i, { timeout: 20_000 });
  await meet(page, "upload-refused");
  await refused.getByRole("button", { name: /^(Dismiss|Remove)/ }).click();
  await expect(refused).toHaveCount(0);
  await expect(page.getByText("handbook-final")).toHaveCount(0);
  await page.reload();
  await expect(list(page, "1.1")).toBeVisible();
  await expect(page.getByText("handbook-final")).toHaveCount(0);

  await page.getByRole("group", { name: "Evidence for 1.3" }).getByRole("button", { name: /^Add a link/ }).click();
  const link = page.getByRole("dialog", { name: "Add a link" });
  await link.getByRole("button", { name: "Add link" }).click();
  await expect(link.getByRole("alert")).toContainText("Enter the whole address");
  await link.getByLabel("Address").fill("https://www.penhallow.example/tide-mentors");
  await link.getByLabel("Title").fill("Web page of Tide Mentors");
  await link.getByText("Criteria of other pillars").click();
  await link.getByRole("checkbox", { name: /^5\.1 / }).check();
  await meet(page, "link-dialog");
  await link.getByRole("button", { name: "Add link" }).click();
  await expect(list(page, "1.3").getByRole("button", { name: /^Web page of Tide Mentors/ })).toBeVisible();
  await meet(page, "pillar-with-evidence", true);
}

/** Sees what is missing, and is refused until it is there. */
export async function isRefusedThenSubmits(page: Page) {
  await page.getByRole("link", { name: /^PHU-/ }).first().click();
  await expect(page.getByRole("heading", { level: 2, name: "Check and submit" })).toBeVisible();
  await expect(part(page, "Check and submit")).toContainText("7.1: say how well it is met.");
  await expect(part(page, "Check and submit")).toContainText("Celebration: add at least one piece of evidence.");
  await meet(page, "missing", true);
  await page.getByRole("link", { name: "Check answers and price" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Check your answers" })).toBeVisible();
  const price = page.getByRole("table", { name: "Price" });
  await expect(price).toContainText("£350.00");
  await expect(price).toContainText("excl. VAT");
  await expect(price.getByRole("row", { name: /VAT at 20%/ })).toContainText("£70.00");
  await expect(price.getByRole("row", { name: /Total incl. VAT/ })).toContainText("£420.00");
  await meet(page, "check-answers", true);
  await page.getByRole("button", { name: "Submit application" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Tick that what you submit is true" })).toBeVisible();
  await page.getByRole("checkbox", { name: /What we submit is true/ }).check();
  await page.getByRole("button", { name: "Submit application" }).click();
  const refusal = page.getByRole("alert").filter({ hasText: "The application was not submitted" });
  await expect(refusal).toContainText("L1");
  await expect(refusal).toContainText("7.1: say how well it is met.");
  await meet(page, "refused");
  await refusal.getByRole("link", { name: "7.1: say how well it is met." }).click();

  const c = criterion(page, "7.1");
  await c.getByRole("radio", { name: "Met", exact: true }).check();
  await c.getByLabel("Statement").fill(STATEMENTS["7.1"] ?? "");
  await c.getByLabel("Use evidence added before").selectOption({ label: "Programme handbook 2026" });
  await expect(list(page, "7.1").getByRole("button", { name: /^Programme handbook 2026/ })).toBeVisible();
  await expect(page.getByRole("region", { name: "Where you stand" }).getByRole("status")).toHaveText(/^Saved/);
  await page.getByRole("link", { name: "Check and submit" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Check your answers" })).toBeVisible();
  await expect(page.getByText("Something is missing")).toHaveCount(0);
  await page.getByLabel("Purchase order number").fill("PO-77120");
  await page.getByRole("checkbox", { name: /What we submit is true/ }).check();
  await page.getByRole("button", { name: "Submit application" }).click();
  await expect(page.getByText("Assessment starts when the invoice is paid", { exact: false })).toBeVisible();
  await expect(page.getByText("Submitted", { exact: true }).first()).toBeVisible();
  await meet(page, "submitted", true);
}

/** Answers the assessor with another file and words. */
export async function answers(page: Page) {
  await page.goto("/");
  await page.getByRole("listitem").filter({ hasText: PROGRAMME }).getByRole("link", { name: "Answer the assessor's question" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Evidence request" })).toBeVisible();
  await meet(page, "request");
  await page.getByRole("button", { name: "Send answer" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Write an answer to the assessor's question" })).toBeVisible();
  const supper = pdf("supper.pdf", "Supper for mentors, 27 October 2026", ["Programme of the evening, and the names on 19 certificates."]);
  await chooses(page, "this request", supper);
  const dialog = page.getByRole("dialog", { name: "Add a file" });
  await dialog.getByLabel("Title").fill("Supper for mentors, October 2026");
  await dialog.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByRole("list", { name: "Evidence" }).getByRole("button", { name: /^Supper for mentors/ })).toBeVisible({ timeout: 20_000 });
  await page.getByLabel("Answer", { exact: true }).fill(ANSWER);
  await page.getByRole("button", { name: "Send answer" }).click();
  await expect(page.getByText("Answered", { exact: true })).toBeVisible();
  await meet(page, "request-answered");
}

/** Sees the decision in words, and the award. Gives its number. */
export async function seesTheAward(page: Page): Promise<string> {
  await goes(page, "Applications");
  await page.getByRole("row").filter({ hasText: PROGRAMME }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 2, name: "Decision" })).toBeVisible();
  const decision = part(page, "Decision");
  await expect(decision).toContainText(/Accredited at\s*Bronze/);
  await expect(decision).toContainText(FEEDBACK);
  await decision.getByText("Pillar by pillar").click();
  await expect(decision).toContainText(`Departs from best fit (Below Bronze): ${REASON}`);
  await meet(page, "decision", true);
  const number = await part(page, "Award").getByRole("link", { name: /^UMS-\d{4}-\d{6}$/ }).textContent();
  await expect(part(page, "Award")).toContainText("In force");
  await expect(part(page, "Timeline")).toContainText(/decided/i);
  return number ?? "";
}
