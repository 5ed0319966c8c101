import type { University } from "./provider.ts";
import { expect, type Person } from "./watch.ts";

/** What the university's own page asks of others is none of ours. */
export async function visits(person: Person, idp: University): Promise<Person> {
  await person.context.route("https://fonts.googleapis.com/**", (route) => route.fulfill({ contentType: "text/css", body: "" }));
  await person.context.route(`${idp.issuer}/favicon.ico`, (route) => route.fulfill({ status: 204 }));
  return person;
}

/** The addresses of all invitations to somebody, the newest first. */
export async function invitations({ page }: Person, address: string): Promise<string[]> {
  await page.goto("/demo/mail");
  const theirs = page.getByRole("article").filter({ hasText: `To ${address}` }).filter({ hasText: "/invitations/" });
  return (await theirs.allInnerTexts()).map((text) => text.match(/\/invitations\/\S+/)?.[0] ?? "");
}

/** The newest invitation to somebody, once there are more than before. */
export async function invitation(person: Person, address: string, before = 0): Promise<string> {
  let all: string[] = [];
  await expect(async () => {
    all = await invitations(person, address);
    expect(all.length).toBeGreaterThan(before);
  }).toPass();
  return all[0] ?? "";
}
