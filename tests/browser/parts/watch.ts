import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test as base, type Browser, type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import { OUT } from "./server.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The address of the server under test. */
export const base_url = () => {
  const url = process.env.JOURNEY_URL;
  if (!url) throw new Error("JOURNEY_URL is missing");
  return url;
};

/** Somebody at a browser of their own. What goes wrong in it fails the test. */
export class Person {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly problems: string[] = [];
  /** What goes wrong on purpose. */
  expected: RegExp[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    const note = (problem: string) => this.problems.push(`${problem} (on ${new URL(this.page.url(), "http://nowhere").pathname})`);
    context.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") note(`console: ${message.text()}`);
    });
    context.on("weberror", (error) => note(`uncaught: ${error.error().stack ?? error.error()}`));
    context.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "";
      // A page that is left gives up what it asked for.
      if (why !== "net::ERR_ABORTED") note(`${request.method()} ${request.url().split("?")[0]}: ${why}`);
    });
    context.on("response", (response) => {
      if (response.status() >= 400) note(`${response.request().method()} ${response.url().split("?")[0]}: ${response.status()}`);
    });
  }

  static async arrives(browser: Browser, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Person> {
    const context = await browser.newContext({ baseURL: base_url(), ...options });
    return new Person(context, await context.newPage());
  }

  /** Signs in at the demo's provider, as one signs in at a university's. */
  async signsIn(name: string, next = "/") {
    const { page } = this;
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByRole("main").getByRole("link", { name: /demo/i }).click();
    await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
    await expect(page.getByRole("navigation", { name: "Main" }).getByText(name)).toBeVisible();
  }

  /** Nothing went wrong that was not meant to. */
  fine() {
    expect(this.problems.filter((problem) => !this.expected.some((e) => e.test(problem)))).toEqual([]);
  }
}

/** A test in which people come and go; none may meet an error. */
export const test = base.extend<{ arrives: (options?: Parameters<Browser["newContext"]>[0]) => Promise<Person> }>({
  arrives: async ({ browser, contextOptions, locale, timezoneId, viewport }, use) => {
    const people: Person[] = [];
    await use(async (options) => {
      const person = await Person.arrives(browser, { ...contextOptions, locale, timezoneId, viewport, ...options });
      people.push(person);
      return person;
    });
    for (const person of people) await person.context.close();
    for (const person of people) person.fine();
  },
});
export { expect };

/** Everything asked for has come, and nothing moves. */
export async function settled(page: Page) {
  await expect(page.getByRole("status").filter({ hasText: /^Loading|^Opening$/ })).toHaveCount(0);
  await expect(page.locator(".wait")).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
}

/** No rule of axe is broken. */
export async function accessible(page: Page, where: string) {
  await page.evaluate(() => Promise.all(document.getAnimations().map((a) => a.finished.catch(() => undefined))));
  await page.evaluate(AXE);
  const found = await page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: Violation[] }> } };
    type Violation = { impact: string; id: string; nodes: { html: string; failureSummary: string }[] };
    // What another origin shows in a frame is its own.
    const { violations } = await axe.run(document, { runOnly: rules, iframes: false });
    return violations.map(
      (v) => `${v.impact} ${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.html.slice(0, 160)} ${n.failureSummary}`).join(" | ")}`,
    );
  }, RULES);
  expect(found, `axe on ${where}`).toEqual([]);
}

/** A page as it is met: a screenshot in order, and axe. */
export async function meet(page: Page, name: string, full = false) {
  await settled(page);
  await shot(page, name, full);
  await accessible(page, name);
}


/** A screenshot, numbered in the order of the journey. */
export async function shot(page: Page, name: string, full = false) {
  const shots = readdirSync(OUT).filter((name) => name.endsWith(".png")).length + 1;
  // What sticks to the window would stand in the middle of a page that is taken whole.
  if (full) await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: join(OUT, `${String(shots).padStart(2, "0")}-${name}.png`), fullPage: full, animations: "disabled" });
}

/** The page does not scroll sideways: a window that was just resized is given a moment to be laid out anew. */
export async function fits(page: Page, where: string) {
  await expect(async () => {
    const { wide, room, who } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      room: document.documentElement.clientWidth,
      who: [...document.querySelectorAll("body *")]
        .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .slice(0, 3)
        .map((e) => e.outerHTML.slice(0, 120)),
    }));
    const { width } = page.viewportSize() ?? { width: room };
    expect(room, `${where} is not yet laid out for ${width} px`).toBeLessThanOrEqual(width);
    expect(wide, `${where} scrolls sideways: ${who.join(" | ")}`).toBeLessThanOrEqual(room);
  }).toPass({ timeout: 5_000 });
}

/** The part of a page under a heading. */
export const part = (page: Page | Locator, title: string | RegExp) => page.getByRole("region", { name: title });

/** Goes to a place of the rail. */
export const goes = (page: Page, place: string) =>
  page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: place, exact: true }).click();
