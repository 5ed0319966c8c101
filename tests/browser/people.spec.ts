import { accessible, expect, fits, goes, meet, type Person, settled, test } from "./parts/watch.ts";

const MANAGER = "Inês Carvalho";
const SUCCESSOR = "Hana Whitlock";

/** The addresses in the letters that she has, once there are so many. */
async function letters({ page }: Person, many: number): Promise<string[]> {
  const hers = page.getByRole("article").filter({ hasText: "hana.whitlock@eastholme.example" });
  await expect(async () => {
    await page.goto("/demo/mail");
    await expect(hers).toHaveCount(many, { timeout: 500 });
  }).toPass();
  return (await hers.allInnerTexts()).map((text) => text.match(/\/invitations\/\S+/)?.[0] ?? "");
}

test("a leaver on Monday and a successor on Monday, without an operator and by keyboard", async ({ arrives }) => {
  const ines = await arrives();
  await ines.signsIn(MANAGER);
  const { page } = ines;
  await goes(page, "People");
  const people = page.getByRole("list", { name: "People" });
  const one = (name: string) => people.getByRole("listitem").filter({ hasText: name });

  await test.step("the only manager is told to invite a second, and cannot leave before", async () => {
    await expect(page.getByText("One mentoring manager", { exact: true })).toBeVisible();
    await settled(page);
    await meet(page, "people");
    await one(MANAGER).getByRole("button", { name: /Remove/ }).press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Remove them" }).press("Enter");
    await expect(page.getByText(/is the last mentoring manager who has signed in/)).toBeVisible();
    await meet(page, "people-refused");
  });
  await test.step("what is missing is said beside its field, then the letter goes", async () => {
    await page.getByRole("button", { name: "Invite somebody" }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Send the invitation" }).press("Enter");
    await expect(dialog.getByRole("alert")).toContainText("Enter what they are called");
    await meet(page, "invite-empty");
    await dialog.getByRole("textbox", { name: "Name" }).fill(SUCCESSOR);
    await dialog.getByRole("textbox", { name: "E-mail address" }).fill("hana@nowhere");
    await dialog.getByRole("button", { name: "Send the invitation" }).press("Enter");
    await expect(dialog.getByRole("alert")).toContainText("Write an e-mail address");
    await dialog.getByRole("textbox", { name: "E-mail address" }).fill("hana.whitlock@eastholme.example");
    await dialog.getByRole("radio", { name: "Viewer" }).press("Space");
    await dialog.getByRole("button", { name: "Send the invitation" }).press("Enter");
    await expect(page.getByText(`${SUCCESSOR} is invited`)).toBeVisible();
    await expect(one(SUCCESSOR)).toContainText("Invited; the invitation works until");
  });
  const hana = await arrives();
  const [first = ""] = await letters(hana, 1);
  await test.step("made a manager before she comes, and invited again", async () => {
    await one(SUCCESSOR).getByRole("button", { name: /Change role/ }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Mentoring manager" }).press("Space");
    await meet(page, "people-role");
    await dialog.getByRole("button", { name: "Change role" }).press("Enter");
    await expect(one(SUCCESSOR)).toContainText("Mentoring manager");
    await one(SUCCESSOR).getByRole("button", { name: /Send again/ }).press("Enter");
    await expect(page.getByText(`${SUCCESSOR} gets the invitation again`)).toBeVisible();
    for (const width of [320, 768]) {
      await page.setViewportSize({ width, height: 700 });
      await fits(page, `people at ${width} px`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await meet(page, "people-invited");
  });

  const second = (await letters(hana, 2)).find((address) => address !== first) ?? "";
  await test.step("the earlier one is over, and somebody else cannot take the later one", async () => {
    hana.expected = [/: 404/, /: 403/, /the server responded with a status of 40[34]/];
    await hana.page.goto(first);
    await expect(hana.page.getByRole("heading", { name: "This invitation is over" })).toBeVisible();
    await meet(hana.page, "invitation-over");
    await hana.page.goto(second);
    await hana.page.getByRole("link", { name: /^Sign in with/ }).press("Enter");
    await hana.page.getByRole("button", { name: /^Grace Oyelaran/ }).press("Enter");
    await expect(hana.page.getByRole("heading", { name: "This invitation is for somebody else" })).toBeVisible();
    await meet(hana.page, "invitation-of-another");
  });
  await test.step("she takes it up and is in", async () => {
    await hana.page.goto(second);
    await hana.page.setViewportSize({ width: 320, height: 700 });
    await fits(hana.page, "an invitation at 320 px");
    await hana.page.setViewportSize({ width: 1440, height: 900 });
    await meet(hana.page, "invitation");
    await hana.page.getByRole("link", { name: /^Sign in with/ }).press("Enter");
    await hana.page.getByRole("button", { name: /^Hana Whitlock/ }).press("Enter");
    await expect(hana.page.getByRole("navigation", { name: "Main" }).getByText(SUCCESSOR)).toBeVisible();
    await accessible(hana.page, "the first page of somebody new");
  });
  await test.step("the successor removes the leaver, takes it back and does it again", async () => {
    await goes(hana.page, "People");
    const list = hana.page.getByRole("list", { name: "People" });
    const leaver = list.getByRole("listitem").filter({ hasText: MANAGER });
    const remove = async () => {
      await leaver.getByRole("button", { name: /Remove/ }).press("Enter");
      await hana.page.getByRole("dialog").getByRole("button", { name: "Remove them" }).press("Enter");
      await expect(hana.page.getByText(`${MANAGER} is no mentoring manager any more`)).toBeVisible();
      await expect(leaver).toHaveCount(0);
    };
    await remove();
    await meet(hana.page, "people-removed");
    await hana.page.getByRole("button", { name: "Undo" }).press("Enter");
    await expect(leaver).toHaveCount(1);
    await remove();
  });
  await test.step("the leaver is out with the next step, and comes back when invited", async () => {
    ines.expected = [/40[13]/];
    await page.reload();
    await meet(page, "people-left");
    await expect(people).toHaveCount(0);
    await hana.page.getByRole("button", { name: "Undo" }).press("Enter");
    await expect(hana.page.getByRole("list", { name: "People" }).getByRole("listitem").filter({ hasText: MANAGER })).toHaveCount(1);
    await page.goto("/people");
    await expect(one(MANAGER)).toHaveCount(1);
  });
});
