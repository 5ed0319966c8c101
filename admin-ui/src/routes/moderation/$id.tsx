import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import { Group, TextArea } from "../../forms/fields";
import { graphql } from "../../gql";
import type { ModerationQuery } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { ask } from "../../lib/graphql";
import { actionOf, editionQuery, useLoad } from "../../lib/queries";
import { useSeen } from "../../lib/seen";
import * as paths from "../../paths";
import { LevelMark } from "../../ui/Colonnade";
import { day, dayOf } from "../../ui/format";
import { Button, Empty, Facts, Notice, Reasons, Section, Skeleton, Tick } from "../../ui/kit";
import { belowLowest, type Level, upTo } from "../../ui/levels";
import { Page } from "../../ui/Page";
import { Refusal } from "../../ui/Refusal";
import { Status } from "../../ui/Status";

const Moderation = graphql(`query Moderation($id: ID!) {
  application(id: $id) {
    id reference state version unread
    level { code title rank }
    university { id name }
    programmes { id name }
    edition { id }
    actions { name allowed reasons { rule message field } }
    pillars { askedFirst pillar { number title } }
    secondMarking {
      why openedAt submittedAt differs settledAt settledReason
      comparison {
        sentences
        first { code title rank }
        second { code title rank }
        pillars { pillar { number title } first { code title rank } second { code title rank } }
        criteria { ref pillar first { value note } second { value note } }
      }
    }
  }
}`);
type Case = ModerationQuery["application"];
type Done = "settled" | "back";
type Comparison = NonNullable<NonNullable<Case["secondMarking"]>["comparison"]>;

const Settle = graphql(
  `mutation SettleDifference($input: SettleDifferenceInput!) { settleDifference(input: $input) { application { id state version } } }`,
);
const SendBack = graphql(`mutation SendBack($input: SendBackInput!) { sendBack(input: $input) { application { id state version } } }`);

export const Route = createFileRoute("/moderation/$id")({ component: ModerationPage });

const MARK = { MET: "Met", PARTLY_MET: "Partly met", NOT_MET: "Not met" } as const;
const WHY = { NEW_ASSESSOR: "Its assessor is new", DRAWN: "It was drawn" } as const;

/** What two assessors of a case differ on, criterion by criterion, and where a lead assessor settles it (J6). */
function ModerationPage() {
  const { id } = Route.useParams();
  const head = useLoad(ask("live", Moderation, { id }))?.application;
  const edition = useLoad({ ...editionQuery(head?.edition.id ?? ""), enabled: Boolean(head) })?.edition;
  const [done, setDone] = useState<Done>();
  useSeen(id, head?.unread ?? false);
  if (!head || !edition)
    return (
      <div className="p-8">
        <Skeleton lines={8} label="Loading the case" />
      </div>
    );
  const second = head.secondMarking;
  const comparison = second?.comparison;
  const titles = new Map(edition.pillars.flatMap((p) => p.criteria.map((c) => [c.ref, c.title])));
  return (
    <Page
      title={head.university.name}
      above={
        <>
          <Link {...paths.caseload()}>Caseload</Link>, {head.reference}
        </>
      }
      lead={head.programmes.map((p) => p.name).join(", ")}
    >
      {done ? (
        // It is no longer the lead's to read: what stands here is what was done.
        <Notice tone="ok" title={done === "settled" ? "Settled" : "Sent back"}>
          <p>
            {done === "settled"
              ? "The decision goes out now. The university reads your reason only where the outcome departs from best fit."
              : "The assessor reads your reason and goes on judging."}
          </p>
        </Notice>
      ) : (
        <div className="flex max-w-240 flex-col gap-8">
          <Facts
            rows={[
              ["State", <Status key="s" state={head.state} />],
              ["Level applied for", <LevelMark key="l" level={head.level} of={edition.levels.length} />],
              second ? ["Second-marked because", WHY[second.why]] : null,
              second?.submittedAt ? ["Second marks submitted", day(dayOf(second.submittedAt))] : null,
            ]}
          />
          {!second ? (
            <Empty title="Not second-marked">This case was not sampled.</Empty>
          ) : !second.submittedAt ? (
            <Empty title="Waiting for the second marks">Nobody sees either assessor's marks beside the other's until both are in.</Empty>
          ) : !comparison ? (
            <Notice tone="info" title="You marked this case yourself">
              Another lead assessor settles it.
            </Notice>
          ) : (
            <>
              <Section title="Where they differ">
                {comparison.criteria.length === 0 ? (
                  <p>Every criterion is marked alike.</p>
                ) : (
                  <ul className="border-t border-line">
                    {comparison.criteria.map((c) => (
                      <li key={c.ref} className="grid gap-x-6 gap-y-1 border-b border-line py-3 md:grid-cols-2">
                        <h3 className="font-medium md:col-span-2">
                          {c.ref} <span className="font-normal text-ink-2">{titles.get(c.ref)}</span>
                        </h3>
                        <Marked who="First" mark={c.first} />
                        <Marked who="Second" mark={c.second} />
                      </li>
                    ))}
                  </ul>
                )}
              </Section>
              <SettleForm
                head={head}
                comparison={comparison}
                levels={upTo(edition.levels, head.level)}
                all={edition.levels}
                onDone={setDone}
              />
            </>
          )}
        </div>
      )}
    </Page>
  );
}

