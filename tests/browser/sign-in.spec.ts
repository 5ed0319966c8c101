import { invitation, invitations, visits } from "./parts/invited.ts";
import { LIES, University } from "./parts/provider.ts";
import { base_url, expect, fits, goes, meet, type Person, settled, test } from "./parts/watch.ts";

const MANAGER = "Inês Carvalho";
const OPERATOR = "Rachel Lindqvist";
const SUCCESSOR = "Rhys Adderley";
const MENTOR = "mentor.one@eastholme.example";
const RHYS = "rhys.adderley@eastholme.example";
const INES = "ines.carvalho@eastholme.example";
const NAME = "Eastholme staff login";

/** Signs in at the university's own page, as it stands in any browser. */
async function at({ page }: Person, address: string) {
  await page.getByRole("textbox", { name: "Enter any login" }).fill(address);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
}

/** The address by which the provider answers for somebody who is signed in there, not gone to yet. */
async function answer({ context }: Person): Promise<URL> {
  let to = `${base_url()}/auth/start/eastholme`;
  while (!to.includes("/auth/callback")) {
    const step = await context.request.get(to, { maxRedirects: 0 });
    to = new URL(step.headers().location ?? "", to).href;
  }
  return new URL(to);
}

test("a university signs in at a provider of its own that nobody here wrote", async ({ arrives }) => {
  test.setTimeout(240_000);
  const idp = new University(base_url(), "eastholme");
  await idp.start();
  const ines = await visits(await arrives(), idp);
  await ines.signsIn(MANAGER);
  const { page } = ines;
  await goes(page, "Sign-in");

  await test.step("it is entered, with what is missing said beside its field", async () => {
    await expect(page.getByRole("heading", { name: "No provider of its own yet" })).toBeVisible();
    await expect(page.getByText(`${base_url()}/auth/callback`)).toBeVisible();
    await meet(page, "sign-in-none");
    await page.getByRole("button", { name: "Connect a provider" }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Name on the button" }).fill(NAME);
    await dialog.getByRole("textbox", { name: "Issuer" }).fill("eastholme.example");
    await dialog.getByRole("button", { name: "Save and try it" }).press("Enter");
    await expect(dialog.getByRole("alert")).toContainText("Write the issuer's address, beginning with https://.");
    await expect(dialog.getByRole("alert")).toContainText("Enter the secret that the provider gave to Pillars.");
    await meet(page, "sign-in-entering");
    await dialog.getByRole("textbox", { name: "Issuer" }).fill(idp.issuer);
    await dialog.getByRole("textbox", { name: "Client ID" }).fill(idp.client.id);
    await dialog.getByLabel("Client secret").fill("not this one");
    await dialog.getByRole("button", { name: "Save and try it" }).press("Enter");
    await expect(dialog).toHaveCount(0);
  });
  await test.step("it is tried step by step, and what does not pass says what to change", async () => {
    const steps = page.getByRole("list", { name: `Steps of trying ${NAME}` });
    await expect(steps.getByRole("listitem").filter({ hasText: "Not passed" })).toContainText("It does not know this client, or the secret is another");
    await expect(page.getByRole("button", { name: "Take it in use" })).toHaveCount(0);
    await meet(page, "sign-in-not-passed", true);
    await page.getByRole("button", { name: `Change ${NAME}` }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Client secret").fill(idp.client.secret);
    await dialog.getByRole("button", { name: "Save and try it" }).press("Enter");
    await expect(page.getByText(/^Every step passed/)).toBeVisible();
    await expect(steps.getByText("Passed", { exact: true })).toHaveCount(7);
    for (const path of ["/auth/sign-out/eastholme", "/auth/from/eastholme"]) await expect(page.getByText(path)).toBeVisible();
    await meet(page, "sign-in-passed", true);
    for (const width of [320, 768]) {
      await page.setViewportSize({ width, height: 700 });
      await fits(page, `sign-in settings at ${width} px`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("button", { name: "Take it in use" }).press("Enter");
    await expect(page.getByText("In use", { exact: true })).toBeVisible();
    await settled(page);
  });
  await test.step("nobody leaves the shared way before a manager has signed in by their own", async () => {
    await page.getByRole("button", { name: "Close the shared way" }).press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Close it" }).press("Enter");
    await expect(page.getByRole("dialog")).toContainText("No mentoring manager has signed in by a provider of the university's own yet");
    await meet(page, "sign-in-shared-stays");
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).press("Enter");
  });

  await goes(page, "People");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const form = page.getByRole("dialog");
  await form.getByRole("textbox", { name: "Name" }).fill(SUCCESSOR);
  await form.getByRole("textbox", { name: "E-mail address" }).fill(RHYS);
  await form.getByRole("radio", { name: "Mentoring manager" }).check();
  await form.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByText(`${SUCCESSOR} is invited`)).toBeVisible();

  const rhys = await visits(await arrives(), idp);
  const rail = (who: Person, name: string) => who.page.getByRole("navigation", { name: "Main" }).getByText(name);
  await test.step("somebody comes in by it, and is who they are there", async () => {
    await rhys.page.goto(await invitation(rhys, RHYS));
    await rhys.page.getByRole("link", { name: `Sign in with ${NAME}` }).click();
    await at(rhys, RHYS);
    await expect(rail(rhys, SUCCESSOR)).toBeVisible();
  });
  await test.step("they close the shared way, and whoever came by it is out", async () => {
    await goes(rhys.page, "Sign-in");
    await rhys.page.getByRole("button", { name: "Close the shared way" }).click();
    await rhys.page.getByRole("dialog").getByRole("button", { name: "Close it" }).click();
    await expect(rhys.page.getByRole("button", { name: "Use the shared way again" })).toBeVisible();
    await meet(rhys.page, "sign-in-own-alone");
    await page.goto("/people");
    await expect(page).toHaveURL(/\/sign-in\?next=/);
  });
  await test.step("an invitation ties who signed in elsewhere to their own", async () => {
    const post = await arrives();
    const before = await invitations(post, INES);
    await goes(rhys.page, "People");
    await rhys.page.getByRole("button", { name: `Invite again ${MANAGER}` }).click();
    await page.goto(await invitation(post, INES, before.length));
    await page.getByRole("link", { name: `Sign in with ${NAME}` }).click();
    await at(ines, INES);
    await expect(rail(ines, MANAGER)).toBeVisible();
  });

  await test.step("an e-mail domain leads there, once an operator says that it is theirs", async () => {
    await goes(rhys.page, "Sign-in");
    const domains = rhys.page.getByRole("region", { name: "E-mail domains" });
    await domains.getByRole("textbox", { name: "Another e-mail domain" }).fill("gmail.com");
    await domains.getByRole("button", { name: "Add it" }).press("Enter");
    await expect(domains.getByText("Everybody may have an address there")).toBeVisible();
    await domains.getByRole("textbox", { name: "Another e-mail domain" }).fill("@Eastholme.example");
    await domains.getByRole("button", { name: "Add it" }).press("Enter");
    const one = domains.getByRole("listitem").filter({ hasText: "eastholme.example" });
    await expect(one.getByText("_pillars.eastholme.example")).toBeVisible();
    await expect(one.getByText(/Its DNS (gave no answer|has no such entry yet)/)).toBeVisible({ timeout: 60_000 });
    await meet(rhys.page, "domain-not-verified", true);

    const somebody = await visits(await arrives(), idp);
    await somebody.page.goto("/sign-in");
    const enter = async (address: string) => {
      await somebody.page.getByRole("textbox", { name: "Your work e-mail address" }).fill(address);
      await somebody.page.keyboard.press("Enter");
    };
    await enter(RHYS);
    await expect(somebody.page.getByRole("alert")).toContainText("No university signs in with addresses at eastholme.example yet");
    await meet(somebody.page, "sign-in-not-known");

    const olive = await arrives();
    await olive.signsIn(OPERATOR);
    await goes(olive.page, "Universities");
    await olive.page.getByRole("link", { name: /Eastholme/ }).first().click();
    await olive.page.getByRole("link", { name: "How its people sign in" }).click();
    await olive.page.getByRole("button", { name: "Verify eastholme.example" }).press("Enter");
    const dialog = olive.page.getByRole("dialog");
    await dialog.getByRole("textbox").fill("Their IT wrote from it.");
    await meet(olive.page, "domain-verifying");
    await dialog.getByRole("button", { name: "Verify it" }).press("Enter");
    await expect(olive.page.getByText(/^Verified by an operator/)).toBeVisible();
    await olive.context.close();

    await enter(RHYS);
    await expect(somebody.page.getByText("for addresses at eastholme.example")).toBeVisible();
    await meet(somebody.page, "sign-in-known");
    await somebody.page.getByRole("link", { name: `Sign in with ${NAME}` }).press("Enter");
    await at(somebody, RHYS);
    await expect(rail(somebody, SUCCESSOR)).toBeVisible();
    await somebody.context.close();
  });
  await test.step("whom a rule lets in needs no invitation, and others read whom to ask", async () => {
    await rhys.page.getByRole("button", { name: `Add a rule for ${NAME}` }).press("Enter");
    const dialog = rhys.page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Add it" }).press("Enter");
    await expect(dialog.getByRole("alert")).toBeVisible();
    await meet(rhys.page, "rule-adding");
    await dialog.getByRole("textbox", { name: "Says" }).fill("mentoring");
    await dialog.getByRole("button", { name: "Add it" }).press("Enter");
    await expect(rhys.page.getByRole("list", { name: `Rules of ${NAME}` })).toContainText("groups says mentoring: contributor");
    await meet(rhys.page, "rule-added", true);

    const mentor = await visits(await arrives(), idp);
    await mentor.page.goto("/login/eastholme");
    await at(mentor, MENTOR);
    await expect(rail(mentor, MENTOR)).toBeVisible();
    await mentor.context.close();
    const other = await visits(await arrives(), idp);
    other.expected = [/: 403/, /the server responded with a status of 403/];
    await other.page.goto("/login/eastholme");
    await at(other, "other.one@eastholme.example");
    await expect(other.page.getByRole("heading", { name: "You are not known here yet" })).toBeVisible();
    await other.context.close();
  });
  await test.step("who signs out at the university is signed out here, in that browser alone", async () => {
    const somebody = await visits(await arrives(), idp);
    await somebody.page.goto("/login/eastholme");
    await at(somebody, RHYS);
    await expect(rail(somebody, SUCCESSOR)).toBeVisible();
    await somebody.page.goto(`${idp.issuer}/session/end`);
    await somebody.page.getByRole("button", { name: "Yes, sign me out" }).click();
    await expect(somebody.page.getByText("Sign-out Success")).toBeVisible();
    await somebody.page.goto("/people");
    await expect(somebody.page).toHaveURL(/\/sign-in\?next=/);
    await somebody.context.close();
    await goes(rhys.page, "Sign-in");
    await expect(rail(rhys, SUCCESSOR)).toBeVisible();
  });
  await test.step("every lie is refused in words, and the truth after it lets in", async () => {
    for (const [name, lie] of Object.entries(LIES)) {
      const somebody = await visits(await arrives(), idp);
      somebody.expected = [/: 403/, /the server responded with a status of 403/];
      idp.lie = lie;
      await somebody.page.goto("/login/eastholme");
      await at(somebody, RHYS);
      await expect(somebody.page.getByRole("heading", { name: "This sign-in could not be trusted" }), name).toBeVisible();
      idp.lie = undefined;
      await somebody.page.goto("/login/eastholme");
      await expect(rail(somebody, SUCCESSOR), `the truth after ${name}`).toBeVisible();
      await somebody.context.close();
    }
  });
  await test.step("a code that was used, at any other time, lets nobody in", async () => {
    const somebody = await visits(await arrives(), idp);
    somebody.expected = [/: 40[03]/, /the server responded with a status of 40[03]/];
    await somebody.page.goto("/login/eastholme");
    await at(somebody, RHYS);
    await expect(rail(somebody, SUCCESSOR)).toBeVisible();
    const used = await answer(somebody);
    await somebody.page.goto(used.href);
    await expect(rail(somebody, SUCCESSOR)).toBeVisible();
    await somebody.page.goto(used.href);
    await expect(somebody.page.getByRole("heading", { name: "This sign-in is over" })).toBeVisible();
    const fresh = await answer(somebody);
    fresh.searchParams.set("code", used.searchParams.get("code") ?? "");
    await somebody.page.goto(fresh.href);
    await expect(somebody.page.getByRole("heading", { name: "This sign-in could not be trusted" })).toBeVisible();
    await somebody.context.close();
  });
  await test.step("while it does not answer the page says so, and with other keys it goes on", async () => {
    const somebody = await visits(await arrives(), idp);
    somebody.expected = [/: 502/, /the server responded with a status of 502/];
    await somebody.page.goto("/login/eastholme");
    await at(somebody, RHYS);
    await expect(rail(somebody, SUCCESSOR)).toBeVisible();
    const late = await answer(somebody);
    idp.down = true;
    await somebody.page.goto(late.href);
    await expect(somebody.page.getByRole("heading", { name: "Your university's sign-in does not answer" })).toBeVisible();
    await meet(somebody.page, "sign-in-down");
    idp.down = false;
    await idp.start();
    await somebody.context.clearCookies({ name: "pillars" });
    await somebody.page.goto("/login/eastholme");
    await at(somebody, RHYS);
    await expect(rail(somebody, SUCCESSOR)).toBeVisible();
    await somebody.context.close();
  });
  await test.step("the shared way is used again, and the own one closed", async () => {
    await goes(rhys.page, "Sign-in");
    await rhys.page.getByRole("button", { name: "Use the shared way again" }).click();
    await rhys.page.getByRole("button", { name: "Close the shared way" }).waitFor();
    await rhys.page.getByRole("button", { name: "Remove eastholme.example" }).click();
    await expect(rhys.page.getByRole("button", { name: "Remove eastholme.example" })).toHaveCount(0);
    await rhys.page.getByRole("button", { name: `Close ${NAME}` }).click();
    const closed = rhys.page.waitForResponse((answer) => answer.request().postData()?.includes("mutation CloseProvider") ?? false);
    await rhys.page.getByRole("dialog").getByRole("button", { name: "Close it" }).click();
    await closed;
    await expect(rhys.page).toHaveURL(/\/sign-in\?next=/);
    await ines.signsIn(MANAGER);
    await goes(page, "Sign-in");
    await expect(page.getByText("Closed", { exact: true })).toBeVisible();
  });
  await idp.stop();
});
