import type { Page } from "@playwright/test";
import { expect, fits, goes, meet, type Person, settled, shot, test } from "./parts/watch.ts";

const MANAGER = "Siân Prydderch";
const OPERATOR = "Rachel Lindqvist";
const READS = "{ programmes { totalCount } viewer { role person { name } } }";
const WRITES = `mutation { addProgramme(input: { name: "By night", purpose: "A program adds it.", directions: [STAFF_TO_STAFF], mentors: 1, startedOn: "2026-01-05" }) { programme { id } } }`;

type Answer = { status: number; data: { programmes: { totalCount: number }; viewer: { role: string; person: { name: string } } } | null; code?: string; message?: string };

/** Asks as a program does that runs in a page: by the token, without the session's cookie unless told. */
const asks = (page: Page, secret: string, query: string, credentials: RequestCredentials = "omit"): Promise<Answer> =>
  page.evaluate(
    async ({ secret, query, credentials }) => {
      const answer = await fetch("/graphql", {
        method: "POST",
        credentials,
        headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
        body: JSON.stringify({ query }),
      });
      const { data, errors } = await answer.json();
      return { status: answer.status, data, code: errors?.[0].extensions.code, message: errors?.[0].message };
    },
    { secret, query, credentials },
  );

const tokens = (page: Page) => page.getByRole("table", { name: "Tokens" });
const row = (page: Page, name: string) => tokens(page).getByRole("row").filter({ hasText: name });
const date = async (page: Page, day: string, month: string, year: string) => {
  const group = page.getByRole("group", { name: "Expires on" });
  for (const [part, value] of [["Day", day], ["Month", month], ["Year", year]] as const) await group.getByLabel(part).fill(value);
};