function Marked({ who, mark }: { who: string; mark: { value: keyof typeof MARK; note: string } | null | undefined }) {
  return (
    <p className="min-w-0">
      <span className="text-sm text-ink-3">{who} assessor: </span>
      <span className="font-medium">{mark ? MARK[mark.value] : "Not marked"}</span>
      {mark?.note && <span className="block whitespace-pre-wrap text-ink-2">{mark.note}</span>}
    </p>
  );
}

type FormProps = { head: Case; comparison: Comparison; levels: readonly Level[]; all: readonly Level[]; onDone: (done: Done) => void };

function SettleForm({ head, comparison, levels, all, onDone }: FormProps) {
  const [chosen, setChosen] = useState<Record<number, string>>({});
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState<"settle" | "back">();
  const settle = useAct(Settle, { onDone: () => onDone("settled") });
  const back = useAct(SendBack, { onDone: () => onDone("back") });
  const action = actionOf(head, "SETTLE");
  const sendBack = actionOf(head, "SEND_BACK");
  const said = (level: Level | null | undefined) => level?.title ?? belowLowest(all);
  if (head.state === "DECIDED" || head.secondMarking?.settledAt)
    return (
      <Notice tone="info" title="Settled">
        {head.secondMarking?.settledReason ?? "The decision is released."}
      </Notice>
    );
  if (comparison.pillars.length === 0) return <p>Every pillar is at the same level, so there is nothing to settle.</p>;
  const open = comparison.pillars.filter((p) => chosen[p.pillar.number] === undefined);
  return (
    <Section title="Settle it">
      {!action.allowed && <Reasons reasons={action.reasons} />}
      {comparison.pillars.map((p) => {
        const asked = head.pillars.find((x) => x.pillar.number === p.pillar.number)?.askedFirst;
        return (
          <Group
            key={p.pillar.number}
            id={`pillar-${p.pillar.number}`}
            size="md"
            label={`${p.pillar.number}. ${p.pillar.title}`}
            hint={`The first assessor says ${said(p.first)}, the second ${said(p.second)}.${asked ? "" : ` Evidence was not asked for on it: below ${head.level.title}, send the case back first.`}`}
            error={tried === "settle" && chosen[p.pillar.number] === undefined ? "Choose its level" : undefined}
          >
            {[...levels, null].map((l) => (
              <Tick
                key={l?.code ?? ""}
                type="radio"
                name={`pillar-${p.pillar.number}`}
                label={said(l)}
                checked={chosen[p.pillar.number] === (l?.code ?? "")}
                onChange={() => setChosen((now) => ({ ...now, [p.pillar.number]: l?.code ?? "" }))}
              />
            ))}
          </Group>
        );
      })}
      <TextArea
        id="reason"
        size="md"
        label="Reason"
        hint="Kept with the outcome; the university reads it where the outcome departs from best fit. When sent back: what the assessor is to do."
        value={reason}
        onChange={(e) => setReason(e.target.value)}
        error={tried && !reason.trim() ? "Say why" : undefined}
      />
      <Refusal error={settle.error ?? back.error} title="Nothing was changed" />
      <div className="flex flex-wrap gap-2">
        <Button
          tone="primary"
          busy={settle.isPending}
          disabled={!action.allowed}
          onClick={() => {
            setTried("settle");
            if (open.length === 0 && reason.trim())
              settle.mutate({
                applicationId: head.id,
                levels: comparison.pillars.map((p) => ({ pillar: p.pillar.number, level: chosen[p.pillar.number] || null })),
                reason: reason.trim(),
              });
          }}
        >
          Settle and release the decision
        </Button>
        <Button
          busy={back.isPending}
          disabled={!sendBack.allowed}
          onClick={() => {
            setTried("back");
            if (reason.trim()) back.mutate({ applicationId: head.id, reason: reason.trim() });
          }}
        >
          Send back to the assessor
        </Button>
      </div>
    </Section>
  );
}
