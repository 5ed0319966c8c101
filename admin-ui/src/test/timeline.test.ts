import { expect, test } from "vitest";
import { runsOf } from "../ui/Timeline";

const event = (id: string, act: string, actor = "Maya") => ({
  id,
  at: "2026-11-22T09:00:00Z",
  actor,
  forTheScheme: false,
  act,
  summary: id,
});

test("a few dozen ratings in a row by one person are one line; what matters stands alone", () => {
  const runs = runsOf([
    event("8", "application.submitted"),
    event("7", "criterion.rated"),
    event("6", "evidence.tied"),
    event("5", "criterion.rated"),
    event("4", "criterion.rated", "Owen"),
    event("3", "evidence.added"),
    event("2", "criterion.rated"),
    event("1", "criterion.rated"),
  ]);
  expect(runs.map((r) => r.map((e) => e.id).join(""))).toEqual(["8", "765", "4", "3", "2", "1"]);
});
