import { applications } from "./parts/places.ts";
import { accessible, expect, fits, goes, meet, settled, test } from "./parts/watch.ts";

const MANAGER = "Meera Anand";
const CONTRIBUTOR = "Tom Fairweather";

test("a manager says what a contributor works on and who follows, by keyboard", async ({ arrives }) => {
  const meera = await arrives();
  await meera.signsIn(MANAGER);
  const { page } = meera;
  const rows = await applications(meera);
  const draft = rows.find((row) => row.state === "DRAFT");
  if (!draft) throw new Error("there is no draft");
  const programme = draft.programmes[0]?.name ?? "";
  const tom = await arrives();
  await tom.signsIn(CONTRIBUTOR);
  const pillar = `/applications/${draft.id}/pillars/2`;

  await test.step("who is named works on it", async () => {
    await tom.page.goto(pillar);
    await expect(tom.page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(tom.page.getByText("You can read this, not change it")).toHaveCount(0);
  });
  const box = page.getByRole("checkbox", { name: programme, exact: true });
  await test.step("a tick less is saved at once, and can be undone", async () => {
    await goes(page, "People");
    const his = page.getByRole("list", { name: "People" }).getByRole("listitem").filter({ hasText: CONTRIBUTOR });
    await expect(his).toContainText(/Works on \d+ programmes/);
    await his.getByRole("link", { name: /Programmes/ }).press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: `What ${CONTRIBUTOR} works on` })).toBeVisible();
    await settled(page);
    await meet(page, "contributor");
    await expect(box).toBeChecked();
    await box.press("Space");
    await expect(page.getByText(`${CONTRIBUTOR} works on ${programme} no longer`)).toBeVisible();
    await expect(box).not.toBeChecked();
    for (const width of [320, 768]) {
      await page.setViewportSize({ width, height: 700 });
      await fits(page, `what a contributor works on at ${width} px`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });
  await test.step("he reads it, and is told whom to ask", async () => {
    await tom.page.goto(pillar);
    await expect(tom.page.getByText("You can read this, not change it")).toBeVisible();
    await expect(tom.page.getByText(/You are not named on this programme: ask a mentoring manager/)).toBeVisible();
    await accessible(tom.page, "a draft that a contributor is not named on");
    await meet(tom.page, "contributor-not-named");
  });
  await test.step("named again, he goes on", async () => {
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await expect(box).toBeChecked();
    await tom.page.reload();
    await expect(tom.page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(tom.page.getByText("You can read this, not change it")).toHaveCount(0);
  });
  await test.step("the order of who follows is named, changed and undone", async () => {
    await page.getByRole("link", { name: "People" }).first().press("Enter");
    await expect(page.getByText("Nobody is named yet.")).toBeVisible();
    const order = page.getByRole("list", { name: "Who follows" });
    for (const name of [CONTRIBUTOR, "Grace Oyelaran"]) {
      await page.getByRole("combobox", { name: "Name somebody" }).selectOption({ label: name });
      await page.getByRole("button", { name: "Add" }).press("Enter");
      await expect(order.getByRole("listitem").filter({ hasText: name })).toHaveCount(1);
    }
    await expect(order.getByRole("listitem").first()).toContainText("Ready");
    await expect(order.getByRole("listitem").last()).toContainText("Passed over until they have signed in");
    await order.getByRole("listitem").filter({ hasText: CONTRIBUTOR }).getByRole("button", { name: /^Later/ }).press("Enter");
    await expect(order.getByRole("listitem").first()).toContainText("Grace Oyelaran");
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await expect(order.getByRole("listitem").first()).toContainText(CONTRIBUTOR);
    await page.setViewportSize({ width: 320, height: 700 });
    await fits(page, "people with who follows at 320 px");
    await page.setViewportSize({ width: 1440, height: 900 });
    await accessible(page, "people with who follows");
    await meet(page, "people-successors");
  });
});
