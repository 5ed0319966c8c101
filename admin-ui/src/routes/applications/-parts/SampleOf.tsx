import type { Finding } from "../../../gql/graphql";
import { Section } from "../../../ui/kit";

/** How what was found is called. */
export const FINDING: Record<Finding, string> = {
  CONFIRMED: "Run as the application says",
  NOT_CONFIRMED: "Not run as the application says",
};

type Props = { sample: readonly { programmeId: string; programme: string; why: string; finding?: Finding | null; note: string }[] };

/** The programmes that the assessor looked at more closely, why, and what was found (J7); nothing to see where there are none. */
export function SampleOf({ sample }: Props) {
  if (sample.length === 0) return null;
  return (
    <Section title="Programmes looked at more closely">
      <ul className="flex max-w-220 flex-col border-t border-line">
        {sample.map((one) => (
          <li key={one.programmeId} className="flex flex-col gap-1 border-b border-line py-3">
            <span>
              <span className="font-medium">{one.programme}</span>, {one.finding ? FINDING[one.finding].toLowerCase() : "not looked at yet"}
            </span>
            {one.note && <span className="max-w-[65ch] whitespace-pre-line">{one.note}</span>}
            <span className="max-w-[65ch] text-sm text-ink-2">Chosen because: {one.why}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
