import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const HERE = resolve(import.meta.dirname, "..");
/** The day that the demo believes in: what the journey expects of dates holds in any year. */
export const TODAY = "2026-11-23";
/** Where screenshots and the server's log are kept. */
export const OUT = join(HERE, "out");

/** The most SQL statements that anything the console asks may take, opening and closing its transaction apart. */
const MOST_STATEMENTS = 6;

/** Starts the real server on a fresh demo of its own, unless one is given; the answer stops it. */
export default async function serve(): Promise<(() => Promise<void>) | undefined> {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  if (process.env.JOURNEY_URL) return undefined;
  const program = process.env.PILLARS ?? join(process.env.CARGO_TARGET_DIR ?? resolve(HERE, "../../target"), "debug/pillars");
  if (!existsSync(program)) throw new Error(`${program} is missing: run \`make server console\`, or set PILLARS to the program`);
  const data = mkdtempSync(join(tmpdir(), "pillars-journey-"));
  // The database's own user comes through when this is root's.
  chmodSync(data, 0o711);
  const [port, storage] = await freePorts();
  const url = `http://localhost:${port}`;
  const log = join(OUT, "server.log");
  const output = openSync(log, "w");
  const server = spawn(program, ["demo"], {
    cwd: resolve(HERE, "../.."),
    stdio: ["ignore", output, output],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PILLARS_CONFIG: process.env.PILLARS_CONFIG,
      PILLARS_UI: process.env.PILLARS_UI,
      PILLARS_DATA: data,
      PILLARS_TODAY: TODAY,
      PILLARS_LOG: "warn,server::graphql=debug",
      PILLARS_LOG_FORMAT: "json",
      PILLARS_LISTEN: `127.0.0.1:${port}`,
      PILLARS_PUBLIC_URL: url,
      PILLARS_S3_LISTEN: `127.0.0.1:${storage}`,
    },
  });
  const stop = async () => {
    await end(server);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await ready(url, server, log);
  } catch (error) {
    await stop();
    throw error;
  }
  process.env.JOURNEY_URL = url;
  return async () => {
    await stop();
    countStatements(readFileSync(log, "utf8"));
  };
}

/** Every operation of the console was counted, and none took too many statements. */
function countStatements(log: string) {
  const most = new Map<string, number>();
  for (const line of log.split("\n")) {
    if (!line.includes("sql.statements")) continue;
    const told = JSON.parse(line);
    const name: string = told["graphql.operation"];
    most.set(name, Math.max(most.get(name) ?? 0, told["sql.statements"]));
  }
  const sorted = [...most].sort(([, a], [, b]) => b - a);
  writeFileSync(join(OUT, "statements.txt"), sorted.map(([name, n]) => `${n} ${name}\n`).join(""));
  const over = sorted.filter(([, n]) => n > MOST_STATEMENTS);
  if (most.size === 0) throw new Error("the server's log says nothing of SQL statements");
  if (over.length > 0) throw new Error(`more than ${MOST_STATEMENTS} SQL statements: ${over.map(([name, n]) => `${name} ${n}`).join(", ")}`);
}

/** Two ports that nobody listens on. */
async function freePorts(): Promise<number[]> {
  const servers = [createServer(), createServer()];
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((found, failed) => {
          server.once("error", failed);
          server.listen(0, "127.0.0.1", () => {
            const at = server.address();
            found(typeof at === "object" && at ? at.port : 0);
          });
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

async function ready(url: string, server: ChildProcess, log: string) {
  const until = Date.now() + 180_000;
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`the server ended: ${readFileSync(log, "utf8").trim().split("\n").slice(-8).join("\n")}`);
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(200);
  }
  throw new Error(`the server was not ready in three minutes; its log is ${log}`);
}

/** Asks it to stop, as Ctrl-C does, and waits; the database goes with it. */
async function end(server: ChildProcess) {
  if (server.exitCode !== null) return;
  const ended = new Promise<void>((gone) => server.once("exit", () => gone()));
  server.kill("SIGINT");
  const late = setTimeout(() => server.kill("SIGKILL"), 30_000);
  await ended;
  clearTimeout(late);
}
