import { createFileRoute } from "@tanstack/react-router";
import { useState } from "react";
import { TextField } from "../../forms/fields";
import { graphql } from "../../gql";
import type { SettingsQuery } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { useLoad } from "../../lib/queries";
import { Button, Notice, Skeleton, Tick } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Refusal } from "../../ui/Refusal";
import { settingsQuery } from "../judge/-Moderation";

const ChangeSettings = graphql(
  `mutation ChangeSettings($input: ChangeSettingsInput!) { changeSettings(input: $input) { settings { secondMarkPercent secondMarkNewBelow recallMinutes sameAssessorAtMost calibrateNew calibrationPassPercent version } } }`,
);

export const Route = createFileRoute("/settings/")({ component: SettingsPage });

/** What the scheme's operators set. */
function SettingsPage() {
  const settings = useLoad(settingsQuery)?.settings;
  const [saved, setSaved] = useState(false);
  return (
    <Page
      title="Settings"
      lead="How decisions are looked at before they go out, and who is given what. A change holds for what is decided from now on."
    >
      {settings ? (
        <SettingsForm key={settings.version} now={settings} onSaved={() => setSaved(true)} onChange={() => setSaved(false)} />
      ) : (
        <Skeleton lines={6} />
      )}
      {saved && <Notice tone="ok" title="Saved" />}
    </Page>
  );
}

const FIELDS = [
  {
    name: "secondMarkPercent",
    most: 100,
    label: "Second-marked decisions, per cent",
    hint: "So many of every hundred decisions are drawn and marked by a second assessor, blind, before they go out.",
  },
  {
    name: "secondMarkNewBelow",
    most: 100,
    label: "Decisions before an assessor is no longer new",
    hint: "Every case of an assessor who has decided fewer than so many is second-marked. 0 for none.",
  },
  {
    name: "recallMinutes",
    most: 60,
    label: "Minutes to take a decision back",
    hint: "A decision goes out so many minutes after it was made. 0 for at once.",
  },
  {
    name: "sameAssessorAtMost",
    most: 100,
    label: "Decisions running by one assessor",
    hint: "Whoever decided so many of a university's applications one after the other is not given its next. 0 for any number.",
  },
  {
    name: "calibrationPassPercent",
    most: 100,
    label: "Pass mark of the calibration set, per cent",
    hint: "So many of every hundred marks are as known of whoever passes.",
  },
] as const;
type Name = (typeof FIELDS)[number]["name"];

type FormProps = { now: SettingsQuery["settings"]; onSaved: () => void; onChange: () => void };

function SettingsForm({ now, onSaved, onChange }: FormProps) {
  const [values, setValues] = useState<Record<Name, string>>({
    secondMarkPercent: String(now.secondMarkPercent),
    secondMarkNewBelow: String(now.secondMarkNewBelow),
    recallMinutes: String(now.recallMinutes),
    sameAssessorAtMost: String(now.sameAssessorAtMost),
    calibrationPassPercent: String(now.calibrationPassPercent),
  });
  const [calibrateNew, setCalibrateNew] = useState(now.calibrateNew);
  const [tried, setTried] = useState(false);
  const change = useAct(ChangeSettings, { onDone: onSaved });
  const read = (name: Name, most: number) => {
    const n = /^\d{1,3}$/.test(values[name].trim()) ? Number(values[name]) : Number.NaN;
    return n <= most ? n : undefined;
  };
  const numbers = FIELDS.map((f) => read(f.name, f.most));
  return (
    <form
      className="flex max-w-150 flex-col gap-6"
      onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        const [secondMarkPercent, secondMarkNewBelow, recallMinutes, sameAssessorAtMost, calibrationPassPercent] = numbers;
        if (secondMarkPercent === undefined || secondMarkNewBelow === undefined) return;
        if (recallMinutes === undefined || sameAssessorAtMost === undefined || calibrationPassPercent === undefined) return;
        change.mutate({
          secondMarkPercent,
          secondMarkNewBelow,
          recallMinutes,
          sameAssessorAtMost,
          calibrateNew,
          calibrationPassPercent,
          version: now.version,
        });
      }}
    >
      {FIELDS.map((f, i) => (
        <TextField
          key={f.name}
          id={f.name}
          size="md"
          width="short"
          inputMode="numeric"
          label={f.label}
          hint={f.hint}
          value={values[f.name]}
          onChange={(e) => {
            onChange();
            setValues((all) => ({ ...all, [f.name]: e.target.value }));
          }}
          error={tried && numbers[i] === undefined ? `Enter a whole number from 0 to ${f.most}` : undefined}
        />
      ))}
      <Tick
        checked={calibrateNew}
        onChange={(e) => {
          onChange();
          setCalibrateNew(e.target.checked);
        }}
        label="New assessors mark the calibration set before their first case, where there is one"
      />
      <Refusal error={change.error} title="Not saved" />
      <div>
        <Button type="submit" tone="primary" busy={change.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
