import { Link, useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import type { Rating } from "../../gql/graphql";
import { decisionQuery, type Edition, evidenceQuery, requestsQuery, useLoad } from "../../lib/queries";
import { useSeen } from "../../lib/seen";
import { useToday } from "../../lib/viewer";
import * as paths from "../../paths";
import { Colonnade, LevelMark } from "../../ui/Colonnade";
import { Due } from "../../ui/Due";
import { count, some } from "../../ui/format";
import { Held } from "../../ui/Held";
import { Button, Skeleton } from "../../ui/kit";
import { LANGUAGE } from "../../ui/languages";
import { belowLowest } from "../../ui/levels";
import { Title } from "../../ui/Page";
import { Saved } from "../../ui/Saved";
import { Status } from "../../ui/Status";
import { DecisionView } from "../applications/-parts/DecisionView";
import { CriterionRow } from "./-CriterionRow";
import { DecideDialog } from "./-Decide";
import { EvidencePane } from "./-EvidencePane";
import { asDraft, type Case, judgeCriteriaQuery, judgementsOf } from "./-judging";
import { Cap, KeysDialog, shortcut, useJudgeKeys } from "./-keys";
import { PendingBar, SecondBar, SubmitSecondDialog } from "./-Moderation";
import { OutcomeBar } from "./-OutcomeBar";
import { PhraseDialog } from "./-Phrases";
import { FullRecord } from "./-Record";
import { RequestDialog, RequestList } from "./-Requests";
import { SampleDialog } from "./-Sample";

type Props = { head: Case; edition: Edition; pillar: number };

/** The judge screen: criteria left, evidence right, the outcome at the foot, the keyboard all the way. */
export function JudgeScreen({ head, edition, pillar: number }: Props) {
  const navigate = useNavigate();
  const today = useToday();
  const criteria = useLoad(judgeCriteriaQuery(head.id))?.application.criteria;
  const evidence = useLoad(evidenceQuery(head.id))?.application.evidence ?? [];
  const requests = useLoad(requestsQuery(head.id))?.application.requests ?? [];
  const store = judgementsOf(head.id);
  const [ref, setRef] = useState<string>();
  const [shown, setShown] = useState<string>();
  const [dialog, setDialog] = useState<"request" | "decide" | "keys" | "sample">();
  const [again, setAgain] = useState<{ refs: readonly string[]; round: number }>();
  const [phrase, setPhrase] = useState<{ ref: string; keep?: string }>();
  useEffect(() => {
    for (const c of criteria ?? []) {
      const kept = asDraft(c.judgement);
      store.seed(c.criterion.ref, kept.value, kept.version);
    }
  }, [criteria, store]);

  const pillar = edition.pillars.find((p) => p.number === number) ?? edition.pillars[0];
  const list = pillar?.criteria.filter((c) => c.level.rank <= head.level.rank) ?? [];
  const at = Math.max(
    0,
    list.findIndex((c) => c.ref === ref),
  );
  const current = list[at];
  const standing = head.pillars.find((p) => p.pillar.number === pillar?.number);
  const judge = head.actions.find((a) => a.name === "JUDGE");
  const request = head.actions.find((a) => a.name === "REQUEST_EVIDENCE");
  const second = head.myRole === "SECOND_ASSESSOR";
  const decide = head.actions.find((a) => a.name === (second ? "SUBMIT_SECOND" : "DECIDE"));
  const editable = judge?.allowed ?? false;
  useSeen(head.id, head.unread);
  const submitted = second && Boolean(head.secondMarking?.submittedAt);
  const decided = head.state === "DECIDED";
  const decision = useLoad({ ...decisionQuery(head.id), enabled: decided })?.application.decision;

  const mark = useCallback(
    (which: string, value: Rating) => {
      const draft = store.entry(which)?.value;
      if (!draft) return;
      store.edit(which, { ...draft, value });
      void store.flush();
    },
    [store],
  );
  const open = useCallback((evidenceId: string) => {
    setShown(evidenceId);
    // On a narrow screen the evidence stands below the criteria.
    document.getElementById("evidence")?.scrollIntoView({ block: "nearest" });
  }, []);
  const turn = (by: number) => {
    const i = edition.pillars.findIndex((p) => p.number === pillar?.number);
    const next = edition.pillars[(i + by + edition.pillars.length) % edition.pillars.length];
    setRef(undefined);
    if (next) void navigate(paths.judge(head.id, next.number));
    return Boolean(next);
  };
  const decideNow = () => void store.flush().then(() => setDialog("decide"));
  const go = (by: number) => {
    const next = list[Math.max(0, Math.min(list.length - 1, at + by))];
    setRef(next?.ref);
    // The focus goes along, so that Tab and a screen reader go on from there.
    if (next) document.getElementById(`criterion-${next.ref}`)?.focus();
    return true;
  };
  const judgeAs = (value: Rating) => {
    if (!current || !editable) return false;
    setRef(current.ref);
    mark(current.ref, value);
    return true;
  };
  const turnEvidence = (by: number) => {
    const own = evidence.filter((x) => current && x.criteria.includes(current.ref));
    const i = own.findIndex((x) => x.id === shown);
    const next = own[(i < 0 && by < 0 ? own.length - 1 : i + by + own.length) % Math.max(1, own.length)];
    if (next) open(next.id);
    return Boolean(next);
  };
  useJudgeKeys(
    dialog || phrase
      ? {}
      : {
          next: () => go(1),
          before: () => go(-1),
          met: () => judgeAs("MET"),
          partly: () => judgeAs("PARTLY_MET"),
          not: () => judgeAs("NOT_MET"),
          note: (_, e) => {
            if (!current || (e.target as HTMLElement).closest("a, button, summary, label, input")) return false;
            setRef(current.ref);
            setTimeout(() => {
              const note = document.getElementById(`note-${current.ref}`) as HTMLTextAreaElement | null;
              note?.focus();
              note?.setSelectionRange(note.value.length, note.value.length);
            });
            return true;
          },
          phrase: () => {
            if (!current || !editable) return false;
            setRef(current.ref);
            setPhrase({ ref: current.ref });
            return true;
          },
          evidence: () => turnEvidence(1),
          evidenceBefore: () => turnEvidence(-1),
          request: () => {
            if (request?.allowed) setDialog("request");
            return Boolean(request?.allowed);
          },
          pillarBefore: () => turn(-1),
          pillar: () => turn(1),
          decide: () => {
            if (!decide || decided || submitted) return false;
            decideNow();
            return true;
          },
          sample: () => {
            if (head.scope === "SINGLE") return false;
            setDialog("sample");
            return true;
          },
          sheet: () => {
            setDialog("keys");
            return true;
          },
        },
  );
  const onPhrase = useCallback((which: string, keep?: string) => setPhrase(keep === undefined ? { ref: which } : { ref: which, keep }), []);
  if (!pillar || !standing) return null;
  const unmet = list.filter((c) => {
    const value = store.entry(c.ref)?.value.value;
    return value === "NOT_MET" || value === "PARTLY_MET";
  });
  const all = head.pillars.reduce((n, p) => n + p.criteria, 0);
  const left = all - head.pillars.reduce((n, p) => n + p.judged, 0);
  const columns = head.pillars.map((p) => ({ ...p.pillar, self: p.selfLevel, outcome: p.outcome?.level, confirmed: Boolean(p.outcome) }));
  return (
    <>
      <div className="tall no-print flex flex-col">
        <header className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line px-5 py-3">
          <div className="min-w-0 flex-1 basis-80">
            <Title size="xl" text={head.university.name} />
            <p className="flex flex-wrap items-center gap-x-2 text-ink-2">
              <Link {...paths.caseload()}>Caseload</Link> <span>{head.reference}</span>{" "}
              <span>{some(head.programmes.map((p) => p.name))},</span>
              {head.language !== "ENGLISH" && <span className="font-medium">written in {LANGUAGE[head.language]},</span>}
              <span className="flex items-center gap-1.5">
                seeking <LevelMark level={head.level} of={edition.levels.length} />
              </span>
              <Status state={head.state} awarded={decision ? Boolean(decision.level) : undefined} />
              {head.dueOn && !decided && (
                <span className="flex gap-1">
                  {head.state === "IN_ASSESSMENT" ? "due" : ""} <Due of={head} today={today} requests={requests} />
                </span>
              )}
            </p>
          </div>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Colonnade size={30} levels={edition.levels} columns={columns} sought={head.level} needed={edition.pillarsRequired} />
            {!decided && (
              <p role="status" className="text-sm text-ink-2">
                {left === 0 ? `All ${all} judged` : `${left} of ${all} left`}
              </p>
            )}
            {editable && <Saved store={store} />}
            <Button size="sm" tone="bare" aria-keyshortcuts={shortcut("sheet")} onClick={() => setDialog("keys")}>
              Keys <Cap act="sheet" />
            </Button>
            {head.scope !== "SINGLE" && (
              <Button aria-keyshortcuts={shortcut("sample")} onClick={() => setDialog("sample")}>
                {count(head.programmes.length, "programme")} <Cap act="sample" />
              </Button>
            )}
            {!decided && request && (
              <Button
                aria-keyshortcuts={shortcut("request")}
                disabled={!request?.allowed}
                title={request?.allowed ? undefined : request?.reasons.map((r) => r.message).join(" ")}
                onClick={() => setDialog("request")}
              >
                Request more evidence <Cap act="request" />
              </Button>
            )}
            {decide && !decided && !submitted && (
              <Button tone="primary" aria-keyshortcuts={shortcut("decide")} onClick={decideNow}>
                {second ? "Submit marks" : "Decide"} <Cap act="decide" />
              </Button>
            )}
          </div>
        </header>
        <PendingBar head={head} />
        <Held hold={head.hold} />
        <SecondBar head={head} />
        <nav aria-label="Pillars" className="flex shrink-0 overflow-x-auto border-b border-line px-3">
          {head.pillars.map((p) => {
            const here = p.pillar.number === pillar.number;
            return (
              <Link
                key={p.pillar.number}
                {...paths.judge(head.id, p.pillar.number)}
                resetScroll={false}
                aria-current={here ? "step" : undefined}
                onClick={() => setRef(undefined)}
                className={`border-b-2 px-3 py-2 whitespace-nowrap no-underline -outline-offset-2 ${here ? "border-accent font-medium text-ink" : "border-transparent text-ink-2 hover:text-ink"}`}
              >
                {p.pillar.title}
                <span className="block text-xs font-normal text-ink-3">
                  {p.outcome
                    ? (p.outcome.level?.title ?? belowLowest(edition.levels))
                    : `${p.judged < p.criteria ? `${p.criteria - p.judged} of ${p.criteria} left` : "To confirm"}, self ${p.selfLevel?.title ?? belowLowest(edition.levels)}`}
                </span>
              </Link>
            );
          })}
        </nav>
        <div className="grid min-h-0 flex-1 md:grid-cols-[minmax(360px,5fr)_minmax(0,7fr)]">
          <section aria-label="Criteria" className="flex min-h-0 min-w-0 flex-col border-line md:border-r">
            {!editable && !decided && !submitted && !head.hold && judge && judge.reasons.length > 0 && (
              <p className="border-b border-line bg-info-tint px-4 py-2 text-sm">{judge.reasons.map((r) => r.message).join(" ")}</p>
            )}
            <div className="flex min-h-0 flex-1 flex-col md:overflow-auto">
              {decided && (
                <div className="flex flex-col gap-6 border-b border-line p-4">
                  <DecisionView id={head.id} edition={edition} />
                </div>
              )}
              {!criteria ? (
                <div className="flex-1 p-4">
                  <Skeleton lines={8} />
                </div>
              ) : (
                <ol aria-label={`Criteria of ${pillar.title}`} className="flex-1 p-2 -outline-offset-2">
                  {list.map((c, i) => (
                    <CriterionRow
                      key={c.ref}
                      criterion={c}
                      judged={criteria.find((x) => x.criterion.ref === c.ref)}
                      evidence={evidence.filter((e) => e.criteria.includes(c.ref))}
                      covered={head.programmes}
                      store={store}
                      levels={edition.levels.length}
                      current={i === at}
                      editable={editable}
                      shown={shown}
                      onCurrent={setRef}
                      onOpen={open}
                      mark={mark}
                      onPhrase={onPhrase}
                    />
                  ))}
                </ol>
              )}
            </div>
            {!decided && (
              <OutcomeBar
                key={pillar.number}
                head={head}
                standing={standing}
                levels={edition.levels}
                editable={editable}
                beforeSend={() => store.flush()}
                askFirst={request?.allowed ? () => setDialog("request") : undefined}
              />
            )}
          </section>
          <section id="evidence" aria-label="Evidence" className="flex min-h-0 min-w-0 flex-col bg-sunken max-md:min-h-120">
            <RequestList
              requests={requests}
              editable={editable || Boolean(request?.allowed)}
              onOpen={open}
              onAgain={(refs, round) => {
                setAgain({ refs, round });
                setDialog("request");
              }}
            />
            <EvidencePane item={evidence.find((e) => e.id === shown)} />
          </section>
        </div>
      </div>
      <FullRecord head={head} edition={edition} criteria={criteria ?? []} requests={requests} />
      {dialog === "request" && (
        <RequestDialog
          application={head.id}
          criteria={edition.pillars.flatMap((p) =>
            p.criteria.filter((c) => (p.number === pillar.number && list.includes(c)) || again?.refs.includes(c.ref)),
          )}
          chosen={again?.refs ?? (unmet.length > 0 ? unmet : current ? [current] : []).map((c) => c.ref)}
          again={again?.round}
          onClose={() => {
            setDialog(undefined);
            setAgain(undefined);
          }}
        />
      )}
      {dialog === "decide" && second && <SubmitSecondDialog head={head} onClose={() => setDialog(undefined)} />}
      {dialog === "decide" && !second && (
        <DecideDialog head={head} edition={edition} onSample={() => setDialog("sample")} onClose={() => setDialog(undefined)} />
      )}
      {dialog === "sample" && (
        <SampleDialog head={head} editable={editable && head.myRole === "FIRST_ASSESSOR"} onClose={() => setDialog(undefined)} />
      )}
      {phrase && <PhraseDialog kind="NOTE" field={`note-${phrase.ref}`} keep={phrase.keep} onClose={() => setPhrase(undefined)} />}
      {dialog === "keys" && <KeysDialog onClose={() => setDialog(undefined)} />}
    </>
  );
}
