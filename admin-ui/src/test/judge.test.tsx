import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, RouterProvider } from "@tanstack/react-router";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { graphql, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import type { JudgeCriterionInput, RequestEvidenceInput } from "../gql/graphql";
import { queryClient } from "../lib/graphql";
import { makeRouter } from "../router";
import { server } from "./setup";

vi.mock("../lib/live", () => ({ useLive: () => {}, useLiveState: () => "live" }));

const LEVELS = ["BRONZE", "SILVER", "GOLD", "PLATINUM"].map((code, i) => ({
  code,
  title: code[0] + code.slice(1).toLowerCase(),
  rank: i + 1,
}));
const [BRONZE, SILVER] = LEVELS;
const criterion = (ref: string, level = BRONZE) => ({
  ref,
  pillar: Number(ref[0]),
  level,
  title: `Criterion ${ref}`,
  note: null,
  audience: null,
  elements: null,
});
const PILLARS = [
  { number: 1, title: "Aims", criteria: [criterion("1.1"), criterion("1.2"), criterion("1.3", SILVER), criterion("1.8", LEVELS[2])] },
  { number: 2, title: "Training", criteria: [criterion("2.1")] },
];
const standing = (number: number) => ({
  criteria: number === 1 ? 3 : 1,
  judged: 0,
  evidenced: 0,
  askedFirst: false,
  pillar: { number, title: PILLARS[number - 1]?.title },
  selfLevel: SILVER,
  bestFit: BRONZE,
  outcome: null,
});
let application: string;
let count = 0;
const sent = { judged: [] as JudgeCriterionInput[], confirmed: [] as unknown[], asked: [] as RequestEvidenceInput[] };
const head = () => ({
  id: application,
  reference: "UMS-1042",
  state: "IN_ASSESSMENT",
  version: 4,
  waitingOn: "ASSESSOR",
  dueOn: "2026-12-01",
  submittedAt: "2026-11-01T09:00:00Z",
  level: SILVER,
  university: { id: "uni_1", name: "University of Northmoor" },
  scope: "SINGLE",
  sample: [],
  programmes: [{ id: "prg_1", name: "First-year buddies" }],
  edition: { id: "edn_1" },
  bestFitLevel: null,
  undecided: [{ rule: "J3", message: "Confirm the outcome of Aims.", field: null }],
  actions: ["JUDGE", "REQUEST_EVIDENCE", "DECIDE"].map((name) => ({ name, allowed: true, reasons: [] })),
  pillars: [standing(1), standing(2)],
});

beforeEach(async () => {
  application = `app_${++count}`;
  sent.judged = [];
  sent.confirmed = [];
  sent.asked = [];
  const say = (data: Record<string, unknown>) => HttpResponse.json({ data }) as never;
  server.use(
    graphql.query("Viewer", () =>
      say({
        viewer: {
          person: { id: "per_a", name: "Tobias", email: null },
          role: "ASSESSOR",
          university: null,
          today: "2026-11-22",
          demo: false,
        },
      }),
    ),
    graphql.query("JudgeHead", () => say({ application: head() })),
    graphql.query("Edition", () =>
      say({
        edition: {
          id: "edn_1",
          title: "2021",
          code: "2021",
          publishedOn: "2021-01-01",
          pillarsRequired: 2,
          monthsHeldBeforeNext: 6,
          validityMonths: 12,
          levels: LEVELS,
          pillars: PILLARS.map((p) => ({ ...p, code: p.title, summary: "", evidenceExamples: [] })),
        },
      }),
    ),
    graphql.query("JudgeCriteria", () =>
      say({
        application: {
          id: application,
          criteria: ["1.1", "1.2", "1.3", "2.1"].map((ref) => ({
            criterion: { ref },
            rating: { value: "MET", statement: `Statement ${ref}`, elements: [] },
            exceptions: [],
            judgement: null,
          })),
        },
      }),
    ),
    graphql.query("AnswerDay", ({ variables }) => {
      const on = (variables["on"] as string | null) ?? "2026-12-04";
      const worked = ![0, 6].includes(new Date(on).getUTCDay());
      return say({
        application: { id: application, answerDay: { on, workingDay: worked, workingDays: 10, next: worked ? on : "2026-12-07" } },
      });
    }),
    graphql.query("Feedback", () =>
      say({ application: { id: application, feedback: { proposed: "Two of two pillars reach Silver.", text: null, version: 0 } } }),
    ),
    graphql.query("Phrases", () =>
      say({ viewer: { phrases: [{ id: "phr_1", kind: "NOTE", title: "Undated", text: "It carries no date.", version: 1 }] } }),
    ),
    graphql.query("ApplicationEvidence", () => say({ application: { id: application, evidence: [] } })),
    graphql.query("ApplicationRequests", () => say({ application: { id: application, requests: [] } })),
    graphql.mutation("JudgeCriterion", ({ variables }) => {
      const input = variables["input"] as JudgeCriterionInput;
      sent.judged.push(input);
      return say({
        judgeCriterion: { criterion: { criterion: { ref: input.ref }, judgement: { version: input.version + 1 } }, application: head() },
      });
    }),
    graphql.mutation("ConfirmOutcome", ({ variables }) => {
      sent.confirmed.push(variables["input"]);
      return say({ confirmOutcome: { application: { id: application, version: 5 } } });
    }),
    graphql.mutation("RequestEvidence", ({ variables }) => {
      sent.asked.push(variables["input"] as RequestEvidenceInput);
      return say({ requestEvidence: { request: { id: "erq_1", state: "OPEN" } } });
    }),
  );
  const router = makeRouter(createMemoryHistory({ initialEntries: [`/judge/${application}`] }));
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  await screen.findByText("Statement 1.1");
  // What an earlier page left behind has been looked for: now it can be judged.
  await screen.findByRole("textbox", { name: "Note" });
});

const current = () => screen.getAllByRole("listitem").find((li) => li.getAttribute("aria-current") === "true");

test("J and K move, M, P and N judge the current criterion and are saved at once", async () => {
  const user = userEvent.setup();
  expect(current()).toHaveTextContent("Criterion 1.1");
  await user.keyboard("m");
  await waitFor(() => expect(sent.judged).toMatchObject([{ ref: "1.1", value: "MET", version: 0 }]));
  await user.keyboard("jj");
  expect(current()).toHaveTextContent("Criterion 1.3");
  await user.keyboard("jn");
  await waitFor(() => expect(sent.judged.at(-1)).toMatchObject({ ref: "1.3", value: "NOT_MET" }));
  await user.keyboard("kp");
  await waitFor(() => expect(sent.judged.at(-1)).toMatchObject({ ref: "1.2", value: "PARTLY_MET" }));
  expect(within(screen.getByRole("group", { name: "Judgement of 1.2" })).getByRole("button", { name: "Partly" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
});

test("criteria above the level applied for are not judged", () => {
  expect(screen.queryByText("Criterion 1.8")).not.toBeInTheDocument();
});

test("brackets go to the next pillar and back; the keys rest while somebody types", async () => {
  const user = userEvent.setup();
  await user.keyboard("]");
  expect(await screen.findByText("Statement 2.1")).toBeInTheDocument();
  await user.keyboard("[[");
  expect(await screen.findByText("Statement 1.1")).toBeInTheDocument();
  await user.click(screen.getByRole("textbox", { name: "Note" }));
  await user.keyboard("m j n");
  expect(screen.getByRole("textbox", { name: "Note" })).toHaveValue("m j n");
  expect(sent.judged).toHaveLength(0);
});

test("a level that agrees with best fit is confirmed by its number; one that departs asks for a reason first", async () => {
  const user = userEvent.setup();
  await user.keyboard("1");
  await waitFor(() => expect(sent.confirmed).toMatchObject([{ pillar: 1, level: "BRONZE", reason: null, version: 0 }]));
  await user.keyboard("0");
  const reason = await screen.findByLabelText("Why does it depart from best fit?");
  expect(sent.confirmed).toHaveLength(1);
  await waitFor(() => expect(reason).toHaveFocus());
  await user.keyboard("Too thin");
  await user.click(screen.getByRole("button", { name: "Confirm with this reason" }));
  await waitFor(() => expect(sent.confirmed.at(-1)).toMatchObject({ level: null, reason: "Too thin" }));
});

test("levels are data: there are buttons up to the level applied for, and no number beyond", async () => {
  const group = screen.getByRole("group", { name: /Outcome for Aims/ });
  expect(within(group).getAllByRole("radio")).toHaveLength(3);
  await userEvent.keyboard("3");
  expect(sent.confirmed).toHaveLength(0);
});

test("E asks for evidence, prefilled with the criteria that are not met and the day the server proposes", async () => {
  const user = userEvent.setup();
  await user.keyboard("jn");
  await waitFor(() => expect(sent.judged).toHaveLength(1));
  await user.keyboard("e");
  const dialog = await screen.findByRole("dialog", { name: "Request more evidence" });
  expect(within(dialog).getByRole("checkbox", { name: /1.2/ })).toBeChecked();
  expect(within(dialog).getByRole("checkbox", { name: /1.1/ })).not.toBeChecked();
  await user.click(within(dialog).getByRole("button", { name: "Send request" }));
  expect(sent.asked).toHaveLength(0);
  expect(within(dialog).getByText("Fri 4 Dec 2026, in 12 days: 10 working days")).toBeInTheDocument();
  await user.type(within(dialog).getByLabelText("Day"), "{Backspace}{Backspace}5");
  await user.click(await within(dialog).findByRole("button", { name: "Use Mon 7 Dec 2026" }));
  await user.type(within(dialog).getByLabelText("What do you need to see?"), "Please show the leaflet that names the aim.");
  await user.click(within(dialog).getByRole("button", { name: "Send request" }));
  await waitFor(() => expect(sent.asked).toMatchObject([{ criteria: ["1.2"], dueOn: "2026-12-07" }]));
});

test("I inserts a phrase into the note; turned off, no single key acts", async () => {
  const user = userEvent.setup();
  await user.keyboard("ji");
  const dialog = await screen.findByRole("dialog", { name: "Insert a phrase" });
  await user.type(await within(dialog).findByLabelText("Find"), "date{Enter}");
  await waitFor(() => expect(screen.getByRole("textbox", { name: "Note" })).toHaveValue("It carries no date."));
  expect(current()).toHaveTextContent("Criterion 1.2");
  await user.keyboard("{Escape}?");
  await user.click(await screen.findByRole("checkbox", { name: "Single keys act on this page" }));
  await user.click(screen.getByRole("button", { name: "Close" }));
  await user.keyboard("k");
  expect(current()).toHaveTextContent("Criterion 1.2");
  localStorage.clear();
});

test("Decide says what stands in the way; the question mark shows the keys", async () => {
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: /Decide/ }));
  expect(await screen.findByRole("dialog", { name: "Decide UMS-1042" })).toHaveTextContent("Confirm the outcome of Aims.");
  await user.click(screen.getByRole("button", { name: "Back to judging" }));
  await user.keyboard("?");
  expect(await screen.findByRole("dialog", { name: "Keys" })).toBeInTheDocument();
});
