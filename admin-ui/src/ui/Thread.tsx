import type { ReactNode } from "react";
import type { ApplicationRequestsQuery } from "../gql/graphql";
import { day, list, moment, relative } from "./format";
import { RequestStatus } from "./Status";

/** One evidence request with its answer. */
export type Asked = ApplicationRequestsQuery["application"]["requests"][number];

type Props = {
  requests: readonly Asked[];
  today: string;
  /** Which side reads it: what it did itself is told as such. */
  as: "assessor" | "university";
  evidence: (item: Asked["evidence"][number]) => ReactNode;
  /** What can be done about one now. */
  act?: (request: Asked) => ReactNode;
};

const WHO = {
  assessor: { asked: "You asked", answered: "The university answered", accepted: "You accepted", refused: "You did not accept" },
  university: {
    asked: "The assessor asked",
    answered: "You answered",
    accepted: "The assessor accepted",
    refused: "The assessor did not accept",
  },
} as const;

/** What was asked of an answer and is not accepted. */
export const refused = (r: Asked) => (r.accepted ? r.criteria.filter((c) => !r.accepted?.includes(c)) : []);

/** Every question, answer and acceptance in order, round by round: the same thread for both sides. */
export function Thread({ requests, today, as, evidence, act }: Props) {
  const who = WHO[as];
  return (
    <ol aria-label="Evidence requests" className="flex flex-col">
      {requests.map((r) => {
        const left = refused(r);
        return (
          <li key={r.id} className="flex flex-col gap-2 border-t border-line py-3 first:border-t-0 first:pt-1">
            <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-2">
              <span className="font-semibold text-ink">Round {r.round}</span>
              <RequestStatus state={r.state} />
              <span>
                about {r.criteria.join(", ")}, due {day(r.dueOn)}
                {r.state === "OPEN" ? `, ${relative(r.dueOn, today)}` : ""}
              </span>
            </p>
            <Said by={who.asked} at={r.askedAt}>
              <p className="max-w-[65ch] whitespace-pre-line">{r.question}</p>
            </Said>
            {r.answer && r.answeredAt && (
              <Said by={who.answered} at={r.answeredAt}>
                <p className="max-w-[65ch] whitespace-pre-line">{r.answer}</p>
              </Said>
            )}
            {r.evidence.length > 0 && (
              <ul aria-label={`Evidence of round ${r.round}`} className="flex flex-wrap gap-x-4 gap-y-1 pl-4 text-sm">
                {r.evidence.map((e) => (
                  <li key={e.id}>{evidence(e)}</li>
                ))}
              </ul>
            )}
            {r.state === "LAPSED" && <p className="pl-4 text-sm text-ink-2">Nothing was answered by {day(r.dueOn)}.</p>}
            {r.accepted && (
              <Said by={r.accepted.length > 0 ? `${who.accepted} ${list(r.accepted)}` : `${who.refused} it`} at={r.closedAt}>
                {r.accepted.length > 0 && left.length > 0 && (
                  <p>
                    {who.refused} {list(left)}.
                  </p>
                )}
              </Said>
            )}
            {act?.(r)}
          </li>
        );
      })}
    </ol>
  );
}

function Said({ by, at, children }: { by: string; at?: string | null | undefined; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-0.5 border-l-2 border-line-2 pl-3.5">
      <p className="flex flex-wrap gap-x-3 text-sm">
        <span className="font-medium">{by}</span>
        {at && <span className="text-ink-3">{moment(at)}</span>}
      </p>
      {children}
    </div>
  );
}
