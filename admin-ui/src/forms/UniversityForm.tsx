import { useState } from "react";
import type { Nation } from "../gql/graphql";
import { type ApiError, sentences } from "../lib/errors";
import { NATION } from "../lib/universities";
import { Button, Tick } from "../ui/kit";
import { ErrorSummary } from "./ErrorSummary";
import { Select, TextField } from "./fields";

/** A university's record as it is written. */
export type UniversityDraft = {
  name: string;
  code: string;
  slug: string;
  externalReference: string;
  nation: Nation | "";
  purchaseOrderNeeded: boolean;
};
const EMPTY: UniversityDraft = { name: "", code: "", slug: "", externalReference: "", nation: "", purchaseOrderNeeded: false };

type Props = {
  initial?: UniversityDraft;
  /** Its code and address are asked for once: references and links have them from then on. */
  added?: boolean;
  save: (draft: UniversityDraft) => void;
  saving: boolean;
  error: ApiError | null;
  button: string;
  children?: React.ReactNode;
};

/** Adds a university, or changes its record. */
export function UniversityForm({ initial = EMPTY, added = false, save, saving, error, button, children }: Props) {
  const [draft, setDraft] = useState(initial);
  const [attempt, setAttempt] = useState(0);
  const change = (part: Partial<UniversityDraft>) => setDraft({ ...draft, ...part });
  const missing = draft.name.trim() ? [] : [{ field: "name", message: "Enter what the university is called" }];
  const said = attempt === 0 ? [] : missing.length > 0 ? missing : error ? sentences(error) : [];
  const at = (field: string) => said.find((line) => line.field === field)?.message;
  return (
    <form
      noValidate
      className="flex flex-col gap-6"
      onSubmit={(e) => {
        e.preventDefault();
        setAttempt(attempt + 1);
        if (missing.length === 0) save(draft);
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
        onChange={(e) => change({ name: e.target.value })}
      />
      {!added && (
        <>
          <TextField
            id="code"
            width="short"
            optional
            label="Code"
            hint="Its references begin with it: ALD makes ALD-0001. Left empty, the name's initials."
            value={draft.code}
            error={at("code")}
            onChange={(e) => change({ code: e.target.value.toUpperCase() })}
          />
          <TextField
            id="slug"
            width="mid"
            optional
            label="Name in addresses"
            hint="Small letters, digits and hyphens. Left empty, it is made of the name."
            value={draft.slug}
            error={at("slug")}
            onChange={(e) => change({ slug: e.target.value })}
          />
        </>
      )}
      <TextField
        id="externalReference"
        width="mid"
        optional
        label="What others call it"
        hint="Such as its UKPRN. Imports find it again by this."
        value={draft.externalReference}
        error={at("externalReference")}
        onChange={(e) => change({ externalReference: e.target.value })}
      />
      <Select
        id="nation"
        optional
        label="Where is it?"
        value={draft.nation}
        onChange={(e) => change({ nation: e.target.value as Nation | "" })}
      >
        <option value="">Not known</option>
        {Object.entries(NATION).map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
      <Tick
        label="Its invoices need a purchase-order number: nothing is sent without one"
        checked={draft.purchaseOrderNeeded}
        onChange={(e) => change({ purchaseOrderNeeded: e.target.checked })}
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
