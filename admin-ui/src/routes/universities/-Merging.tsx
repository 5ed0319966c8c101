import { Link } from "@tanstack/react-router";
import type { UniversityRecord } from "../../lib/universities";
import * as paths from "../../paths";
import { ButtonLink, Section } from "../../ui/kit";

/** The way to merging a university into another, or to the one that continues it. */
export function Merging({ record }: { record: UniversityRecord }) {
  if (record.continuedBy) {
    return (
      <Section title={`Continued by ${record.continuedBy.name}`}>
        <p className="max-w-[65ch] text-ink-2">
          It was merged for good: its people and what was not applied for are with{" "}
          <Link {...paths.university(record.continuedBy.id)}>{record.continuedBy.name}</Link>. What was applied for, awarded and invoiced
          stays here.
        </p>
      </Section>
    );
  }
  if (record.state === "CLOSED") return null;
  return (
    <Section title="Merge it into another">
      <p className="max-w-[65ch] text-ink-2">
        For a university that is here twice. Its people and the programmes that nothing was applied for move to the other; what was applied
        for, awarded and invoiced stays. You see all of it before anything is done.
      </p>
      <div className="no-print">
        <ButtonLink {...paths.mergeUniversity(record.university.id)}>Merge into another…</ButtonLink>
      </div>
    </Section>
  );
}
