import type { Page } from "@playwright/test";
import { sets } from "./parts/operator.ts";
import { applications, asks } from "./parts/places.ts";
import { accessible, expect, fits, goes, meet, part, type Person, settled, shot, test } from "./parts/watch.ts";

const WHY = "The university is changing its coordinator; we go on when the new one is there.";
const NOTE = "The plan says that mentors are supported, and not by whom.";
const SETTLED = "The support plan names the office and its hours on page 4.";

type Marks = {
  level: { code: string };
  criteria: { criterion: { ref: string }; judgement: { value: string; version: number } | null }[];
  pillars: { pillar: { number: number }; outcome: { version: number } | null }[];
};

/** Marks what is not marked so yet, and confirms every pillar but those left out: the screens of judging have their own test. */
async function marks(person: Person, applicationId: string, value: (ref: string) => string, leaves: readonly number[] = []) {
  const read = async () =>
    (
      await asks<{ application: Marks }>(
        person,
        `query($id: ID!) { application(id: $id) {
          level { code } criteria { criterion { ref } judgement { value version } } pillars { pillar { number } outcome { version } }
        } }`,
        { id: applicationId },
      )
    ).application;
  for (const { criterion, judgement } of (await read()).criteria) {
    if (judgement?.value === value(criterion.ref)) continue;
    const input = { applicationId, ref: criterion.ref, value: value(criterion.ref), note: "", version: judgement?.version ?? 0 };
    await asks(person, "mutation($input: JudgeCriterionInput!) { judgeCriterion(input: $input) { application { id } } }", { input });
  }
  // A judgement that changes takes its pillar's outcome back.
  const { level, pillars } = await read();
  for (const { pillar, outcome } of pillars) {
    if (leaves.includes(pillar.number)) continue;
    const input = { applicationId, pillar: pillar.number, level: level.code, version: outcome?.version ?? 0 };
    await asks(person, "mutation($input: ConfirmOutcomeInput!) { confirmOutcome(input: $input) { application { id } } }", { input });
  }
}

/** Room for nothing more: whoever is to settle what two differ on has to be neither of them. */
async function keepsFree(operator: Person, name: string) {
  const { workload } = await asks<{ workload: { assessors: { points: number; version: number; person: { id: string; name: string } }[] } }>(
    operator,
    "{ workload { assessors { points version person { id name } } } }",
  );
  const who = workload.assessors.find((a) => a.person.name === name);
  const input = { assessorId: who?.person.id, capacity: who?.points, levels: [], schemes: [], languages: [], version: who?.version };
  await asks(operator, "mutation($input: SetCapacityInput!) { setCapacity(input: $input) { assessor { version } } }", { input });
}

const outcome = (page: Page, pillar: string) => page.getByRole("group", { name: new RegExp(`^Outcome for ${pillar}`) });

