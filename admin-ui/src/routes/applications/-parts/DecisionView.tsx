import { decisionQuery, type Edition, useLoad } from "../../../lib/queries";
import { Colonnade, LevelMark } from "../../../ui/Colonnade";
import { day, dayOf, list } from "../../../ui/format";
import { Facts, Section, Skeleton } from "../../../ui/kit";
import { belowLowest } from "../../../ui/levels";
import { AwardStatus } from "../../../ui/Status";
import { SampleOf } from "./SampleOf";

/** The decision in words and as data (J7), and the award that followed. */
export function DecisionView({ id, edition }: { id: string; edition: Edition }) {
  const data = useLoad(decisionQuery(id));
  if (!data) return <Skeleton lines={4} />;
  const { decision, award, sample } = data.application;
  if (!decision) return null;
  const of = edition.levels.length;
  return (
    <>
      <Section title="Decision">
        <div className="flex flex-wrap items-center gap-x-8 gap-y-3">
          <Colonnade
            size={48}
            levels={edition.levels}
            columns={decision.pillars.map((p) => ({ ...p.pillar, outcome: p.outcome, confirmed: true }))}
          />
          <p className="text-lg">
            {decision.level ? (
              <>
                Accredited at <LevelMark within level={decision.level} of={of} />
              </>
            ) : (
              <span className="font-semibold">Not accredited</span>
            )}
            , {day(dayOf(decision.decidedAt))}
          </p>
        </div>
        <ul className="flex max-w-[70ch] flex-col gap-1">
          {decision.sentences.map((s) => (
            <li key={s}>{s}</li>
          ))}
        </ul>
        {decision.feedback && <p className="max-w-[65ch] border-l-4 border-line-2 pl-4 whitespace-pre-line">{decision.feedback}</p>}
        <details className="max-w-220">
          <summary className="cursor-pointer text-accent">Pillar by pillar</summary>
          <ul className="mt-2 border-t border-line">
            {decision.pillars.map((p) => (
              <li key={p.pillar.number} className="flex flex-col gap-1 border-b border-line py-3">
                <span className="flex flex-wrap gap-x-4">
                  <span className="font-medium">
                    {p.pillar.number}. {p.pillar.title}
                  </span>
                  {p.outcome ? <LevelMark level={p.outcome} of={of} /> : <span>{belowLowest(edition.levels)}</span>}
                </span>
                {p.reason && (
                  <span className="max-w-[65ch] text-ink-2">
                    Departs from best fit ({p.bestFit?.title ?? belowLowest(edition.levels)}): {p.reason}
                  </span>
                )}
                {p.levels.map((l) => (
                  <span key={l.level.code} className="text-sm text-ink-2">
                    {l.level.title}: {l.met.length} met of {l.needed} needed{l.unmet.length > 0 ? `; not met: ${list(l.unmet)}` : ""}
                  </span>
                ))}
              </li>
            ))}
          </ul>
          <p className="mt-2 break-all text-sm text-ink-3">Digest of edition, judgements and evidence: {decision.digest}</p>
        </details>
      </Section>
      <SampleOf sample={sample} />
      {award && (
        <Section title="Award">
          <Facts
            rows={[
              [
                "Certificate number",
                <a key="n" href={award.url}>
                  {award.number}
                </a>,
              ],
              ["Level", <LevelMark key="l" level={award.level} of={of} />],
              ["State", <AwardStatus key="s" state={award.state} />],
              ["In force", `from ${day(award.awardedOn)} up to, not including, ${day(award.expiresOn)}`],
              [
                "Badge",
                <a key="b" href={award.badgeUrl}>
                  Digital logo (SVG)
                </a>,
              ],
            ]}
          />
        </Section>
      )}
    </>
  );
}
