import { valibotResolver } from "@hookform/resolvers/valibot";
import { useEffect } from "react";
import { Controller, useForm } from "react-hook-form";
import * as v from "valibot";
import type { ApiError } from "../lib/errors";
import { sentences } from "../lib/errors";
import { DIRECTIONS } from "../lib/programmes";
import { Button } from "../ui/kit";
import { ErrorSummary } from "./ErrorSummary";
import { Choices, DateInput, Select, TextArea, TextField, toDate } from "./fields";

const CODES = DIRECTIONS.map(([code]) => code);

const Schema = v.object({
  name: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(3, "Enter the programme's name, at least 3 letters long"),
    v.maxLength(200, "Shorten the name to 200 letters or fewer"),
  ),
  purpose: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(10, "Say in a sentence what the programme is for"),
    v.maxLength(2000, "Shorten the purpose to 2,000 letters or fewer"),
  ),
  directions: v.pipe(v.array(v.picklist(CODES)), v.minLength(1, "Tick at least one of who mentors whom")),
  mentors: v.pipe(
    v.string(),
    v.trim(),
    v.regex(/^\d{1,6}$/, "Enter the number of mentors as a whole number"),
    v.transform(Number),
    v.minValue(1, "A programme has at least one mentor"),
  ),
  startedOn: v.pipe(
    v.string(),
    v.transform((text) => toDate(text) ?? ""),
    v.nonEmpty("Enter the day the programme started, such as 27 9 2025"),
  ),
  coordinator: v.pipe(v.string(), v.trim(), v.maxLength(200, "Shorten the coordinator to 200 letters or fewer")),
  frameworkId: v.string(),
  endedOn: v.pipe(
    v.string(),
    v.check((text) => text === "" || toDate(text) !== null, "Enter the day it ended, such as 27 9 2026, or leave it empty"),
    v.transform((text) => toDate(text) ?? ""),
  ),
});
/** The form as it is written, and as it is sent. */
export type ProgrammeDraft = v.InferInput<typeof Schema>;
export type ProgrammeValues = v.InferOutput<typeof Schema>;
const FIELDS = ["name", "purpose", "directions", "mentors", "startedOn", "coordinator", "frameworkId", "endedOn"] as const;
const EMPTY: ProgrammeDraft = {
  name: "",
  purpose: "",
  directions: [],
  mentors: "",
  startedOn: "",
  coordinator: "",
  frameworkId: "",
  endedOn: "",
};

type Props = {
  initial?: ProgrammeDraft;
  save: (values: ProgrammeValues) => void;
  saving: boolean;
  error: ApiError | null;
  button: string;
  above: React.ReactNode;
  /** The frameworks there are to run to. */
  frameworks?: readonly { id: string; name: string }[];
  /** Whether it is there already, so that it can end. */
  ends?: boolean;
};

/** Adds or changes a programme (P1). What the server would not take stands at its field, as if found here. */
export function ProgrammeForm({ initial = EMPTY, save, saving, error, button, above, frameworks = [], ends = false }: Props) {
  const { control, handleSubmit, setError, formState } = useForm<ProgrammeDraft, unknown, ProgrammeValues>({
    resolver: valibotResolver(Schema),
    defaultValues: initial,
    shouldFocusError: false,
    reValidateMode: "onSubmit",
  });
  const { errors, submitCount } = formState;
  useEffect(() => {
    for (const s of error ? sentences(error) : []) {
      const name = FIELDS.find((f) => f === s.field);
      if (name) setError(name, { type: "server", message: s.message });
    }
  }, [error, setError]);
  const own = FIELDS.flatMap((f) => (errors[f]?.message ? [{ message: String(errors[f].message), to: f as string }] : []));
  const other = error ? sentences(error).filter((s) => !FIELDS.some((f) => f === s.field)) : [];
  return (
    <>
      <ErrorSummary attempt={submitCount + (error ? 1 : 0)} lines={[...own, ...other.map((s) => ({ message: s.message, rule: s.rule }))]} />
      {above}
      <form noValidate className="flex flex-col gap-7" onSubmit={handleSubmit(save)}>
        <Controller
          control={control}
          name="name"
          render={({ field }) => <TextField {...field} id="name" label="Programme name" error={errors.name?.message} />}
        />
        <Controller
          control={control}
          name="purpose"
          render={({ field }) => (
            <TextArea
              {...field}
              id="purpose"
              label="What is it for?"
              hint="A programme has one purpose. If you run peer, reverse and career mentoring, add them as three programmes."
              error={errors.purpose?.message}
            />
          )}
        />
        <Controller
          control={control}
          name="directions"
          render={({ field }) => (
            <Choices
              id="directions"
              label="Who mentors whom?"
              hint="Tick all that apply."
              options={DIRECTIONS}
              value={field.value}
              onChange={field.onChange}
              error={errors.directions?.message}
            />
          )}
        />
        <Controller
          control={control}
          name="mentors"
          render={({ field }) => (
            <TextField
              {...field}
              id="mentors"
              inputMode="numeric"
              width="short"
              label="How many mentors are there?"
              hint="With 50 or more, the price is by quote."
              error={errors.mentors?.message}
            />
          )}
        />
        <Controller
          control={control}
          name="startedOn"
          render={({ field }) => (
            <DateInput
              id="startedOn"
              label="When did it start?"
              hint="For example, 27 9 2025. It must have started by the day you submit."
              value={field.value}
              onChange={field.onChange}
              error={errors.startedOn?.message}
            />
          )}
        />
        <Controller
          control={control}
          name="coordinator"
          render={({ field }) => (
            <TextField
              {...field}
              id="coordinator"
              label="Who coordinates it?"
              hint="A person or a department."
              optional
              error={errors.coordinator?.message}
            />
          )}
        />
        {frameworks.length > 0 && (
          <Controller
            control={control}
            name="frameworkId"
            render={({ field }) => (
              <Select
                {...field}
                id="frameworkId"
                label="Which delivery framework does it run to?"
                hint="Programmes that run to one can be accredited as one."
                error={errors.frameworkId?.message}
              >
                <option value="">None</option>
                {frameworks.map((f) => (
                  <option key={f.id} value={f.id}>
                    {f.name}
                  </option>
                ))}
              </Select>
            )}
          />
        )}
        {ends && (
          <Controller
            control={control}
            name="endedOn"
            render={({ field }) => (
              <DateInput
                id="endedOn"
                label="When did it end, or when will it?"
                hint="The first day it runs no longer. Leave it empty while it goes on."
                optional
                value={field.value}
                onChange={field.onChange}
                error={errors.endedOn?.message}
              />
            )}
          />
        )}
        <div>
          <Button type="submit" tone="primary" size="lg" busy={saving}>
            {button}
          </Button>
        </div>
      </form>
    </>
  );
}