test("a case is put on hold, marked twice without either seeing the other, and settled into one decision", async ({ arrives }) => {
  test.setTimeout(180_000);
  const { step } = test;
  const manager = await arrives();
  await manager.signsIn("Rosalind Thewlis");
  const it = (await applications(manager)).find((a) => a.state === "IN_ASSESSMENT");
  if (!it) throw new Error("the demo has no case in assessment here");
  const operator = await arrives();
  await operator.signsIn("Rachel Lindqvist");
  const first = await arrives();
  await first.signsIn("Priya Raghunathan");

  await step("an operator puts it on hold and says why", async () => {
    const { page } = operator;
    await page.goto(`/applications/${it.id}`);
    await page.getByRole("button", { name: "Put on hold" }).click();
    const dialog = page.getByRole("dialog", { name: `Put ${it.reference} on hold?` });
    await dialog.getByRole("button", { name: "Put on hold" }).click();
    await expect(dialog.getByText("Say why it is put on hold")).toBeVisible();
    await dialog.getByLabel("Why?").fill(WHY);
    await meet(page, "hold-dialog");
    await dialog.getByRole("button", { name: "Put on hold" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText(WHY).first()).toBeVisible();
    await meet(page, "held-operator", true);
  });
  await step("its university and its assessor read why", async () => {
    await manager.page.goto(`/applications/${it.id}`);
    await expect(manager.page.getByText(WHY).first()).toBeVisible();
    await expect(manager.page.getByText("The clock is stopped until it goes on.")).toBeVisible();
    await manager.page.setViewportSize({ width: 320, height: 700 });
    await fits(manager.page, "an application on hold");
    await meet(manager.page, "held-manager-phone", true);
    await manager.page.setViewportSize({ width: 1440, height: 900 });
    await first.page.goto(`/judge/${it.id}`);
    await expect(first.page.getByText(WHY)).toBeVisible();
    await expect(first.page.getByRole("button", { name: "Met", exact: true }).first()).toBeDisabled();
    await meet(first.page, "held-judge");
  });
  await step("it goes on", async () => {
    await operator.page.getByRole("button", { name: "Let it go on" }).click();
    await expect(operator.page.getByRole("button", { name: "Put on hold" })).toBeVisible();
    await expect(first.page.getByText(WHY)).toHaveCount(0);
  });

  await step("every decision is to be marked twice; the first assessor decides", async () => {
    await sets(operator.page, 100, 0);
    await marks(first, it.id, () => "MET");
    const { page } = first;
    await page.reload();
    await page.getByRole("button", { name: /^Decide/ }).click();
    const dialog = page.getByRole("dialog", { name: `Decide ${it.reference}` });
    await dialog.getByLabel("Feedback for the university").fill("Step Forward is well run; say in the handbook who supports mentors.");
    await dialog.getByRole("button", { name: "Decide", exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText("Somebody marks the case second before it is released.")).toBeVisible();
    await meet(page, "waits-for-second");
  });

  const second = await arrives();
  const name = await step("the plan gives the second marking to somebody else", async () => {
    const { page } = operator;
    await keepsFree(operator, "Helena Brandt");
    await goes(page, "Workload");
    await expect(part(page, "Nobody").getByText(`${it.reference}, second marking`)).toBeVisible();
    await page.getByRole("button", { name: "Assign automatically" }).click();
    const plan = page.getByRole("dialog", { name: "Assign automatically" });
    const change = plan.getByRole("list", { name: "Changes" }).getByRole("listitem").filter({ hasText: `${it.reference}, second marking` });
    const [, to] = (await change.textContent())?.match(/Nobody to (.*)$/) ?? [];
    if (!to) throw new Error("the plan gives the second marking to nobody");
    expect(to).not.toBe("Priya Raghunathan");
    await meet(page, "plan-of-second");
    await plan.getByRole("button", { name: /^Apply \d+ change/ }).click();
    await expect(plan).toHaveCount(0);
    await expect(part(page, new RegExp(`^${to}`)).getByText(`${it.reference}, second marking`)).toBeVisible();
    await meet(page, "second-assigned", true);
    return to;
  });

  await step("who marks it second finds it, and sees nothing of the first's marks", async () => {
    await second.signsIn(name, "/caseload");
    const { page } = second;
    const row = page.getByRole("row").filter({ hasText: it.reference });
    await expect(row).toContainText("You mark it second");
    await meet(page, "caseload-second");
    await row.getByRole("link").first().click();
    await expect(page.getByText("You mark this case second.")).toBeVisible();
    await expect(page.getByRole("list", { name: "Criteria of Aims" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Met", exact: true, pressed: true })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Request more evidence" })).toHaveCount(0);
    await meet(page, "judge-second");
  });
  await step("finds one pillar short, and submits", async () => {
    const { page } = second;
    await marks(second, it.id, (ref) => (ref.startsWith("3.") ? "NOT_MET" : "MET"), [3]);
    await page.reload();
    await page.getByRole("button", { name: /^Submit marks/ }).click();
    const dialog = page.getByRole("dialog", { name: `Submit your marks of ${it.reference}` });
    await expect(dialog).toContainText("They can't be submitted yet");
    await meet(page, "second-too-early");
    await dialog.getByRole("button", { name: "Back to judging" }).click();
    await page.getByRole("navigation", { name: "Pillars" }).getByRole("link", { name: /^Support/ }).click();
    const list = page.getByRole("list", { name: "Criteria of Support" });
    await expect(list).toBeVisible();
    const note = list.locator("li[aria-current=true]").getByRole("textbox", { name: "Note" });
    await note.fill(NOTE);
    await note.blur();
    await list.focus();
    await page.keyboard.press("0");
    await expect(outcome(page, "Support").getByRole("status")).toHaveText("Confirmed");
    await meet(page, "second-below");
    await page.keyboard.press("d");
    await dialog.getByRole("button", { name: "Submit my marks" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText("Your marks are submitted and stay as they are.")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Submit marks/ })).toHaveCount(0);
    await meet(page, "second-submitted");
  });

  await step("a lead assessor settles it with a reason", async () => {
    const lead = await arrives();
    await lead.signsIn("Helena Brandt", "/caseload");
    const { page } = lead;
    const row = page.getByRole("row").filter({ hasText: it.reference });
    await expect(row).toContainText("yours to settle");
    await row.getByRole("link").first().click();
    await expect(part(page, "Where they differ")).toContainText(NOTE);
    await page.getByRole("button", { name: "Settle and release the decision" }).click();
    await expect(page.getByText("Choose its level").first()).toBeVisible();
    await meet(page, "settle", true);
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "where two differ");
    await accessible(page, "where two differ at 320 px");
    await shot(page, "settle-phone", true);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("group", { name: /^3\. Support/ }).getByRole("radio", { name: "Bronze", exact: true }).check();
    await page.getByLabel("Reason").fill(SETTLED);
    await page.getByRole("button", { name: "Settle and release the decision" }).click();
    await expect(page.getByText("Settled", { exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "Settle and release the decision" })).toHaveCount(0);
    await meet(page, "settled");
  });

  await step("the applicant sees one decision, and nothing of how it was checked", async () => {
    const { page } = manager;
    await page.goto(`/applications/${it.id}`);
    await expect(page.getByText("Awarded", { exact: true }).first()).toBeVisible();
    await settled(page);
    const told = await page.getByRole("main").textContent();
    for (const word of [NOTE, SETTLED, /differ/i, /moderat/i, name]) expect(told).not.toMatch(word);
    await meet(page, "one-decision", true);
    await expect(first.page.getByText(`A lead assessor settled the case: ${SETTLED}`)).toBeVisible();
  });
  await step("what else the plan gave out goes back; the decided case stays", async () => {
    const { page } = operator;
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText(/^\d+ cases? put back$/)).toBeVisible();
    await meet(page, "second-undone");
    await sets(page, 0, 0);
  });
});
