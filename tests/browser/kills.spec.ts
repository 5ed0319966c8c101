import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Cookie, type Page } from "@playwright/test";
import { asks } from "./parts/places.ts";
import { OUT } from "./parts/server.ts";
import { base_url, expect, type Person, test } from "./parts/watch.ts";

/** How often the browser is killed: `KILLS=100 make kills` for the figure in the documentation. */
const KILLS = Number(process.env.KILLS ?? 3);
/** The most typing that may be lost, in milliseconds. */
const MOST_LOST = 2_000;

/** Chance that is the same in every run. */
function chance(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A browser of its own on a profile that stays; it is killed with everything that belongs to it. */
class Killed {
  readonly page: Page;
  readonly #process: ChildProcess;
  private constructor(process: ChildProcess, page: Page) {
    this.#process = process;
    this.page = page;
  }

  static async open(program: string, args: readonly string[], profile: string, cookies: Cookie[]): Promise<Killed> {
    const child = spawn(program, [...args, "--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"], {
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
    });
    const address = await new Promise<string>((found, failed) => {
      let said = "";
      child.stderr?.on("data", (part) => {
        said += part;
        const ws = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
        if (ws) found(ws);
      });
      child.once("exit", () => failed(new Error(`the browser ended: ${said.slice(-400)}`)));
    });
    const browser = await chromium.connectOverCDP(address);
    const [context] = browser.contexts();
    if (!context) throw new Error("a browser without a context");
    await context.addCookies(cookies);
    return new Killed(child, context.pages()[0] ?? (await context.newPage()));
  }

  /** As the kernel does it when memory runs out: no handler runs, nothing is put away. */
  async kill() {
    const gone = new Promise<void>((done) => this.#process.once("exit", () => done()));
    if (this.#process.pid) process.kill(-this.#process.pid, "SIGKILL");
    await gone;
  }
}

/** A case that its assessor may judge. */
async function caseOf(person: Person): Promise<string> {
  const { applications } = await asks<{ applications: { nodes: { id: string; state: string }[] } }>(
    person,
    "{ applications(first: 50) { nodes { id state } } }",
  );
  const found = applications.nodes.findLast((a) => a.state === "IN_ASSESSMENT");
  if (!found) throw new Error("the demo has no case in assessment here");
  return found.id;
}

test(`the browser is killed mid-sentence ${KILLS} times: at most 2 s of typing is lost`, async ({ arrives, launchOptions }) => {
  test.setTimeout(60_000 + KILLS * 30_000);
  const person = await arrives();
  await person.signsIn("Priya Raghunathan");
  const id = await caseOf(person);
  const cookies = await person.context.cookies();
  const profile = mkdtempSync(join(tmpdir(), "pillars-kills-"));
  const next = chance(20_261_122);
  const open = async () => {
    const browser = await Killed.open(launchOptions.executablePath ?? "chromium", launchOptions.args ?? [], profile, cookies);
    await browser.page.goto(`${base_url()}/judge/${id}`);
    const note = browser.page.locator("li[aria-current=true]").getByRole("textbox", { name: "Note" });
    await expect(note).toBeVisible();
    return { browser, note };
  };
  const losses: number[] = [];
  let { browser, note } = await open();
  try {
    for (let n = 1; n <= KILLS; n++) {
      const before = await note.inputValue();
      // Another round, another text; what it takes the place of goes in the same change as its first letter.
      const typed: { letter: string; at: number }[] = [];
      const text = `Round ${n}: the handbook names the aims, the agreement says how often pairs meet, and who is told when they do not. `;
      await note.selectText();
      const until = Date.now() + 300 + next() * 2_200;
      // Now and then a thought between two words, in which the server is told.
      const pause = next() < 0.3 ? Math.floor(4 + next() * 20) : -1;
      let killing: Promise<void> | undefined;
      for (let i = 0; !killing; i++) {
        if (i === pause) await sleep(900);
        const letter = text[i % text.length] ?? " ";
        const pressed = browser.page.keyboard.type(letter).then(() => typed.push({ letter, at: Date.now() }));
        if (Date.now() >= until) killing = browser.kill();
        await Promise.race([pressed, killing ?? pressed]).catch(() => undefined);
        await sleep(25);
      }
      const killed = Date.now();
      await killing;
      ({ browser, note } = await open());
      const words = typed.map((t) => t.letter).join("");
      await expect(note).not.toHaveValue("");
      const found = (await note.inputValue()).trimEnd();
      // What was sent to the browser as it died may have arrived or not; what was taken by it counts.
      const kept = words.startsWith(found) ? found.length : found.startsWith(words.trimEnd()) ? words.length : found === before.trimEnd() ? 0 : -1;
      expect(kept, `round ${n}: "${found}" is no beginning of "${words}"`).toBeGreaterThanOrEqual(0);
      const first = typed.slice(kept).find((t) => t.letter !== " ");
      const lost = first ? killed - first.at : 0;
      losses.push(lost);
      appendFileSync(join(OUT, "kills.txt"), `${n} typed ${words.length} kept ${kept} lost ${lost} ms\n`);
      expect(lost, `round ${n}: typing of ${lost} ms is lost`).toBeLessThanOrEqual(MOST_LOST);
    }
  } finally {
    await browser.kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  const worst = Math.max(...losses);
  console.log(`${KILLS} kills: ${losses.filter((l) => l > 0).length} lost anything, the worst ${worst} ms of typing`);
});
