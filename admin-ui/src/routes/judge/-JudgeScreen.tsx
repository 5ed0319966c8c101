import { Link, useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import type { Rating } from "../../gql/graphql";
import { useKeys } from "../../lib/keys";
import { decisionQuery, type Edition, evidenceQuery, requestsQuery, useLoad } from "../../lib/queries";
import { useToday } from "../../lib/viewer";
import * as paths from "../../paths";
import { Colonnade, LevelMark } from "../../ui/Colonnade";
import { Due } from "../../ui/Due";
import { Button, Kbd, Skeleton } from "../../ui/kit";
import { belowLowest } from "../../ui/levels";
import { Title } from "../../ui/Page";
import { Saved } from "../../ui/Saved";
import { Status } from "../../ui/Status";
import { DecisionView } from "../applications/-parts/DecisionView";
import { CriterionRow } from "./-CriterionRow";
import { DecideDialog, KeysDialog } from "./-Decide";
import { EvidencePane } from "./-EvidencePane";
import { asDraft, type Case, judgeCriteriaQuery, judgementsOf } from "./-judging";
import { OutcomeBar } from "./-OutcomeBar";
import { FullRecord } from "./-Record";
import { RequestDialog, RequestList } from "./-Requests";

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
  const [dialog, setDialog] = useState<"request" | "decide" | "keys">();
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
  const decide = head.actions.find((a) => a.name === "DECIDE");
  const editable = judge?.allowed ?? false;
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
  };
  useKeys((key, e) => {
    if (dialog) return false;
    const marked = { m: "MET", p: "PARTLY_MET", n: "NOT_MET" }[key] as Rating | undefined;
    if (key === "j" || key === "k") setRef(list[Math.max(0, Math.min(list.length - 1, at + (key === "j" ? 1 : -1)))]?.ref);
    else if (marked && current && editable) {
      setRef(current.ref);
      mark(current.ref, marked);
    } else if (key === "[") turn(-1);
    else if (key === "]") turn(1);
    else if (key === "e" && request?.allowed) setDialog("request");
    else if (key === "?") setDialog("keys");
    else if (key === "o" && current) {
      const own = evidence.filter((x) => x.criteria.includes(current.ref));
      const next = own[(own.findIndex((x) => x.id === shown) + 1) % Math.max(1, own.length)];
      if (next) open(next.id);
    } else if (key === "Enter" && current && !(e.target as HTMLElement).closest("a, button, summary, label")) {
      setRef(current.ref);
      setTimeout(() => document.getElementById(`note-${current.ref}`)?.focus());
    } else return false;
  });
  if (!pillar || !standing) return null;
  const unmet = list.filter((c) => {
    const value = store.entry(c.ref)?.value.value;
    return value === "NOT_MET" || value === "PARTLY_MET";
  });
  const columns = head.pillars.map((p) => ({ ...p.pillar, self: p.selfLevel, outcome: p.outcome?.level, confirmed: Boolean(p.outcome) }));
  return (
    <>
      <div className="tall no-print flex flex-col">
        <header className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line px-5 py-3">
          <div className="min-w-0 flex-1 basis-80">
            <Title size="xl" text={head.university.name} />
            <p className="flex flex-wrap items-center gap-x-2 text-ink-2">
              <Link {...paths.caseload()}>Caseload</Link> <span>{head.reference}</span>{" "}
              <span>{head.programmes.map((p) => p.name).join(", ")},</span>
              <span className="flex items-center gap-1.5">
                seeking <LevelMark level={head.level} of={edition.levels.length} />
              </span>
              <Status state={head.state} awarded={decision ? Boolean(decision.level) : undefined} />
              {head.dueOn && !decided && (
                <span className="flex gap-1">
                  {head.state === "IN_ASSESSMENT" ? "due" : ""} <Due of={head} today={today} />
                </span>
              )}
            </p>
          </div>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Colonnade size={30} levels={edition.levels} columns={columns} sought={head.level} needed={edition.pillarsRequired} />
            {editable && <Saved store={store} />}
            <Button size="sm" tone="bare" aria-keyshortcuts="?" onClick={() => setDialog("keys")}>
              Keys <Kbd>?</Kbd>
            </Button>
            {!decided && (
              <Button
                aria-keyshortcuts="e"
                disabled={!request?.allowed}
                title={request?.allowed ? undefined : request?.reasons.map((r) => r.message).join(" ")}
                onClick={() => setDialog("request")}
              >
                Request more evidence <Kbd>E</Kbd>
              </Button>
            )}
            {decide && !decided && (
              <Button tone="primary" onClick={() => void store.flush().then(() => setDialog("decide"))}>
                Decide
              </Button>
            )}
          </div>
        </header>
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
                    : p.judged > 0
                      ? `${p.judged} of ${p.criteria} judged`
                      : `Self: ${p.selfLevel?.title ?? belowLowest(edition.levels)}`}
                </span>
              </Link>
            );
          })}
        </nav>
        <div className="grid min-h-0 flex-1 md:grid-cols-[minmax(360px,5fr)_minmax(0,7fr)]">
          <section aria-label="Criteria" className="flex min-h-0 min-w-0 flex-col border-line md:border-r">
            {!editable && !decided && judge && judge.reasons.length > 0 && (
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
                      store={store}
                      levels={edition.levels.length}
                      current={i === at}
                      editable={editable}
                      shown={shown}
                      onCurrent={setRef}
                      onOpen={open}
                      mark={mark}
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
            <RequestList requests={requests} editable={editable || Boolean(request?.allowed)} onOpen={open} />
            <EvidencePane item={evidence.find((e) => e.id === shown)} />
          </section>
        </div>
      </div>
      <FullRecord head={head} edition={edition} criteria={criteria ?? []} requests={requests} />
      {dialog === "request" && (
        <RequestDialog
          application={head.id}
          criteria={list}
          chosen={(unmet.length > 0 ? unmet : current ? [current] : []).map((c) => c.ref)}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === "decide" && <DecideDialog head={head} edition={edition} onClose={() => setDialog(undefined)} />}
      {dialog === "keys" && <KeysDialog onClose={() => setDialog(undefined)} />}
    </>
  );
}
