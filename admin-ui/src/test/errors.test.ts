import { graphql as api, HttpResponse, http } from "msw";
import { afterEach, expect, test, vi } from "vitest";
import { TypedDocumentString } from "../gql/graphql";
import { type ApiError, sentences } from "../lib/errors";
import { execute } from "../lib/graphql";
import { server } from "./setup";

const Ask = new TypedDocumentString<{ viewer: { today: string } }, Record<string, never>>("query Ask { viewer { today } }");
const caught = async () =>
  execute(Ask).then(
    () => expect.unreachable(),
    (e: ApiError) => e,
  );
const answer = (errors: unknown[]) => server.use(api.query("Ask", () => HttpResponse.json({ data: null, errors } as never)));

afterEach(() => vi.unstubAllGlobals());

test("the request says that it comes from the console, as JSON", async () => {
  let seen: Headers | undefined;
  server.use(
    http.post("/graphql", ({ request }) => {
      seen = request.headers;
      return HttpResponse.json({ data: { viewer: { today: "2026-11-22" } } });
    }),
  );
  await execute(Ask, undefined, { key: "k-1" });
  expect(seen?.get("content-type")).toBe("application/json");
  expect(seen?.get("x-pillars")).toBe("console");
  expect(seen?.get("idempotency-key")).toBe("k-1");
});

test("REFUSED keeps every reason with its rule", async () => {
  answer([
    {
      message: "Refused",
      extensions: {
        code: "REFUSED",
        reasons: [
          { rule: "G1", message: "A first award is at Bronze." },
          { rule: "P2", message: "It starts after today.", field: "startedOn" },
        ],
      },
    },
  ]);
  const e = await caught();
  expect(e.code).toBe("REFUSED");
  expect(sentences(e)).toEqual([
    { rule: "G1", message: "A first award is at Bronze." },
    { rule: "P2", message: "It starts after today.", field: "startedOn" },
  ]);
});

test("BAD_USER_INPUT keeps the fields", async () => {
  answer([
    {
      message: "Bad input",
      extensions: { code: "BAD_USER_INPUT", fields: [{ field: "mentors", message: "Enter the number of mentors as a whole number" }] },
    },
  ]);
  expect(sentences(await caught())).toEqual([{ field: "mentors", message: "Enter the number of mentors as a whole number" }]);
});

test("INTERNAL shows the request's number and nothing of the cause", async () => {
  answer([{ message: "diesel: connection refused", extensions: { code: "INTERNAL", requestId: "req-9" } }]);
  const e = await caught();
  expect(e.requestId).toBe("req-9");
  expect(sentences(e)[0]?.message).not.toContain("diesel");
});

test("UNAUTHENTICATED leads to the sign-in page and back", async () => {
  const assign = vi.fn();
  vi.stubGlobal("location", {
    href: "http://localhost:3000/applications?q=x",
    origin: "http://localhost:3000",
    pathname: "/applications",
    search: "?q=x",
    assign,
  });
  answer([{ message: "Sign in", extensions: { code: "UNAUTHENTICATED" } }]);
  await caught();
  expect(assign).toHaveBeenCalledWith("/sign-in?next=%2Fapplications%3Fq%3Dx");
});

test("no way through is OFFLINE and may be tried again; an HTML error page is UNAVAILABLE", async () => {
  server.use(http.post("/graphql", () => HttpResponse.error()));
  const offline = await caught();
  expect([offline.code, offline.unsure]).toEqual(["OFFLINE", true]);
  server.use(http.post("/graphql", () => HttpResponse.html("<h1>Bad gateway</h1>", { status: 502 })));
  const busy = await caught();
  expect([busy.code, busy.unsure]).toEqual(["UNAVAILABLE", true]);
});
