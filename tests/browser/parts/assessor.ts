import type { Page } from "@playwright/test";
import { PROGRAMME } from "./manager.ts";
import { expect, goes, meet, type Person, shot } from "./watch.ts";
import { ANSWER, FEEDBACK, QUESTION, REASON, STATEMENTS } from "./words.ts";

const saved = (page: Page) => expect(page.getByRole("banner").or(page.locator("header")).getByRole("status").filter({ hasText: /^Saved|^All changes/ }).first()).toBeVisible();
const outcome = (page: Page, pillar: string) => page.getByRole("group", { name: new RegExp(`^Outcome for ${pillar}`) });

/** Finds the case in the caseload and opens it by keyboard. */
export async function opensTheCase(page: Page) {
  await expect(page.getByRole("heading", { level: 1, name: "Caseload" })).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: PROGRAMME });
  await expect(row).toContainText("Penhallow University");
  await meet(page, "caseload");
  const reference = await row.getByRole("link").first().textContent();
  await page.getByRole("row").getByRole("link").first().focus();
  for (let i = 0; i < 30 && (await page.locator(":focus").textContent()) !== reference; i++) await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Penhallow University" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Criteria of Aims" })).toBeVisible();
}

/** Reads the evidence beside the criteria and judges them all by keyboard; one is not met yet. */
export async function judgesByKeyboard(assessor: Person) {
  const { page } = assessor;
  await page.keyboard.press("o");
  const frame = page.frameLocator("iframe[title='Programme handbook 2026']");
  await expect(page.locator("iframe[title='Programme handbook 2026']")).toBeVisible();
  await expect(frame.locator("embed, body")).not.toHaveCount(0);
  await page.waitForTimeout(1_000);
  await meet(page, "judge");
  const pillars = ["Aims", "Training", "Support", "Administration", "Awareness", "Diversity and inclusion", "Celebration"];
  for (const [i, pillar] of pillars.entries()) {
    const list = page.getByRole("list", { name: `Criteria of ${pillar}` });
    await expect(list).toBeVisible();
    const refs = Object.keys(STATEMENTS).filter((ref) => ref.startsWith(`${i + 1}.`));
    for (const [n, ref] of refs.entries()) {
      if (n > 0) await page.keyboard.press("j");
      const row = list.getByRole("listitem").filter({ has: page.getByText(ref, { exact: true }) }).first();
      await expect(row).toHaveAttribute("aria-current", "true");
      const [key, word] = ref === "7.1" ? ["n", "Not met"] : ref === "4.4" ? ["p", "Partly"] : ["m", "Met"];
      await page.keyboard.press(key ?? "");
      await expect(row.getByRole("button", { name: word, exact: true })).toHaveAttribute("aria-pressed", "true");
      if (ref === "4.4") {
        await page.keyboard.press("Enter");
        await expect(page.getByLabel("Note")).toBeFocused();
        await page.keyboard.type("Lone meetings are covered, journeys are not. M and N are only letters here.");
        await page.keyboard.press("Escape");
      }
    }
    await saved(page);
    if (i < 6) {
      await expect(outcome(page, pillar)).toContainText(/Best fit:\s*Bronze/);
      await page.keyboard.press("1");
      await expect(outcome(page, pillar).getByRole("status")).toHaveText("Confirmed");
      if (i === 3) await meet(page, "judge-administration");
      await page.keyboard.press("]");
    }
  }
}

