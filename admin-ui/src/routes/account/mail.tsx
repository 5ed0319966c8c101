import { createFileRoute } from "@tanstack/react-router";
import { useState } from "react";
import { TextField } from "../../forms/fields";
import { graphql } from "../../gql";
import type { MailPreferencesQuery, NoticeKind } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { ask } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import { Button, Notice, Skeleton, Tick } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Refusal } from "../../ui/Refusal";

const MailPreferences = graphql(`query MailPreferences { mailPreferences { unwanted quietFrom quietUntil digestHour version } }`);
const SetMailPreferences = graphql(
  `mutation SetMailPreferences($input: SetMailPreferencesInput!) { setMailPreferences(input: $input) { mailPreferences { version } } }`,
);

export const Route = createFileRoute("/account/mail")({ component: MailPage });

/** What a person can do without. */
const KINDS: readonly (readonly [NoticeKind, string])[] = [
  ["ASSIGNMENT", "Cases that are given or taken away"],
  ["ANSWER", "Answers to evidence requests"],
  ["PROGRESS", "Applications started for us, on hold and going on"],
  ["REMINDER", "Reminders by the scheme's operators"],
  ["REPORT", "Reports that are ready"],
];

/** Which letters somebody wants, and when. */
function MailPage() {
  const said = useLoad(ask("live", MailPreferences))?.mailPreferences;
  const [saved, setSaved] = useState(false);
  return (
    <Page title="Your e-mail" lead="Which letters you want, and when they go. Decisions, money and work that falls due always reach you.">
      {said ? (
        <MailForm key={said.version} now={said} onSaved={() => setSaved(true)} onChange={() => setSaved(false)} />
      ) : (
        <Skeleton lines={6} />
      )}
      {saved && <Notice tone="ok" title="Saved" />}
    </Page>
  );
}

type FormProps = { now: MailPreferencesQuery["mailPreferences"]; onSaved: () => void; onChange: () => void };
const TIME = /^([01]?\d|2[0-3]):[0-5]\d$/;

function MailForm({ now, onSaved, onChange }: FormProps) {
  const [unwanted, setUnwanted] = useState<readonly NoticeKind[]>(now.unwanted);
  const [quiet, setQuiet] = useState(now.quietFrom != null);
  const [from, setFrom] = useState(now.quietFrom ?? "22:00");
  const [until, setUntil] = useState(now.quietUntil ?? "07:00");
  const [digest, setDigest] = useState(now.digestHour != null);
  const [hour, setHour] = useState(String(now.digestHour ?? 8));
  const [tried, setTried] = useState(false);
  const set = useAct(SetMailPreferences, { onDone: onSaved });
  const wrong = {
    from: quiet && !TIME.test(from.trim()) ? "Enter a time of day such as 22:00" : undefined,
    until: !quiet
      ? undefined
      : !TIME.test(until.trim())
        ? "Enter a time of day such as 07:00"
        : until.trim() === from.trim()
          ? "Enter a time other than when quiet hours begin"
          : undefined,
    hour: digest && !/^([01]?\d|2[0-3])$/.test(hour.trim()) ? "Enter a whole hour from 0 to 23" : undefined,
  };
  const change = <T,>(put: (value: T) => void, value: T) => {
    onChange();
    put(value);
  };
  return (
    <form
      noValidate
      className="flex max-w-150 flex-col gap-6"
      onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        if (wrong.from || wrong.until || wrong.hour) return;
        set.mutate({
          unwanted: [...unwanted],
          quietFrom: quiet ? from.trim() : null,
          quietUntil: quiet ? until.trim() : null,
          digestHour: digest ? Number(hour) : null,
          version: now.version,
        });
      }}
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="pb-2 font-semibold">Letters you want</legend>
        {KINDS.map(([kind, label]) => (
          <Tick
            key={kind}
            label={label}
            checked={!unwanted.includes(kind)}
            onChange={(e) => change(setUnwanted, e.target.checked ? unwanted.filter((k) => k !== kind) : [...unwanted, kind])}
          />
        ))}
      </fieldset>
      <fieldset className="flex flex-col gap-3">
        <legend className="pb-2 font-semibold">Quiet hours</legend>
        <Tick
          label="No letters at certain hours: they wait until these end, unless something falls due that day"
          checked={quiet}
          onChange={(e) => change(setQuiet, e.target.checked)}
        />
        {quiet && (
          <div className="flex flex-wrap gap-4">
            <TextField
              id="quietFrom"
              size="md"
              width="short"
              label="From"
              hint="UK time, such as 22:00"
              value={from}
              onChange={(e) => change(setFrom, e.target.value)}
              error={tried ? wrong.from : undefined}
            />
            <TextField
              id="quietUntil"
              size="md"
              width="short"
              label="Until"
              hint="UK time, such as 07:00"
              value={until}
              onChange={(e) => change(setUntil, e.target.value)}
              error={tried ? wrong.until : undefined}
            />
          </div>
        )}
      </fieldset>
      <fieldset className="flex flex-col gap-3">
        <legend className="pb-2 font-semibold">Once a day</legend>
        <Tick
          label="One letter a day with whatever can wait, instead of each as it comes"
          checked={digest}
          onChange={(e) => change(setDigest, e.target.checked)}
        />
        {digest && (
          <TextField
            id="digestHour"
            size="md"
            width="short"
            inputMode="numeric"
            label="Hour"
            hint="UK time, 0 to 23"
            value={hour}
            onChange={(e) => change(setHour, e.target.value)}
            error={tried ? wrong.hour : undefined}
          />
        )}
      </fieldset>
      <Refusal error={set.error} title="Not saved" />
      <div>
        <Button type="submit" tone="primary" busy={set.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
