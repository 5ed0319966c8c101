import { resolve } from "node:path";
import { asks } from "./parts/places.ts";
import { expect, goes, meet, part, shot, test } from "./parts/watch.ts";

const FOUR_LEVELS = resolve(import.meta.dirname, "../../standards/university-four-levels.json");

test("an edition with a fourth level is looked at, published, and applied for", async ({ arrives }) => {
  const operator = await arrives();
  const { page } = operator;
  await operator.signsIn("Daniel Osei");
  await goes(page, "Editions");
  const editions = page.getByRole("table", { name: "Editions" });
  await expect(editions.getByRole("row").nth(1)).toContainText("Since");
  await meet(page, "editions");

  const file = page.getByLabel("The edition as a JSON document");
  await file.setInputFiles({ name: "broken.json", mimeType: "application/json", buffer: Buffer.from('{"scheme": {"code": "x"}}') });
  await expect(page.getByText("broken.json is not an edition that can be published")).toBeVisible();
  await meet(page, "edition-broken");

  await file.setInputFiles(FOUR_LEVELS);
  const awards = part(page, "Awards in force, at their next renewal");
  await expect(awards).toContainText(/would gain a level, \d+ would keep theirs/);
  await expect(part(page, /^\d+ differences from/)).toContainText("PLATINUM");
  await meet(page, "edition-differs", true);
  await page.getByRole("button", { name: "Publish …" }).click();
  const sure = page.getByRole("dialog", { name: /^Publish .*\?$/ });
  await expect(sure).toContainText("cannot be changed or taken back");
  await meet(page, "edition-sure");
  await sure.getByRole("button", { name: "Publish it" }).click();
  await expect(page.getByRole("status").filter({ hasText: "is published, in force from 23 Nov 2026" })).toBeVisible();
  await expect(editions).toContainText("Bronze, Silver, Gold, Platinum");
  await shot(page, "editions-two");

  // A manager who begins now begins by it, with nothing in the console that knew of a fourth level.
  const manager = await arrives();
  await manager.signsIn("Inês Carvalho");
  const input = {
    name: "Second Landing",
    purpose: "Helps students who come back after a break.",
    directions: ["STUDENT_TO_STUDENT"],
    mentors: 12,
    startedOn: "2025-09-01",
  };
  const { addProgramme } = await asks<{ addProgramme: { programme: { id: string } } }>(
    manager,
    "mutation($input: AddProgrammeInput!) { addProgramme(input: $input) { programme { id } } }",
    { input },
  );
  await manager.page.goto(`/programmes/${addProgramme.programme.id}`);
  await expect(manager.page.getByText("Platinum").first()).toBeVisible();
  await meet(manager.page, "programme-four-levels", true);
  await manager.page.getByRole("button", { name: /Bronze/ }).first().click();
  await expect(manager.page).toHaveURL(/\/applications\//);
  await meet(manager.page, "task-list-four-levels", true);

  const stranger = await arrives();
  await stranger.page.goto("/standard");
  await expect(stranger.page.getByRole("main")).toContainText("Platinum");
  await meet(stranger.page, "standard-four-levels", true);
});
