import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Select } from "../../../forms/fields";
import { graphql } from "../../../gql";
import { useAct } from "../../../lib/act";
import { actionOf, type Edition, type Head, standingQuery, useLoad } from "../../../lib/queries";
import * as paths from "../../../paths";
import { AskWhy } from "../../../ui/AskWhy";
import { Colonnade, LevelMark } from "../../../ui/Colonnade";
import { Button, Section, Skeleton } from "../../../ui/kit";
import { LANGUAGE } from "../../../ui/languages";
import { belowLowest } from "../../../ui/levels";
import { Page } from "../../../ui/Page";
import { Refusal } from "../../../ui/Refusal";
import { Missing } from "../-parts/Missing";
import { Covers } from "./Covers";

/** The programmes by name, or how many where there are more than a few. */
const coveredInWords = ({ programmes }: Head) =>
  programmes.length > 3 ? `${programmes.length} programmes` : programmes.map((p) => p.name).join(", ");

/** A draft: its pillars as tasks, the colonnade as progress, what is missing, and the way to submit. */
export function TaskList({ head, edition }: { head: Head; edition: Edition }) {
  const standing = useLoad(standingQuery(head.id))?.application;
  const levels = edition.levels;
  const done = standing?.pillars.filter((p) => p.rated >= p.criteria).length ?? 0;
  const submit = actionOf(head, "SUBMIT");
  const missing = standing?.missing ?? [];
  return (
    <Page
      size="3xl"
      width="read"
      title={`${head.level.title} application`}
      above={<Link {...paths.applications()}>Applications</Link>}
      lead={
        <>
          {coveredInWords(head)}, {head.reference}. {head.kind === "REACCREDITATION" ? "Renewal of the level held. " : ""}Judged by the{" "}
          {edition.title}.
        </>
      }
    >
      {!standing ? (
        <Skeleton lines={8} />
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-x-8 gap-y-4">
            <Colonnade
              size={64}
              levels={levels}
              sought={head.level}
              needed={edition.pillarsRequired}
              columns={standing.pillars.map((p) => ({ ...p.pillar, self: p.selfLevel }))}
            />
            <div className="flex flex-col gap-1">
              <p className="text-lg">
                <span className="font-semibold">
                  {done} of {standing.pillars.length} pillars rated.
                </span>{" "}
                So far you {standing.selfLevel ? "reach" : "stand"}{" "}
                {standing.selfLevel ? (
                  <LevelMark within level={standing.selfLevel} of={levels.length} />
                ) : (
                  <span className="font-medium">{belowLowest(levels).replace("Below", "below")}</span>
                )}
                .
              </p>
              <p className="max-w-[55ch] text-sm text-ink-2">
                An award at {head.level.title} needs {edition.pillarsRequired} of the {standing.pillars.length} pillars at{" "}
                {head.level.title} or above. A pillar gets there when more than half of the criteria of each level are met.
              </p>
            </div>
          </div>
          <Covers head={head} />
          <Section title={head.scope === "SINGLE" ? "Rate your programme" : "Rate your programmes as one"}>
            <ol className="border-t border-line">
              {standing.pillars.map((p) => {
                const whole = p.rated >= p.criteria;
                return (
                  <li
                    key={p.pillar.number}
                    className="relative flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-line py-3 hover:bg-accent-tint/40"
                  >
                    <Link
                      {...paths.pillar(head.id, p.pillar.number)}
                      className="min-w-0 flex-1 basis-56 text-lg font-medium after:absolute after:inset-0"
                    >
                      {p.pillar.number}. {p.pillar.title}
                    </Link>
                    <span className="w-56 text-sm text-ink-2">
                      {p.rated} of {p.criteria} rated, {p.evidenced} with evidence
                    </span>
                    <span className="w-28">
                      {p.selfLevel ? (
                        <LevelMark level={p.selfLevel} of={levels.length} />
                      ) : (
                        whole && <span className="text-ink-2">{belowLowest(levels)}</span>
                      )}
                    </span>
                    <span className={`w-24 text-sm ${whole ? "text-ink-2" : "font-medium text-accent"}`}>
                      {whole ? "Rated" : p.rated > 0 ? "In progress" : "Not started"}
                    </span>
                  </li>
                );
              })}
            </ol>
          </Section>
          <LanguageOf head={head} />
          <Section title="Check and submit">
            {missing.length > 0 ? (
              <>
                <p className="text-ink-2">Before you can submit:</p>
                <Missing reasons={missing} head={head} edition={edition} />
              </>
            ) : submit.allowed ? (
              <p>Nothing is missing. Check your answers, see the price and submit.</p>
            ) : (
              <Missing reasons={submit.reasons} head={head} edition={edition} />
            )}
            <div className="flex flex-wrap gap-3">
              <Link
                {...paths.check(head.id)}
                className={`btn inline-flex min-h-10 items-center rounded-md px-5 text-lg font-medium no-underline ${missing.length === 0 && submit.allowed ? "bg-accent text-on-accent hover:bg-accent-hover" : "border border-line-2 bg-surface text-ink hover:border-ink-3"}`}
              >
                Check answers and price
              </Link>
              <Withdraw head={head} />
            </div>
          </Section>
        </>
      )}
    </Page>
  );
}

const SetLanguage = graphql(
  `mutation SetApplicationLanguage($input: SetApplicationLanguageInput!) { setApplicationLanguage(input: $input) { application { id version language } } }`,
);

/** The language that a draft is written in: its manager says it, everybody reads it (W2). */
function LanguageOf({ head }: { head: Head }) {
  const set = useAct(SetLanguage);
  if (!actionOf(head, "SET_LANGUAGE").allowed) return <Section title="Language">{`It is written in ${LANGUAGE[head.language]}.`}</Section>;
  const shown = set.isPending ? set.variables.language : head.language;
  return (
    <Section title="Language">
      <Refusal error={set.error} title="Not changed" />
      <div className="flex flex-wrap items-end gap-x-4 gap-y-1">
        <Select
          id="language"
          label="Which language is it written in?"
          hint="Somebody who reads it judges it. It stays as it is once you submit."
          value={shown}
          onChange={(e) => set.mutate({ applicationId: head.id, version: head.version, language: e.target.value as Head["language"] })}
        >
          {Object.entries(LANGUAGE).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
        <span role="status" className="pb-2 text-sm text-ink-2">
          {set.isPending ? "Saving" : set.isSuccess ? "Saved" : ""}
        </span>
      </div>
    </Section>
  );
}

const WithdrawApplication = graphql(
  `mutation WithdrawApplication($input: WithdrawApplicationInput!) { withdrawApplication(input: $input) { application { id state version } } }`,
);

/** Takes an application back; it says why, and can't be undone. */
export function Withdraw({ head }: { head: Head }) {
  const [open, setOpen] = useState(false);
  const withdraw = useAct(WithdrawApplication, { onDone: () => setOpen(false) });
  const action = actionOf(head, "WITHDRAW");
  if (!action.allowed) return null;
  return (
    <>
      <Button tone="bare" onClick={() => setOpen(true)}>
        Withdraw
      </Button>
      {open && (
        <AskWhy
          title={`Withdraw ${head.reference}?`}
          missing="Say why it is withdrawn"
          error={withdraw.error}
          busy={withdraw.isPending}
          tone="bad"
          yes="Withdraw the application"
          no="Keep it"
          onYes={(reason) => withdraw.mutate({ applicationId: head.id, version: head.version, reason })}
          onClose={() => setOpen(false)}
        >
          A withdrawn application is not assessed and can't be opened again. The record of it stays.
        </AskWhy>
      )}
    </>
  );
}
