import type { Page } from "@playwright/test";
import { expect, fits, meet, part, settled, test } from "./parts/watch.ts";

const OPERATOR = "Rachel Lindqvist";
const MANAGER = "Jago Trevithick";

/** Goes on with Tab until this is what the keyboard is at. */
async function tabsTo(page: Page, name: RegExp | string, role: "button" | "link" | "textbox" = "button") {
  const wanted = page.getByRole(role, { name, exact: typeof name === "string" }).first();
  for (let n = 0; n < 80; n++) {
    if (await wanted.evaluate((e) => e === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach ${name}`);
}

test("an invoice is paid in parts, credited and taken back, by keyboard alone", async ({ arrives }) => {
  const operator = await arrives();
  await operator.signsIn(OPERATOR);
  const { page } = operator;
  await test.step("what is outstanding stands first, and the address says what is asked", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("i");
    await expect(page.getByRole("heading", { level: 1, name: "Invoices" })).toBeVisible();
    await settled(page);
    await meet(page, "invoices", true);
    await page.getByRole("checkbox", { name: "Overdue" }).focus();
    await page.keyboard.press("Space");
    await expect(page).toHaveURL(/overdue=yes/);
    await expect(page.getByRole("table", { name: /^Invoices/ }).getByText("Overdue").first()).toBeVisible();
  });
  await tabsTo(page, /^INV-/, "link");
  const number = await page.evaluate(() => document.activeElement?.textContent ?? "");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: number })).toBeVisible();
  await meet(page, "invoice", true);
  const owed = page.getByRole("region", { name: "Outstanding" });
  const before = await owed.innerText();
  const pounds = Number(/£([\d,]+\.\d\d)/.exec(before)?.[1]?.replace(",", ""));
  await test.step("more than is outstanding is refused with the rule, a part is taken", async () => {
    await tabsTo(page, "Record a payment");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: `Record a payment for ${number}` });
    await tabsTo(page, "Amount, in pounds", "textbox");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(`${pounds + 1}.00`);
    await tabsTo(page, "Bank or card reference", "textbox");
    await page.keyboard.type("BACS 77-001");
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("alert")).toContainText("is too much");
    await meet(page, "payment-too-much");
    await tabsTo(page, "Amount, in pounds", "textbox");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("60.00");
    await page.keyboard.press("Enter");
    await expect(dialog).toHaveCount(0);
    await expect(owed).toContainText(`£${(pounds - 60).toFixed(2)}`);
  });
  await test.step("a part is credited, and its VAT is worked out", async () => {
    await tabsTo(page, "Credit");
    await page.keyboard.press("Enter");
    await tabsTo(page, "Amount incl. VAT, in pounds", "textbox");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("12");
    await page.keyboard.press("Tab");
    await page.keyboard.type("A workshop that was not held.");
    await meet(page, "credit");
    await tabsTo(page, "Issue the credit note");
    await page.keyboard.press("Enter");
    await expect(part(page, "Credit notes")).toContainText("£12.00 of which VAT £2.00");
  });
  await test.step("the payment is taken back, and the row stays", async () => {
    await tabsTo(page, /^Take back BACS 77-001/);
    await page.keyboard.press("Enter");
    await tabsTo(page, "Why?", "textbox");
    await page.keyboard.type("Noted for the wrong university.");
    await tabsTo(page, "Take it back");
    await page.keyboard.press("Enter");
    await expect(part(page, "Payments")).toContainText("Taken back, BACS 77-001: Noted for the wrong university.");
    await expect(owed).toContainText(`£${(pounds - 12).toFixed(2)}`);
    await meet(page, "invoice-taken-back", true);
  });
  await test.step("its PDF and its statement's are there", async () => {
    for (const link of ["PDF of the invoice", /^CRN-/]) {
      const href = (await page.getByRole("link", { name: link }).getAttribute("href")) ?? "";
      const pdf = await page.request.get(href);
      expect(pdf.headers()["content-type"]).toBe("application/pdf");
    }
    await page.getByRole("link", { name: "Statement" }).click();
    await settled(page);
    await expect(page.getByRole("table", { name: /^Statement of/ })).toContainText("Payment taken back BACS 77-001");
    await meet(page, "statement", true);
  });
  await test.step("all of it is credited, and its order is invoiced again with a purchase-order number", async () => {
    await page.goto(`/invoices/${number}`);
    await settled(page);
    await tabsTo(page, "Credit");
    await page.keyboard.press("Enter");
    await tabsTo(page, /Why/, "textbox");
    await page.keyboard.type("It needs a purchase-order number.");
    await tabsTo(page, "Issue the credit note");
    await page.keyboard.press("Enter");
    await tabsTo(page, "Invoice again");
    await page.keyboard.press("Enter");
    await tabsTo(page, "Purchase-order number", "textbox");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("PO-2026-9");
    await meet(page, "invoice-again");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: /^INV-/ })).not.toHaveText(number);
    await expect(page.getByText("PO-2026-9")).toBeVisible();
    await page.goto(`/invoices/${number}`);
    await expect(page.getByText("In its place")).toBeVisible();
    await settled(page);
    await meet(page, "invoice-replaced", true);
  });
  await page.setViewportSize({ width: 320, height: 700 });
  for (const address of ["/invoices", `/invoices/${number}`]) {
    await page.goto(address);
    await settled(page);
    await fits(page, `${address} at 320 px`);
  }
});

test("a manager sees what their university owes, and nothing to change", async ({ arrives }) => {
  const manager = await arrives();
  await manager.signsIn(MANAGER, "/invoices");
  const { page } = manager;
  await settled(page);
  const table = page.getByRole("table", { name: /^Invoices/ });
  await expect(table.getByRole("link").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^Export/ })).toHaveCount(0);
  await table.getByRole("row").filter({ hasText: "£210.00" }).getByRole("link").click();
  await expect(page.getByRole("region", { name: "Outstanding" })).toContainText("£210.00");
  await expect(part(page, "Payments")).toContainText("Bank transfer");
  await expect(page.getByRole("button", { name: "Record a payment" })).toHaveCount(0);
  await meet(page, "invoice-of-a-manager", true);
});
