import { useState } from "react";
import { type ApiError, sentences } from "../lib/errors";
import { Button } from "../ui/kit";
import { ErrorSummary } from "./ErrorSummary";
import { TextArea, TextField } from "./fields";

/** A framework as it is written. */
export type FrameworkDraft = { name: string; description: string };

type Props = {
  initial?: FrameworkDraft;
  save: (draft: FrameworkDraft) => void;
  saving: boolean;
  error: ApiError | null;
  button: string;
  children?: React.ReactNode;
};

/** Adds or changes a delivery framework (P4). */
export function FrameworkForm({ initial = { name: "", description: "" }, save, saving, error, button, children }: Props) {
  const [draft, setDraft] = useState(initial);
  const [attempt, setAttempt] = useState(0);
  const missing = [
    draft.name.trim() ? null : { field: "name", message: "Enter what the framework is called" },
    draft.description.trim() ? null : { field: "description", message: "Say how programmes are run to it" },
  ].filter((line) => line !== null);
  const said = attempt === 0 ? [] : missing.length > 0 ? missing : error ? sentences(error) : [];
  const at = (field: string) => said.find((line) => line.field === field)?.message;
  return (
    <form
      noValidate
      className="flex flex-col gap-6"
      onSubmit={(e) => {
        e.preventDefault();
        setAttempt(attempt + 1);
        if (missing.length === 0) save({ name: draft.name.trim(), description: draft.description.trim() });
      }}
    >
      <ErrorSummary
        attempt={attempt + (error ? 1 : 0)}
        lines={said.map((line) => ({ ...line, ...(line.field ? { to: line.field } : {}) }))}
      />
      <TextField
        id="name"
        label="What is it called?"
        value={draft.name}
        error={at("name")}
        onChange={(e) => setDraft({ ...draft, name: e.target.value })}
      />
      <TextArea
        id="description"
        rows={6}
        label="How are programmes run to it?"
        hint="Who leads, how mentors are found, matched and trained, and how each programme is reviewed. Assessors read it."
        value={draft.description}
        error={at("description")}
        onChange={(e) => setDraft({ ...draft, description: e.target.value })}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" tone="primary" size="lg" busy={saving}>
          {button}
        </Button>
        {children}
      </div>
    </form>
  );
}
