import { invitation, visits } from "./parts/invited.ts";
import { University } from "./parts/provider.ts";
import { base_url, expect, fits, goes, meet, settled, test } from "./parts/watch.ts";

const OPERATOR = "Rachel Lindqvist";
const ASKER = "Petra Holt";
const ADDRESS = "petra.holt@penhallow.example";
const NAME = "Penhallow staff login";

test("a university asks to join, is accepted, connects its sign-in and signs in", async ({ arrives }) => {
  test.setTimeout(240_000);
  const idp = new University(base_url(), "penhallow");
  await idp.start();
  const petra = await visits(await arrives(), idp);
  const { page } = petra;

  await test.step("by a form that says at each field what to change, and loses nothing", async () => {
    petra.expected.push(/422/);
    await page.goto("/register");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Join" }).press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Ask to join" })).toBeVisible();
    await meet(page, "join");
    await page.getByLabel("Your university").fill("University of Penhallow");
    await page.getByLabel("Its postal address").fill("1 High Street\nPenhallow");
    await page.getByLabel("Its e-mail domain").fill("penhallow.example");
    await page.getByLabel("Your name").fill(ASKER);
    await page.getByLabel("Your work e-mail address").fill("petra.holt@elsewhere.example");
    await page.getByRole("button", { name: "Ask to join" }).press("Enter");
    await expect(page.getByRole("alert")).toContainText("Write your address at penhallow.example");
    await expect(page.getByLabel("Its postal address")).toHaveValue("1 High Street\nPenhallow");
    await meet(page, "join-problems");
    for (const width of [320, 768]) {
      await page.setViewportSize({ width, height: 700 });
      await fits(page, `the form to join at ${width} px`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("alert").getByRole("link", { name: /Write your address/ }).press("Enter");
    await expect(page.getByLabel("Your work e-mail address")).toBeFocused();
    await page.getByLabel("Your work e-mail address").fill(ADDRESS);
    await page.getByLabel("What you do there").fill("Head of mentoring");
    await page.getByRole("button", { name: "Ask to join" }).press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Your request is with us" })).toBeVisible();
  });

  const rachel = await arrives();
  await rachel.signsIn(OPERATOR);
  await test.step("an operator sees who asks, declines one and accepts another", async () => {
    await rachel.page.getByRole("link", { name: "universities ask to join" }).press("Enter");
    await expect(rachel.page.getByRole("link", { name: "University of Penhallow" })).toBeVisible();
    await meet(rachel.page, "joining", true);
    await rachel.page.getByRole("link", { name: "University of Thornhaven" }).press("Enter");
    await rachel.page.getByRole("button", { name: "Decline" }).press("Enter");
    const dialog = rachel.page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Why?" }).fill("It has no mentoring programme yet.");
    await meet(rachel.page, "joining-declining");
    await dialog.getByRole("button", { name: "Decline and write" }).press("Enter");
    await expect(rachel.page.getByText(/^Declined /)).toBeVisible();
    await rachel.page.getByRole("link", { name: "Requests to join" }).press("Enter");
    await rachel.page.getByRole("link", { name: "University of Penhallow" }).press("Enter");
    await expect(rachel.page.getByText("1 High Street")).toBeVisible();
    await meet(rachel.page, "joining-one", true);
    await rachel.page.getByRole("textbox", { name: "Code" }).fill("PNW");
    await rachel.page.getByRole("button", { name: "Accept and invite" }).press("Enter");
    await expect(rachel.page.getByRole("heading", { level: 1, name: "University of Penhallow" })).toBeVisible();
    await expect(rachel.page.getByText(ASKER).first()).toBeVisible();
  });

  await test.step("by the letter its first manager sets up how it signs in, and reaches nothing else", async () => {
    await page.goto(await invitation(petra, ADDRESS));
    await meet(page, "invitation-sets-up");
    await page.getByRole("button", { name: "Set up your sign-in" }).press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "How University of Penhallow signs in" })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Main" })).toHaveCount(0);
    await expect(page.getByRole("list", { name: "E-mail domains" })).toContainText("penhallow.example");
    await settled(page);
    await meet(page, "setting-up", true);
    await page.goto("/programmes");
    await expect(page.getByRole("heading", { level: 1, name: "How University of Penhallow signs in" })).toBeVisible();
    await page.getByRole("button", { name: "Connect a provider" }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Name on the button" }).fill(NAME);
    await dialog.getByRole("textbox", { name: "Issuer" }).fill(idp.issuer);
    await dialog.getByRole("textbox", { name: "Client ID" }).fill(idp.client.id);
    await dialog.getByLabel("Client secret").fill(idp.client.secret);
    await dialog.getByRole("button", { name: "Save and try it" }).press("Enter");
    await expect(page.getByText(/^Every step passed/)).toBeVisible();
    for (const width of [320, 768]) {
      await page.setViewportSize({ width, height: 700 });
      await fits(page, `setting up at ${width} px`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("button", { name: "Take it in use" }).press("Enter");
    await expect(page.getByText(`${NAME} is in use`)).toBeVisible();
    await settled(page);
    await meet(page, "set-up", true);
  });

  await test.step("and signs in by it as everybody will", async () => {
    await page.getByRole("link", { name: `Sign in with ${NAME}` }).press("Enter");
    await page.getByRole("link", { name: `Sign in with ${NAME}` }).press("Enter");
    await page.getByRole("textbox", { name: "Enter any login" }).fill(ADDRESS);
    await page.getByPlaceholder("and password").fill("any");
    await page.getByRole("button", { name: "Sign-in" }).click();
    await expect(page.getByRole("navigation", { name: "Main" }).getByText(ASKER)).toBeVisible();
    await goes(page, "People");
    await expect(page.getByText(ASKER).first()).toBeVisible();
  });
  await idp.stop();
});
