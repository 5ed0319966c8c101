import type { Page } from "@playwright/test";
import { PROGRAMME } from "./manager.ts";
import { expect, goes, meet, part } from "./watch.ts";

/** Finds the application in the in-tray, records the payment, and assigns an assessor without a conflict. */
export async function runsTheCase(page: Page, assessor: string) {
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  const row = part(page, "To be paid").getByRole("listitem").filter({ hasText: PROGRAMME });
  await expect(row).toContainText("Penhallow University");
  await meet(page, "overview", true);
  await seesWhoMayNot(page);
  await row.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Penhallow University" })).toBeVisible();
  await expect(part(page, "Order")).toContainText("PO-77120");
  await expect(part(page, "Order")).toContainText("Not yet");
  await meet(page, "case", true);

  await part(page, "Order").getByRole("button", { name: "Record a payment" }).click();
  const paid = page.getByRole("dialog", { name: /^Record a payment for INV-/ });
  await paid.getByRole("button", { name: "Record payment" }).click();
  await expect(paid.getByRole("alert")).toContainText("Enter the bank or card reference");
  await paid.getByLabel("Bank or card reference").fill("BACS 88-1204");
  await meet(page, "paid-dialog");
  await paid.getByRole("button", { name: "Record payment" }).click();
  await expect(paid).toHaveCount(0);
  await expect(part(page, "Order")).toContainText("23 Nov 2026");

  await part(page, "Assessor").getByRole("button", { name: "Assign an assessor" }).click();
  const who = page.getByRole("dialog", { name: /^Who assesses/ });
  await who.getByRole("button", { name: `Assign ${assessor}` }).click();
  await expect(who).toHaveCount(0);
  await expect(part(page, "Assessor")).toContainText(assessor);
  await expect(page.getByText("In assessment", { exact: true }).first()).toBeVisible();
  await expect(part(page, "Timeline")).toContainText(/assign/i);
  await meet(page, "case-assigned", true);

  await goes(page, "Applications");
  await expect(page.getByRole("heading", { level: 1, name: "Applications" })).toBeVisible();
  await meet(page, "operator-applications");
}

/** Sets how many decisions are second-marked, and for how long one can be taken back. */
export async function sets(page: Page, percent: number, minutes: number) {
  await goes(page, "Settings");
  await page.getByLabel("Second-marked decisions, per cent").fill("101");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter a whole number from 0 to 100").first()).toBeVisible();
  await page.getByLabel("Second-marked decisions, per cent").fill(String(percent));
  await page.getByLabel("Decisions before an assessor is no longer new").fill("0");
  await page.getByLabel("Minutes to take a decision back").fill(String(minutes));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await meet(page, "settings");
}

/** A case that waits for an assessor, and the assessor whose address is that university's. */
async function seesWhoMayNot(page: Page) {
  const waiting = part(page, "To be assigned").getByRole("listitem").filter({ hasText: "Strathavon" });
  await waiting.getByRole("link").click();
  await part(page, "Assessor").getByRole("button", { name: "Assign an assessor" }).click();
  const who = page.getByRole("dialog", { name: /^Who assesses/ });
  const conflicted = who.getByRole("listitem").filter({ hasText: "Bethan Carew" }).first();
  await expect(conflicted).toContainText("has an e-mail address of");
  await expect(conflicted).toContainText("(W1)");
  await expect(conflicted.getByRole("button")).toHaveCount(0);
  await meet(page, "assign-dialog");
  await page.keyboard.press("Escape");
  await expect(who).toHaveCount(0);
  await goes(page, "Overview");
}