/** The page and whatever is open on it, on a phone. */
async function onPhone(page: Page, name: string) {
  await page.setViewportSize({ width: 320, height: 700 });
  await fits(page, `${name} at 320 px`);
  await meet(page, `${name}-phone`);
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Makes a token to read programmes, by keyboard, with every mistake first; gives what opens. */
async function makes(page: Page): Promise<string> {
  await page.getByRole("button", { name: "New token" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "New token" })).toBeVisible();
  await expect(dialog.getByRole("checkbox", { name: "Universities, assessors and assigning" })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Make the token" }).press("Enter");
  const summary = dialog.getByRole("alert").filter({ hasText: "There is a problem" });
  await expect(summary).toContainText("Choose one or more areas");
  await summary.getByRole("link", { name: "Say what the token is for" }).press("Enter");
  await expect(dialog.getByLabel("What it is for")).toBeFocused();
  await meet(page, "token-mistakes");
  await page.keyboard.type("Nightly export");
  await dialog.getByRole("checkbox", { name: "Programmes and frameworks" }).press("Space");
  await date(page, "23", "12", "2027");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Choose a day after today, within a year.").first()).toBeVisible();
  await onPhone(page, "token-new");
  await date(page, "23", "1", "2027");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Copy it now: it is shown this once")).toBeVisible();
  const secret = (await dialog.getByTestId("secret").textContent()) ?? "";
  expect(secret).toMatch(/^plr_[0-9A-Za-z]{49}$/);
  await dialog.getByRole("button", { name: "Copy the token" }).press("Enter");
  await expect(dialog.getByRole("button", { name: "Copied the token" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await meet(page, "token-made");
  await onPhone(page, "token-made");
  return secret;
}

/** What the token opens, and what it does not. */
async function uses(person: Person, secret: string) {
  const { page } = person;
  const read = await asks(page, secret, READS);
  expect(read.data?.programmes.totalCount).toBeGreaterThan(0);
  expect(read.data?.viewer).toEqual({ role: "MANAGER", person: { name: MANAGER } });
  const written = await asks(page, secret, WRITES);
  expect([written.data, written.code, written.message]).toEqual([null, "FORBIDDEN", "This needs a token that may READ and WRITE PROGRAMMES."]);
  const made = await asks(page, secret, "{ tokens { totalCount } }");
  expect(made.message).toBe("No token may do this: sign in for it.");
  expect((await asks(page, secret, READS, "same-origin")).status, "not with a cookie beside it").toBe(400);
}

test("a manager makes a token, a program uses it, and it is revoked, by keyboard", async ({ arrives }) => {
  const person = await arrives({ permissions: ["clipboard-read", "clipboard-write"] });
  person.expected = [/\b(400|401|429)\b/];
  await person.signsIn(MANAGER);
  const { page } = person;
  await goes(page, "Tokens");
  await expect(page.getByText("No token yet")).toBeVisible();
  await meet(page, "tokens-none");

  const secret = await makes(page);
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(row(page, "Nightly export")).toContainText("In force");
  await expect(row(page, "Nightly export")).toContainText("Never");
  expect(await page.content(), "it is shown once").not.toContain(secret);
  await expect(page.getByRole("button", { name: "New token" })).toBeFocused();

  await test.step("a program uses it", async () => {
    await uses(person, secret);
    await page.reload();
    await expect(row(page, "Nightly export")).not.toContainText("Never");
    await meet(page, "tokens");
    await onPhone(page, "tokens");
  });

  await test.step("the trail says by which token", async () => {
    await goes(page, "Audit");
    const trail = page.getByRole("table", { name: "Audit trail" });
    const used = trail.getByRole("row").filter({ hasText: "was used that day" });
    await expect(used).toContainText(MANAGER);
    await used.getByRole("button").press("Enter");
    await expect(page.getByRole("dialog")).toContainText(`token ${secret.slice(0, 10)}`);
    await meet(page, "token-used");
    await page.keyboard.press("Escape");
    await goes(page, "Tokens");
  });

  await test.step("a program that hurries is told to wait, and nobody else", async () => {
    const many = await Promise.all(Array.from({ length: 200 }, () => asks(page, secret, "{ viewer { role } }")));
    const slowed = many.filter((answer) => answer.status === 429);
    expect(slowed.length).toBeGreaterThan(0);
    expect(new Set(slowed.map((answer) => answer.code))).toEqual(new Set(["RATE_LIMITED"]));
    expect(many.filter((answer) => answer.status === 200).length).toBeGreaterThanOrEqual(100);
    await page.reload();
    await expect(row(page, "Nightly export")).toContainText("In force");
  });

  await test.step("it is revoked, when that is confirmed", async () => {
    const revoke = row(page, "Nightly export").getByRole("button", { name: "Revoke Nightly export" });
    await revoke.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Revoke Nightly export?" });
    await meet(page, "token-revoking");
    await onPhone(page, "token-revoking");
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(revoke).toBeFocused();
    expect((await asks(page, secret, READS)).status).toBe(200);
    await revoke.press("Enter");
    await dialog.getByRole("button", { name: "Revoke it" }).press("Enter");
    await expect(page.getByRole("status").filter({ hasText: "Nightly export was revoked: its next request is refused." })).toBeFocused();
    await expect(row(page, "Nightly export")).toContainText("Revoked");
    await expect(revoke).toHaveCount(0);
    const refused = await asks(page, secret, READS);
    expect([refused.status, refused.code]).toEqual([401, "UNAUTHENTICATED"]);
    await meet(page, "token-revoked");
  });
});

test("an operator sees every token, in each state", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn(OPERATOR);
  const { page } = person;
  await goes(page, "Tokens");
  await page.getByRole("button", { name: "New token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What it is for").fill("Finance system");
  await dialog.getByRole("checkbox", { name: "Universities, assessors and assigning" }).check();
  await dialog.getByRole("checkbox", { name: "Quotes, orders and invoices" }).check();
  await dialog.getByRole("radio", { name: "Read and write" }).check();
  await dialog.getByRole("button", { name: "Make the token" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(row(page, "Finance system")).toContainText("Read and write");
  await expect(row(page, "Finance system")).toContainText("Quotes, orders and invoices; Universities, assessors and assigning");
  await expect(row(page, "Finance system")).toContainText("The scheme’s");

  // Days do not pass here, and nobody leaves: the same rows as they stand then.
  await page.route("**/graphql", async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    const first = body.data?.tokens?.nodes[0];
    if (!first) return route.fulfill({ response: answer });
    body.data.tokens.nodes = ["IN_FORCE", "EXPIRED", "REVOKED", "STOPPED"].map((state) => ({ ...first, id: `${first.id}${state}`, name: state, state }));
    return route.fulfill({ response: answer, json: body });
  });
  await page.reload();
  const said = { IN_FORCE: "In force", EXPIRED: "Expired", REVOKED: "Revoked", STOPPED: "Its maker left" };
  for (const [state, words] of Object.entries(said)) {
    await expect(row(page, state)).toContainText(words);
    await expect(row(page, state).getByRole("button")).toHaveCount(state === "IN_FORCE" || state === "STOPPED" ? 1 : 0);
  }
  await meet(page, "tokens-of-all");
  await page.emulateMedia({ colorScheme: "dark" });
  await settled(page);
  await shot(page, "tokens-dark");
  await onPhone(page, "tokens-of-all");
});

test("an operator keeps a token to some universities, by keyboard", async ({ arrives }) => {
  const person = await arrives();
  await person.signsIn(OPERATOR);
  const { page } = person;
  await goes(page, "Tokens");
  await page.getByRole("button", { name: "New token" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What it is for").fill("Northmere’s dashboard");
  await dialog.getByRole("checkbox", { name: "Universities, assessors and assigning" }).check();
  await dialog.getByRole("checkbox", { name: "Programmes and frameworks" }).check();
  await dialog.getByRole("radio", { name: "Some" }).press("Space");
  await expect(dialog.getByRole("checkbox", { name: "Universities, assessors and assigning" }), "that is the whole scheme’s").toHaveCount(0);
  await dialog.getByRole("button", { name: "Make the token" }).press("Enter");
  const summary = dialog.getByRole("alert").filter({ hasText: "There is a problem" });
  await expect(summary).toContainText("Choose one or more universities");
  const one = dialog.getByLabel("University to add");
  for (const name of ["Northmere Metropolitan University", "Prifysgol Glanafon"]) {
    if ((await one.getByRole("option", { name }).count()) === 0) continue;
    await one.selectOption({ label: name });
    await dialog.getByRole("button", { name: "Add it" }).press("Enter");
  }
  const chosen = dialog.getByRole("list", { name: "Chosen universities" });
  await expect(chosen).toContainText("Northmere Metropolitan University");
  await onPhone(page, "token-kept");
  await page.emulateMedia({ colorScheme: "dark" });
  await meet(page, "token-kept-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await dialog.getByRole("button", { name: "Make the token" }).press("Enter");
  const secret = (await dialog.getByTestId("secret").textContent()) ?? "";
  await dialog.getByRole("button", { name: "Done" }).press("Enter");
  await expect(row(page, "Northmere’s dashboard")).toContainText("For Northmere Metropolitan University");
  await meet(page, "tokens-kept");
  const seen = await asks(page, secret, READS);
  const all = await page.request.post("/graphql", { headers: { "x-pillars": "console", origin: new URL(page.url()).origin }, data: { query: READS } });
  const total = ((await all.json()) as Answer).data?.programmes.totalCount ?? 0;
  expect(seen.data?.programmes.totalCount).toBeGreaterThan(0);
  expect(seen.data?.programmes.totalCount).toBeLessThan(total);
});
