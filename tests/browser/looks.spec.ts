import { type Place, placesOfAssessor, placesOfManager, placesOfOperator, publicPlaces } from "./parts/places.ts";
import { accessible, expect, fits, type Person, settled, shot, test } from "./parts/watch.ts";

const PHONE = { width: 390, height: 844 };
/** What a page of 1280 px is at 400%. */
const ZOOMED = { width: 320, height: 700 };

const ROLES: readonly (readonly [who: string, name: string | null, places: (person: Person) => Promise<Place[]>])[] = [
  ["a manager", "Jago Trevithick", placesOfManager],
  ["an assessor", "Priya Raghunathan", placesOfAssessor],
  ["an operator", "Daniel Osei", placesOfOperator],
  ["the public", null, publicPlaces],
];

for (const [who, name, places] of ROLES) {
  test(`${who}: every page on a phone, at 400% and in the dark`, async ({ arrives }) => {
    test.setTimeout(240_000);
    const person = await arrives();
    person.expected = [/UMS-1999-000001: 404/, /unsubscribe\/nothing: 404/, /status of 404/];
    const { page } = person;
    if (name) await person.signsIn(name);
    for (const [place, address] of await places(person)) {
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize(PHONE);
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await settled(page);
      await fits(page, `${place} on a phone`);
      await shot(page, `phone-${place}`, true);
      await page.setViewportSize(ZOOMED);
      await fits(page, `${place} at 320 px`);
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.emulateMedia({ colorScheme: "dark" });
      await accessible(page, `${place} in the dark`);
      await shot(page, `dark-${place}`);
    }
  });
}
