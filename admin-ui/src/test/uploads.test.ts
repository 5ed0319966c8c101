import { graphql, HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";
import { StorageError } from "../lib/s3";
import { type Claim, type Means, Uploads } from "../lib/uploads";
import { server } from "./setup";

const CLAIM: Claim = { title: "Handbook", coversFrom: null, coversTo: null, criteria: ["1.1"], programmeIds: [], requestId: null };
const PART = 10;

/** The API and the storage for one file of parts of ten bytes. */
function backend(states: string[] = ["CLEAN"]) {
  const seen = { declared: [] as unknown[], begun: 0, completed: [] as string[], aborted: 0, removed: 0, finished: 0 };
  server.use(
    graphql.mutation("DeclareFile", ({ variables }) => {
      seen.declared.push(variables["input"]);
      return HttpResponse.json({
        data: { declareFile: { evidence: { id: "evd_1" }, createUrl: "http://storage.test/create", partSize: PART } },
      });
    }),
    graphql.mutation("SignUpload", ({ variables }) =>
      HttpResponse.json({
        data: {
          signUpload: {
            parts: variables["input"].parts.map((number: number) => ({ number, url: `http://storage.test/part/${number}` })),
            completeUrl: "http://storage.test/complete",
            listUrl: "http://storage.test/list",
            abortUrl: "http://storage.test/abort",
          },
        },
      }),
    ),
    graphql.mutation("FinishUpload", () => {
      seen.finished += 1;
      return HttpResponse.json({ data: { finishUpload: { evidence: { id: "evd_1", file: { state: states[0], problem: null } } } } });
    }),
    graphql.query("UploadState", () => {
      states.shift();
      const file = { state: states[0], problem: states[0] === "FAILED" ? "It says PDF but is a program." : null };
      return HttpResponse.json({ data: { application: { id: "app_1", evidence: [{ id: "evd_1", file }] } } });
    }),
    graphql.mutation("DropUpload", () => {
      seen.removed += 1;
      return HttpResponse.json({ data: { removeEvidence: { removedId: "evd_1" } } });
    }),
    http.post("http://storage.test/create", () => {
      seen.begun += 1;
      return HttpResponse.xml("<InitiateMultipartUploadResult><UploadId>up-1</UploadId></InitiateMultipartUploadResult>");
    }),
    http.get("http://storage.test/list", () =>
      HttpResponse.xml(
        '<ListPartsResult><Part><PartNumber>1</PartNumber><ETag>"old1"</ETag></Part><Part><PartNumber>2</PartNumber><ETag>"old2"</ETag></Part></ListPartsResult>',
      ),
    ),
    http.post("http://storage.test/complete", async ({ request }) => {
      seen.completed.push(await request.text());
      return HttpResponse.xml("<CompleteMultipartUploadResult/>");
    }),
    http.delete("http://storage.test/abort", () => {
      seen.aborted += 1;
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return seen;
}

const file = (bytes: number) => new File([new Uint8Array(bytes)], "handbook.pdf", { type: "application/pdf" });
const means = (put: Means["put"]): Partial<Means> => ({ hash: async () => "ab".repeat(32), put, sleep: async () => {} });

test("declares, sends every part, completes in order and is done when it is clean", async () => {
  const seen = backend(["SCANNING", "SCANNING", "CLEAN"]);
  const up = new Uploads(
    "app_1",
    means(async (url, body, _signal, told) => {
      told(body.size);
      return `"tag-${url.split("/").at(-1)}"`;
    }),
  );
  await up.add(file(25), CLAIM);
  expect(seen.declared).toMatchObject([
    { applicationId: "app_1", name: "handbook.pdf", size: "25", sha256: "ab".repeat(32), title: "Handbook", criteria: ["1.1"] },
  ]);
  expect(seen.begun).toBe(1);
  expect(
    [...(seen.completed[0] ?? "").matchAll(/<PartNumber>(\d)<\/PartNumber><ETag>&quot;tag-(\d)&quot;/g)].map((m) => [m[1], m[2]]),
  ).toEqual([
    ["1", "1"],
    ["2", "2"],
    ["3", "3"],
  ]);
  expect(up.list()).toMatchObject([{ phase: "done", done: 25 }]);
  expect(localStorage).toHaveLength(0);
});

test("a small file goes the same way: one part", async () => {
  const seen = backend();
  await new Uploads(
    "app_1",
    means(async () => '"only"'),
  ).add(file(3), CLAIM);
  expect(seen.completed[0]).toContain("<PartNumber>1</PartNumber>");
  expect(seen.completed[0]).not.toContain("<PartNumber>2</PartNumber>");
});

test("a part that fails is tried again, up to four times", async () => {
  backend();
  const tries = new Map<string, number>();
  const put = vi.fn(async (url: string) => {
    tries.set(url, (tries.get(url) ?? 0) + 1);
    if (url.endsWith("/2") && (tries.get(url) ?? 0) < 4) throw new StorageError(500, "The storage answered 500.");
    return '"tag"';
  });
  const up = new Uploads("app_1", means(put));
  await up.add(file(25), CLAIM);
  expect(tries.get("http://storage.test/part/2")).toBe(4);
  expect(up.list()).toMatchObject([{ phase: "done" }]);
});

test("after four failures it stops and says so; trying again sends only what is missing", async () => {
  const seen = backend();
  let broken = true;
  const sent: string[] = [];
  const up = new Uploads(
    "app_1",
    means(async (url) => {
      if (url.endsWith("/2") && broken) throw new StorageError(0, "The connection to the storage was lost.");
      sent.push(url);
      return '"tag"';
    }),
  );
  await up.add(file(25), CLAIM);
  expect(up.list()).toMatchObject([{ phase: "failed", error: "The connection to the storage was lost." }]);
  expect(seen.completed).toHaveLength(0);
  broken = false;
  sent.length = 0;
  await up.retry(up.list()[0]?.id ?? "");
  expect(sent).toEqual(["http://storage.test/part/2"]);
  expect(seen.declared).toHaveLength(1);
  expect(seen.begun).toBe(1);
  expect(up.list()).toMatchObject([{ phase: "done" }]);
});

test("the same file chosen again after the tab was closed goes on where it stopped", async () => {
  const seen = backend();
  localStorage.setItem(
    `upload:app_1:${"ab".repeat(32)}`,
    JSON.stringify({ evidenceId: "evd_1", createUrl: "http://storage.test/create", partSize: PART, uploadId: "up-1" }),
  );
  const sent: string[] = [];
  const up = new Uploads(
    "app_1",
    means(async (url) => {
      sent.push(url);
      return '"new3"';
    }),
  );
  await up.add(file(25), CLAIM);
  expect(sent).toEqual(["http://storage.test/part/3"]);
  expect(seen.declared).toHaveLength(0);
  expect(seen.completed[0]).toContain("old1");
  expect(up.list()).toMatchObject([{ phase: "done" }]);
});

test("cancelling stops the parts and makes storage and server forget them", async () => {
  const seen = backend();
  let started: () => void = () => {};
  const underway = new Promise<void>((r) => (started = r));
  const up = new Uploads(
    "app_1",
    means((_url, _body, signal) => {
      started();
      return new Promise((_, fail) => signal.addEventListener("abort", () => fail(new DOMException("Cancelled", "AbortError"))));
    }),
  );
  const running = up.add(file(25), CLAIM);
  await underway;
  await up.cancel(up.list()[0]?.id ?? "");
  await running;
  expect(up.list()).toHaveLength(0);
  expect(seen).toMatchObject({ aborted: 1, removed: 1, finished: 0 });
});

test("a file that does not pass its checks says why", async () => {
  const seen = backend(["SCANNING", "FAILED"]);
  const up = new Uploads(
    "app_1",
    means(async () => '"tag"'),
  );
  await up.add(file(5), CLAIM);
  expect(up.list()).toMatchObject([{ phase: "failed", refused: true, error: "It says PDF but is a program." }]);
  await up.cancel(up.list()[0]?.id ?? "");
  expect(up.list()).toHaveLength(0);
  expect(seen.removed).toBe(1);
});

test("an empty file is not even declared", async () => {
  const seen = backend();
  const up = new Uploads(
    "app_1",
    means(async () => '"tag"'),
  );
  await up.add(file(0), CLAIM);
  expect(up.list()).toMatchObject([{ phase: "failed", error: "This file is empty. Choose another." }]);
  expect(seen.declared).toHaveLength(0);
});

test("what the API refuses is not tried again", async () => {
  backend();
  const declare = vi.fn(() =>
    HttpResponse.json<Record<string, unknown>>({
      data: null,
      errors: [
        {
          message: "x",
          extensions: { code: "REFUSED", reasons: [{ rule: "E2", message: "Files of this kind are not taken: send a PDF." }] },
        },
      ],
    }),
  );
  server.use(graphql.mutation("DeclareFile", declare as never));
  const up = new Uploads(
    "app_1",
    means(async () => '"tag"'),
  );
  await up.add(file(5), CLAIM);
  expect(declare).toHaveBeenCalledTimes(1);
  expect(up.list()).toMatchObject([{ phase: "failed", error: "Files of this kind are not taken: send a PDF." }]);
});
