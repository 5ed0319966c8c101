import { invitation } from "./parts/invited.ts";
import { accessible, expect, fits, goes, meet, type Person, settled, test } from "./parts/watch.ts";

const OPERATOR = "Rachel Lindqvist";
const ADMINISTRATOR = "Margaret Yuen";
const ASSESSOR = "Greta Lindholm";
const ADDRESS = "greta.lindholm@mentoring-standards.example";

/** One line of the list. */
const one = ({ page }: Person, name: string) => page.getByRole("list", { name: "Staff" }).getByRole("listitem").filter({ hasText: name });

test("an operator lets an assessor in, an administrator an operator, by keyboard", async ({ arrives }) => {
  const rachel = await arrives();
  await rachel.signsIn(OPERATOR);
  const { page } = rachel;
  await goes(page, "Staff");

  await test.step("operators see who runs the scheme, and say who judges for it", async () => {
    await expect(one(rachel, ADMINISTRATOR)).toContainText("Administrator");
    await expect(one(rachel, ADMINISTRATOR).getByRole("button")).toHaveCount(0);
    await settled(page);
    await meet(page, "staff");
    await page.getByRole("button", { name: "Invite somebody" }).press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("radio", { name: "Operator" })).toHaveCount(0);
    await dialog.getByRole("button", { name: "Send the invitation" }).press("Enter");
    await expect(dialog.getByRole("alert")).toContainText("Enter what they are called");
    await meet(page, "staff-invite-empty");
    await dialog.getByRole("textbox", { name: "Name" }).fill(ASSESSOR);
    await dialog.getByRole("textbox", { name: "E-mail address" }).fill(ADDRESS);
    await dialog.getByRole("radio", { name: "Assessor", exact: true }).press("Space");
    await dialog.getByRole("button", { name: "Send the invitation" }).press("Enter");
    await expect(page.getByText(`${ASSESSOR} is invited`)).toBeVisible();
    await expect(one(rachel, ASSESSOR)).toContainText("Invited; the invitation works until");
    for (const width of [320, 768]) {
      await page.setViewportSize({ width, height: 700 });
      await fits(page, `staff at ${width} px`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await meet(page, "staff-invited");
  });
  await test.step("whoever is asked twice is told of, and nothing is lost", async () => {
    await page.getByRole("button", { name: "Invite somebody" }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Name" }).fill(ASSESSOR);
    await dialog.getByRole("textbox", { name: "E-mail address" }).fill(ADDRESS);
    await dialog.getByRole("button", { name: "Send the invitation" }).press("Enter");
    await expect(dialog.getByRole("alert")).toContainText("is assessor already");
    await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue(ASSESSOR);
    await dialog.getByRole("button", { name: "Cancel" }).press("Enter");
  });

  const greta = await arrives();
  await test.step("she comes in by the letter and has a caseload", async () => {
    await greta.page.goto(await invitation(greta, ADDRESS));
    await expect(greta.page.getByRole("heading", { level: 1, name: "Join the scheme" })).toBeVisible();
    await meet(greta.page, "staff-invitation");
    await greta.page.getByRole("link", { name: /^Sign in with/ }).press("Enter");
    await greta.page.getByRole("button", { name: /^Greta Lindholm/ }).press("Enter");
    await expect(greta.page.getByRole("navigation", { name: "Main" }).getByText(ASSESSOR)).toBeVisible();
    await accessible(greta.page, "the first page of a new assessor");
  });
  await test.step("she is let go, taken back, and let go for good", async () => {
    const remove = async () => {
      await one(rachel, ASSESSOR)
        .getByRole("button", { name: /Remove/ })
        .press("Enter");
      await page.getByRole("dialog").getByRole("button", { name: "Remove them" }).press("Enter");
      await expect(page.getByText(`${ASSESSOR} is no assessor any more`)).toBeVisible();
    };
    await remove();
    await meet(page, "staff-removed");
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await expect(one(rachel, ASSESSOR)).toHaveCount(1);
    await remove();
    await expect(one(rachel, ASSESSOR)).toHaveCount(0);
  });
  await test.step("administrators say who runs the scheme, and one of them stays", async () => {
    const margaret = await arrives();
    await margaret.signsIn(ADMINISTRATOR);
    await goes(margaret.page, "Staff");
    await margaret.page.getByRole("button", { name: "Invite somebody" }).press("Enter");
    await expect(margaret.page.getByRole("dialog").getByRole("radio", { name: "Operator" })).toBeVisible();
    await margaret.page.getByRole("dialog").getByRole("button", { name: "Cancel" }).press("Enter");
    await one(margaret, ADMINISTRATOR).getByRole("button", { name: /Remove/ }).press("Enter");
    await margaret.page.getByRole("dialog").getByRole("button", { name: "Remove them" }).press("Enter");
    await expect(margaret.page.getByText(/is the last administrator who has signed in/)).toBeVisible();
    await meet(margaret.page, "staff-refused");
  });
});
