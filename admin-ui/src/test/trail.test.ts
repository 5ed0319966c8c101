import { expect, test } from "vitest";
import { difference, inWords, labelled, trailFilterOf, written } from "../lib/trail";

test("a change is shown field by field, and what stayed is not", () => {
  expect(difference({ state: "DRAFT", name: "Peers", version: 1 }, { state: "SUBMITTED", name: "Peers", version: 2 })).toEqual([
    { field: "State", was: "Draft", is: "Submitted" },
    { field: "Version", was: "1", is: "2" },
  ]);
  expect(difference(null, { dueOn: "2026-12-01" })).toEqual([{ field: "Due on", is: "2026-12-01" }]);
  expect(difference({ reason: "Late" }, null)).toEqual([{ field: "Reason", was: "Late" }]);
  expect(difference(null, null)).toEqual([]);
  expect(difference({ a: [1, 2] }, { a: [1, 2] })).toEqual([]);
  expect(difference("old", "new")).toEqual([{ field: "Value", was: "old", is: "new" }]);
});

test("values and names are words", () => {
  expect(written(null)).toBe("nothing");
  expect(written([])).toBe("none");
  expect(written({ level: "GOLD", ok: true })).toBe("Level: Gold; Ok: yes");
  expect(labelled("purchase_order_needed")).toBe("Purchase order needed");
  expect(inWords("evidence.request_closed")).toBe("Evidence request closed");
});

test("the address narrows the list; what is no day or no kind does not", () => {
  const filter = trailFilterOf({ from: "2026-11-1", to: "2026-11-23", kind: "NONSENSE", q: "  " }, ["EVIDENCE"]);
  expect(filter).toMatchObject({ from: null, to: "2026-11-23", kinds: null, search: null });
  expect(trailFilterOf({ kind: "EVIDENCE" }, ["EVIDENCE"]).kinds).toEqual(["EVIDENCE"]);
  expect(trailFilterOf({ kind: "EVIDENCE", act: "evidence.read" }, ["EVIDENCE"])).toMatchObject({ kinds: null, acts: ["evidence.read"] });
});