/** A shortfall that nobody was asked about is refused; so the assessor asks. */
export async function asksFirst(page: Page) {
  await expect(outcome(page, "Celebration")).toContainText(/Best fit:\s*Below Bronze/);
  await page.keyboard.press("0");
  const refusal = page.getByRole("alert").filter({ hasText: "The outcome was not confirmed" });
  await expect(refusal).toContainText("J5");
  await meet(page, "refused-j5");
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog", { name: "Request more evidence" });
  await expect(dialog.getByRole("checkbox", { name: /^7\.1 / })).toBeChecked();
  await dialog.getByRole("button", { name: "Send request" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Write the question");
  await dialog.getByLabel("What do you need to see?").fill(QUESTION);
  await meet(page, "request-dialog");
  await dialog.getByRole("button", { name: "Send request" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Evidence requested", { exact: true }).first()).toBeVisible();
  await meet(page, "waiting-for-evidence");
}

/** Reads the answer, closes the request, departs from best fit with a reason, and decides. */
export async function decides(page: Page) {
  await goes(page, "Caseload");
  await page.getByRole("row").filter({ hasText: PROGRAMME }).getByRole("link").first().click();
  await page.getByRole("navigation", { name: "Pillars" }).getByRole("link", { name: /^Celebration/ }).click();
  await page.getByRole("region", { name: "Evidence" }).getByRole("button", { name: "Supper for mentors, October 2026" }).first().click();
  await expect(page.locator("iframe[title='Supper for mentors, October 2026']")).toBeVisible();
  await page.waitForTimeout(1_000);
  await meet(page, "answer-read");
  const thread = page.getByRole("list", { name: "Evidence requests" });
  await expect(thread).toContainText(QUESTION);
  await expect(thread).toContainText(ANSWER);
  await thread.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(thread).toContainText("You accepted 7.1");
  await page.getByRole("list", { name: "Criteria of Celebration" }).focus();
  await page.keyboard.press("p");
  await saved(page);
  await page.keyboard.press("1");
  const reason = page.getByLabel("Why does it depart from best fit?");
  await expect(reason).toBeFocused();
  await page.keyboard.type(REASON);
  await meet(page, "departs");
  await page.getByRole("button", { name: "Confirm with this reason" }).click();
  await expect(outcome(page, "Celebration").getByRole("status")).toHaveText("Confirmed");
  const dialog = await asksToDecide(page);
  const feedback = dialog.getByLabel("Feedback for the university");
  await expect(feedback).toHaveValue(/^Seven of seven pillars reach Bronze, six are needed: accredited at Bronze\./);
  await expect(feedback).toHaveValue(/- 4\.4 .*: partly met\. Lone meetings are covered, journeys are not\./);
  await meet(page, "feedback-drafted");
  await feedback.fill("");
  await dialog.getByRole("button", { name: "Decide", exact: true }).click();
  await expect(dialog.getByText("Write feedback for the university").first()).toBeVisible();
  await feedback.fill(FEEDBACK);
  await expect(dialog.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();
  // A closed tab loses nothing of it.
  await page.reload();
  await page.getByRole("button", { name: "Decide", exact: true }).click();
  await expect(feedback).toHaveValue(FEEDBACK);
  await meet(page, "decide-dialog");
  await dialog.getByRole("button", { name: "Decide", exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

async function asksToDecide(page: Page) {
  await page.getByRole("button", { name: "Decide", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: /^Decide / });
  await expect(dialog).toContainText(/will be accredited at\s*Bronze/);
  return dialog;
}

/** Sees the decision on its way out, takes it back, and has the case in hand again. */
export async function takesBack(page: Page) {
  await expect(page.getByText("Your decision is made.")).toBeVisible();
  await meet(page, "decision-made");
  await page.getByRole("button", { name: "Take the decision back" }).click();
  await expect(page.getByText("Your decision is made.")).toHaveCount(0);
  await expect(page.getByText("In assessment", { exact: true }).first()).toBeVisible();
}

/** Decides once more; this one goes out. */
export async function decidesForGood(page: Page) {
  const dialog = await asksToDecide(page);
  await dialog.getByLabel("Feedback for the university").fill(FEEDBACK);
  await dialog.getByRole("button", { name: "Decide", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Awarded", { exact: true }).or(page.getByText("Decided", { exact: true })).first()).toBeVisible();
  await meet(page, "decided");
  await shot(page, "decided-full", true);
}
