import { expect, fits, meet, settled, test } from "./parts/watch.ts";

const ASSESSOR = "Priya Raghunathan";
const OPERATOR = "Rachel Lindqvist";

test("a caseload is narrowed, counted live, kept as a view and read", async ({ arrives }) => {
  const [assessor, operator] = [await arrives(), await arrives()];
  await assessor.signsIn(ASSESSOR);
  await operator.signsIn(OPERATOR);
  const { page } = assessor;
  await page.goto("/caseload");
  const rows = page.getByRole("table", { name: "Caseload" }).locator("tbody tr");
  const filters = page.getByRole("search", { name: "Filter the caseload" });
  await expect(rows.first()).toBeVisible();
  const all = await rows.count();
  await meet(page, "caseload", true);
  await page.setViewportSize({ width: 320, height: 700 });
  await fits(page, "the caseload at 320 px");
  await page.setViewportSize({ width: 1440, height: 900 });

  await test.step("by keyboard, and the address says how", async () => {
    await filters.getByRole("checkbox", { name: /^Waits for you/ }).focus();
    await page.keyboard.press("Space");
    await expect(page).toHaveURL(/waits=ASSESSOR/);
    await filters.getByRole("combobox", { name: "Level" }).selectOption("BRONZE");
    await expect(page).toHaveURL(/level=BRONZE/);
    await page.reload();
    await expect(filters.getByRole("checkbox", { name: /^Waits for you/ })).toBeChecked();
    await settled(page);
  });
  await test.step("what is narrowed so is kept under a name, and comes back by it", async () => {
    await page.getByRole("button", { name: "Save this view" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Bronze, mine");
    await meet(page, "save-view");
    await page.keyboard.press("Enter");
    const view = page.getByRole("list", { name: "Saved views" }).getByRole("link", { name: "Bronze, mine" });
    await expect(view).toHaveAttribute("aria-current", "true");
    await page.goto("/caseload");
    await view.click();
    await expect(page).toHaveURL(/waits=ASSESSOR&level=BRONZE/);
    await page.getByRole("button", { name: "Remove the view Bronze, mine" }).click();
    await expect(view).toHaveCount(0);
  });
  await test.step("a filter that leaves nothing says so, and how to go on", async () => {
    await page.getByRole("searchbox", { name: "Search the caseload" }).fill("Nowhere at all");
    await expect(page.getByText("No case matches")).toBeVisible();
    await page.getByRole("button", { name: "Clear the filters" }).click();
    await expect(page.getByRole("searchbox", { name: "Search the caseload" })).toHaveValue("");
    await expect(rows).toHaveCount(all);
  });

  const reference = (await rows.first().getByRole("link").first().textContent()) ?? "";
  await test.step("a case that was looked at is new no more", async () => {
    await expect(rows.first().getByText("New", { exact: true })).toBeVisible();
    await rows.first().getByRole("link").first().click();
    await expect(page.getByRole("navigation", { name: "Pillars" })).toBeVisible();
    await settled(page);
    await page.goto("/caseload");
    await expect(rows.first()).toContainText(reference);
    await expect(rows.first().getByText("New", { exact: true })).toHaveCount(0);
  });
  await test.step("what somebody else does counts at once, and is news", async () => {
    const stopped = filters.getByRole("checkbox", { name: /^Clock stopped/ });
    const before = await stopped.count();
    await operator.page.goto(`/applications?q=${reference}`);
    await operator.page.getByRole("link", { name: reference }).click();
    await operator.page.getByRole("button", { name: "Put on hold" }).click();
    await operator.page.getByRole("textbox", { name: "Why?" }).fill("Two programmes are being merged.");
    await meet(operator.page, "put-on-hold");
    await operator.page.getByRole("dialog").getByRole("button", { name: "Put on hold" }).click();
    await expect(operator.page.getByText("On hold since today")).toBeVisible();
    await expect(rows.filter({ hasText: reference }).getByText("On hold")).toBeVisible();
    await expect(rows.filter({ hasText: reference }).getByText("New", { exact: true })).toBeVisible();
    if (before === 0) await expect(stopped).toBeVisible();
    await operator.page.getByRole("button", { name: "Let it go on" }).click();
    await expect(rows.filter({ hasText: reference }).getByText("In assessment")).toBeVisible();
    await expect(operator.page.getByText("On hold since today")).toHaveCount(0);
    await meet(operator.page, "gone-on", true);
  });
});
