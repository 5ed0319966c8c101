import { PROGRAMME } from "./manager.ts";
import { base_url, expect, meet, type Person, shot } from "./watch.ts";

/** Finds the award as anybody can, in a browser that runs no script. */
export async function findsTheAward(stranger: Person, number: string) {
  const { page } = stranger;
  await page.goto("/register");
  await page.getByRole("searchbox").fill(PROGRAMME);
  await page.getByRole("button", { name: "Search" }).click();
  const entry = page.getByRole("listitem").filter({ hasText: PROGRAMME }).first();
  await expect(entry).toContainText(number);
  await shot(page, "register-found-without-scripts");
  await entry.getByRole("link").click();
  await expect(page).toHaveURL(`/awards/${number}`);
  await expect(page.getByText(/Valid until/).first()).toBeVisible();
  await expect(page.getByRole("main")).toContainText("23 November 2027");
  await shot(page, "award-without-scripts", true);
  const badge = await page.request.get(`/awards/${number}.svg`);
  expect(badge.headers()["content-type"]).toContain("image/svg+xml");
  const drawing = await badge.text();
  expect(drawing).toContain("Bronze");
  expect(drawing).toContain("Penhallow University");
}

/** Looks at every public page. */
export async function looksAround(stranger: Person, number: string) {
  const { page } = stranger;
  await page.goto("/register");
  await meet(page, "register", true);
  await page.goto(`/register?q=${encodeURIComponent("no such university")}`);
  await meet(page, "register-nothing");
  await page.goto(`/awards/${number}`);
  await meet(page, "award", true);
  await page.goto("/standard");
  await meet(page, "standard");
}

/** Sees nothing of what is not public. */
export async function seesNothingElse(stranger: Person, applicationId: string) {
  const { page } = stranger;
  await page.goto(`/applications/${applicationId}`);
  await page.waitForURL(/\/sign-in\?next=/);
  await shot(page, "stranger-sign-in");
  const refused = await asked(stranger, applicationId);
  expect(refused).toEqual("UNAUTHENTICATED");
}

/** Somebody of another university sees no more of it than of what does not exist. */
export async function isAsIfItWereNot(outsider: Person, applicationId: string) {
  const { page } = outsider;
  expect(await asked(outsider, applicationId)).toEqual("NOT_FOUND");
  await page.goto(`/applications/${applicationId}`);
  await expect(page.getByRole("heading", { level: 1, name: "Page not found" })).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText(/Penhallow|Tide/);
  await meet(page, "not-found");
}

async function asked(person: Person, applicationId: string): Promise<string> {
  const answer = await person.page.request.post("/graphql", {
    headers: { "x-pillars": "console", origin: base_url() },
    data: { query: "query($id: ID!) { application(id: $id) { reference } }", variables: { id: applicationId } },
  });
  const { data, errors } = await answer.json();
  expect(data?.application ?? null).toBeNull();
  expect(JSON.stringify(errors)).not.toContain(PROGRAMME);
  return errors[0].extensions.code;
}
