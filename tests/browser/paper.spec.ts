import { join } from "node:path";
import { applications } from "./parts/places.ts";
import { OUT } from "./parts/server.ts";
import { expect, fits, settled, shot, test } from "./parts/watch.ts";

/** A page of A4 at 96 dots an inch, without its margins. */
const SHEET = { width: 718, height: 1047 };

test("a case and an application on paper", async ({ arrives }) => {
  const assessor = await arrives();
  await assessor.signsIn("Priya Raghunathan");
  const begun = (await applications(assessor)).find((a) => a.state === "IN_ASSESSMENT");
  const { page } = assessor;
  await page.setViewportSize(SHEET);
  await page.goto(`/judge/${begun?.id}`);
  await expect(page.getByRole("list", { name: "Criteria of Aims" })).toBeVisible();
  await settled(page);
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Decide" })).toBeHidden();
  // All seven pillars, whichever was open, with what was said of them.
  for (const title of ["Aims", "Training", "Support", "Administration", "Awareness", "Diversity and inclusion", "Celebration"]) {
    await expect(page.getByRole("heading", { name: new RegExp(`^(\\d\\. )?${title}`) }).first()).toBeVisible();
  }
  await fits(page, "a case on paper");
  await shot(page, "paper-case", true);
  await page.pdf({ path: join(OUT, "case.pdf"), format: "A4" });

  const manager = await arrives();
  await manager.signsIn("Jago Trevithick");
  await manager.page.setViewportSize(SHEET);
  const rows = await applications(manager);
  for (const [name, state] of [
    ["decided", "DECIDED"],
    ["check", "DRAFT"],
  ] as const) {
    const row = rows.find((a) => a.state === state);
    await manager.page.goto(`/applications/${row?.id}${state === "DRAFT" ? "/check" : ""}`);
    await expect(manager.page.getByRole("heading", { level: 1 })).toBeVisible();
    await settled(manager.page);
    await manager.page.emulateMedia({ media: "print", colorScheme: "light" });
    await expect(manager.page.getByRole("navigation", { name: "Main" })).toBeHidden();
    await fits(manager.page, `${name} on paper`);
    await shot(manager.page, `paper-${name}`, true);
    await manager.page.pdf({ path: join(OUT, `${name}.pdf`), format: "A4" });
    await manager.page.emulateMedia({ media: "screen" });
  }
});
