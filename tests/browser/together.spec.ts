import { criterion } from "./parts/manager.ts";
import { applications } from "./parts/places.ts";
import { expect, meet, shot, test } from "./parts/watch.ts";

const stand = "Where you stand";

test("two tabs write the same statement: neither is lost", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn("Jago Trevithick");
  const draft = (await applications(person)).find((a) => a.state === "DRAFT");
  const address = `/applications/${draft?.id}/pillars/3`;
  const one = person.page;
  const two = await person.context.newPage();
  await one.goto(address);
  await two.goto(address);
  const [mine, theirs] = [criterion(one, "3.1"), criterion(two, "3.1")];
  await expect(mine.getByLabel("Statement")).not.toHaveValue("");
  // The second tab's words wait on their way until the first tab's are kept.
  let go = () => {};
  const kept = new Promise<void>((resolve) => {
    go = resolve;
  });
  await two.route("**/graphql", async (route) => {
    if (route.request().postData()?.includes("rateCriterion")) await kept;
    await route.continue();
  });
  await theirs.getByLabel("Statement").fill("Written in the second tab.");
  await expect(two.getByRole("region", { name: stand }).getByRole("status")).toHaveText("Saving");
  await mine.getByLabel("Statement").fill("Written in the first tab.");
  await mine.getByLabel("Statement").blur();
  await expect(one.getByRole("region", { name: stand }).getByRole("status")).toHaveText(/^Saved/);
  go();
  const conflict = theirs.getByRole("alert");
  await expect(conflict).toContainText("Somebody else saved another version meanwhile");
  await expect(conflict).toContainText("Written in the first tab.");
  await expect(theirs.getByLabel("Statement")).toHaveValue("Written in the second tab.");
  await conflict.scrollIntoViewIfNeeded();
  await meet(two, "conflict");
  await conflict.getByRole("button", { name: "Keep mine" }).click();
  await expect(two.getByRole("region", { name: stand }).getByRole("status")).toHaveText(/^Saved/);
  // The first tab learns of it by itself.
  await expect(mine.getByLabel("Statement")).toHaveValue("Written in the second tab.");
});

test("the network goes while one writes, and comes back: nothing is lost", async ({ arrives }) => {
  const person = await arrives();
  person.expected = [/ERR_INTERNET_DISCONNECTED/, /WebSocket/];
  const { page, context } = person;
  await person.signsIn("Jago Trevithick");
  const draft = (await applications(person)).find((a) => a.state === "DRAFT");
  await page.goto(`/applications/${draft?.id}/pillars/5`);
  const words = "Written while the train was in the tunnel.";
  const status = page.getByRole("region", { name: stand }).getByRole("status");
  const statement = criterion(page, "5.2").getByLabel("Statement");
  await expect(statement).not.toHaveValue("");
  // Pages that were not met yet are fetched while there is a network.
  await page.getByRole("link", { name: /^Next:/ }).click();
  await expect(page).toHaveURL(/pillars\/6$/);
  await page.getByRole("link", { name: /^Back:/ }).click();
  await expect(page).toHaveURL(/pillars\/5$/);
  await context.setOffline(true);
  await statement.fill(words);
  await statement.blur();
  await expect(status).toHaveText("No connection. Kept here, trying again");
  await shot(page, "no-connection");
  await page.getByRole("link", { name: /^Next:/ }).click();
  await expect(page).toHaveURL(/pillars\/6$/);
  await page.getByRole("link", { name: /^Back:/ }).click();
  await expect(statement).toHaveValue(words);
  // Leaving for good is asked about.
  const asked = page.waitForEvent("dialog");
  await page.evaluate(() => setTimeout(() => location.reload()));
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await context.setOffline(false);
  await expect(status).toHaveText(/^Saved/, { timeout: 20_000 });
  await page.reload();
  await expect(statement).toHaveValue(words);
});
