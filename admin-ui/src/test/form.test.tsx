import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { toDate } from "../forms/fields";
import { ProgrammeForm } from "../forms/ProgrammeForm";
import { ApiError } from "../lib/errors";

const form = (error: ApiError | null, save = vi.fn()) => (
  <ProgrammeForm button="Add programme" saving={false} error={error} save={save} above={<h1>Add a programme</h1>} />
);

async function fill() {
  const user = userEvent.setup();
  await user.type(screen.getByLabelText("Programme name"), "First-year buddies");
  await user.type(screen.getByLabelText("What is it for?"), "Helps new students settle in.");
  await user.click(screen.getByRole("checkbox", { name: "Students mentor students" }));
  await user.type(screen.getByLabelText("How many mentors are there?"), "34");
  const started = within(screen.getByRole("group", { name: /When did it start/ }));
  await user.type(started.getByLabelText("Day"), "27");
  await user.type(started.getByLabelText("Month"), "9");
  await user.type(started.getByLabelText("Year"), "2025");
  return user;
}

test("an empty form: the summary takes the focus and each line leads to its field", async () => {
  render(form(null));
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Add programme" }));
  const summary = await screen.findByRole("alert");
  await waitFor(() => expect(summary.parentElement).toHaveFocus());
  await user.click(within(summary).getByRole("link", { name: "Enter the number of mentors as a whole number" }));
  expect(screen.getByLabelText("How many mentors are there?")).toHaveFocus();
  expect(screen.getByLabelText("How many mentors are there?")).toHaveAccessibleDescription(/Enter the number of mentors/);
});

test("what was written is sent as the API takes it", async () => {
  const save = vi.fn();
  render(form(null, save));
  const user = await fill();
  await user.click(screen.getByRole("button", { name: "Add programme" }));
  await waitFor(() => expect(save).toHaveBeenCalled());
  expect(save.mock.calls[0]?.[0]).toEqual({
    name: "First-year buddies",
    purpose: "Helps new students settle in.",
    directions: ["STUDENT_TO_STUDENT"],
    mentors: 34,
    startedOn: "2025-09-27",
    coordinator: "",
    frameworkId: "",
    endedOn: "",
  });
});

test("what the server would not take stands at its field; a refusal keeps its rule", async () => {
  const { rerender } = render(form(null));
  await fill();
  rerender(
    form(
      new ApiError("BAD_USER_INPUT", "x", {
        fields: [{ field: "name", message: "You already have a programme of this name: choose another" }],
      }),
    ),
  );
  expect(await screen.findAllByText(/choose another/)).toHaveLength(2);
  expect(screen.getByLabelText("Programme name")).toBeInvalid();
  rerender(form(new ApiError("REFUSED", "x", { reasons: [{ rule: "P1", message: "A programme has one purpose." }] })));
  const summary = await screen.findByRole("alert");
  expect(summary).toHaveTextContent("Rule P1");
  expect(summary).toHaveTextContent("A programme has one purpose.");
});

test.each([
  ["2025-9-27", "2025-09-27"],
  ["2028-2-29", "2028-02-29"],
  ["2027-2-29", null],
  ["2025-13-1", null],
  ["25-9-27", null],
  ["", null],
])("the day %s is %s", (written, day) => expect(toDate(written)).toBe(day));
