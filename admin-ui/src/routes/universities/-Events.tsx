import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { universityTimelineQuery } from "../../lib/universities";
import { count } from "../../ui/format";
import { Section, Skeleton } from "../../ui/kit";
import { Pages } from "../../ui/Pages";
import { Happened } from "../../ui/Timeline";

/** Everything that happened at a university, and what the scheme did about it, newest first (T4). */
export function Events({ id }: { id: string }) {
  const [after, setAfter] = useState<string>();
  const { data, error } = useQuery({ ...universityTimelineQuery(id, after), placeholderData: keepPreviousData });
  if (error && !data) throw error;
  const page = data?.universityTimeline;
  return (
    <Section title="Timeline">
      {page ? (
        <>
          <p className="text-sm text-ink-2">{count(page.totalCount, "event")}</p>
          <Happened events={page.nodes} />
          <Pages page={page} after={after} onPage={(next) => setAfter(next || undefined)} />
        </>
      ) : (
        <Skeleton lines={4} />
      )}
    </Section>
  );
}
