import type { ApplicationRequestsQuery } from "../../gql/graphql";
import type { Edition } from "../../lib/queries";
import { day } from "../../ui/format";
import { belowLowest } from "../../ui/levels";
import { SampleOf } from "../applications/-parts/SampleOf";
import { RATING } from "../applications/-parts/self";
import type { Case, Judged } from "./-judging";

type Props = { head: Case; edition: Edition; criteria: readonly Judged[]; requests: ApplicationRequestsQuery["application"]["requests"] };

/** The whole case on paper: every criterion with rating, statement and judgement. Shown in print alone. */
export function FullRecord({ head, edition, criteria, requests }: Props) {
  const byRef = new Map(criteria.map((c) => [c.criterion.ref, c]));
  return (
    <div className="hidden print:block">
      <p className="font-serif text-2xl">{head.university.name}</p>
      <p>
        {head.reference}, {head.programmes.map((p) => p.name).join(", ")}, {head.level.title} by the {edition.title}
      </p>
      {edition.pillars.map((p) => {
        const standing = head.pillars.find((s) => s.pillar.number === p.number);
        return (
          <section key={p.number} className="mt-6">
            <h2 className="text-xl font-semibold">
              {p.number}. {p.title}
            </h2>
            <p>
              Best fit: {standing?.bestFit?.title ?? belowLowest(edition.levels)}. Outcome:{" "}
              {standing?.outcome ? (standing.outcome.level?.title ?? belowLowest(edition.levels)) : "not confirmed"}.
              {standing?.outcome?.reason ? ` ${standing.outcome.reason}` : ""}
            </p>
            <ul>
              {p.criteria
                .filter((c) => c.level.rank <= head.level.rank)
                .map((c) => {
                  const j = byRef.get(c.ref);
                  return (
                    <li key={c.ref} className="mt-3">
                      <p className="font-medium">
                        {c.ref} {c.title} ({c.level.title})
                      </p>
                      <p>
                        Self-rating: {j?.rating ? RATING[j.rating.value] : "none"}. {j?.rating?.statement}
                      </p>
                      {j?.exceptions.map((x) => (
                        <p key={x.programmeId}>
                          {x.programme} differs: {RATING[x.value].toLowerCase()}. {x.statement}
                        </p>
                      ))}
                      <p>
                        Judgement: {j?.judgement ? RATING[j.judgement.value] : "none"}. {j?.judgement?.note}
                      </p>
                    </li>
                  );
                })}
            </ul>
          </section>
        );
      })}
      <SampleOf sample={head.sample} />
      {requests.map((r) => (
        <section key={r.id} className="mt-6">
          <h2 className="font-semibold">
            Evidence request, {r.criteria.join(", ")}, due {day(r.dueOn)}
          </h2>
          <p>{r.question}</p>
          {r.answer && <p>{r.answer}</p>}
        </section>
      ))}
    </div>
  );
}
