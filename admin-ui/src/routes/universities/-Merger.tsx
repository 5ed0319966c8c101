import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { graphql } from "../../gql";
import type { MergePart } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { useLoad } from "../../lib/queries";
import { type MergePreview, mergePreviewQuery } from "../../lib/universities";
import * as paths from "../../paths";
import { AskWhy } from "../../ui/AskWhy";
import { count, list } from "../../ui/format";
import { Button, Facts, Notice, Reasons, Section, Skeleton } from "../../ui/kit";

const MergeUniversities = graphql(
  `mutation MergeUniversities($input: MergeUniversitiesInput!) { mergeUniversities(input: $input) { from { university { id } state } into { university { id } version } } }`,
);

const CALLED: Record<MergePart, readonly [row: string, one: string, many: string]> = {
  PERSON: ["People", "person", "people"],
  FORMER_MEMBER: ["Former members", "former member", "former members"],
  PROGRAMME: ["Programmes", "programme", "programmes"],
  FRAMEWORK: ["Delivery frameworks", "delivery framework", "delivery frameworks"],
  CONFLICT: ["Declared conflicts", "assessor", "assessors"],
  COACHING: ["Coached programmes", "coaching", "coachings"],
  NOTE: ["Notes", "note", "notes"],
};
/** As many names as a line takes; more are a press away. */
const AT_ONCE = 5;

/** What merging moves, what stays and why, what is in the way, and doing it. */
export function Merger({ from, into }: { from: string; into: string }) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const preview = useLoad(mergePreviewQuery(from, into))?.mergePreview;
  const merge = useAct(MergeUniversities, { onDone: () => void navigate(paths.university(into)) });
  if (!preview) return <Skeleton lines={8} />;
  const [gone, kept] = [preview.from.university.name, preview.into.university.name];
  return (
    <>
      {preview.reasons.length > 0 && (
        <Section title="What is in the way">
          <Reasons reasons={preview.reasons} />
        </Section>
      )}
      <Section title={`What moves to ${kept}`}>
        {preview.moves.length === 0 ? (
          <p className="text-ink-2">Nothing: {gone} has no people, and no programmes that could move.</p>
        ) : (
          <Facts rows={preview.moves.map((m) => [CALLED[m.part][0], <Moving key={m.part} moves={m} />])} />
        )}
        <p className="max-w-[65ch] text-ink-2">Who belongs to both keeps the higher role. People of {gone} sign in again.</p>
      </Section>
      <Staying preview={preview} />
      {preview.tiedCases.length > 0 && (
        <Notice tone="warn" title="Cases to be given to somebody else">
          <p className="max-w-[65ch]">Their assessors are tied to {gone}, and may judge nothing of the two once they are one (W1).</p>
          <ul className="mt-1.5">
            {preview.tiedCases.map((c) => (
              <li key={`${c.reference} ${c.assessor}`}>
                {c.reference}, with {c.assessor}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {preview.reasons.length === 0 && (
        <div className="no-print">
          <Button tone="bad" onClick={() => setAsking(true)}>
            Merge into {kept}
          </Button>
        </div>
      )}
      {asking && (
        <AskWhy
          title={`Merge ${gone} into ${kept}?`}
          missing="Say why they are merged"
          error={merge.error}
          failed="Not merged"
          busy={merge.isPending}
          tone="bad"
          yes="Merge them"
          no="Keep both"
          onYes={(reason) =>
            merge.mutate({ fromId: from, fromVersion: preview.from.version, intoId: into, intoVersion: preview.into.version, reason })
          }
          onClose={() => setAsking(false)}
        >
          <strong>This cannot be undone.</strong> {gone} is closed for good and its people are signed out; they find their programmes at{" "}
          {kept}.
        </AskWhy>
      )}
    </>
  );
}

/** What of one kind moves: how many, and the first by name. */
function Moving({ moves }: { moves: MergePreview["moves"][number] }) {
  const [, one, many] = CALLED[moves.part];
  const all = count(moves.count, one, many);
  if (moves.count <= AT_ONCE && moves.part !== "NOTE") return list(moves.named);
  return (
    <details>
      <summary>{all}</summary>
      <ul className="mt-1.5">
        {moves.named.map((name, i) => (
          <li key={i} className="wrap-anywhere">
            {name}
          </li>
        ))}
      </ul>
      {moves.count > moves.named.length && <p className="text-sm text-ink-2">And {moves.count - moves.named.length} more.</p>}
    </details>
  );
}

/** What stays with the one that is closed, and why. */
function Staying({ preview }: { preview: MergePreview }) {
  const gone = preview.from.university.name;
  return (
    <Section title={`What stays with ${gone}`}>
      <p className="max-w-[65ch] text-ink-2">
        Its applications, awards, quotes, invoices and statement, and all that happened there. Awards stand until they expire, under the
        name of {gone}.
      </p>
      {preview.stays.length > 0 && (
        <ul aria-label="What stays, and why" className="border-t border-line">
          {preview.stays.map((s) => (
            <li key={`${s.part} ${s.name}`} className="flex flex-wrap gap-x-4 border-b border-line py-2">
              <span className="min-w-0 basis-60 font-medium wrap-anywhere">{s.name}</span>
              <span className="min-w-0 flex-1 basis-72 text-ink-2">{s.why}</span>
            </li>
          ))}
        </ul>
      )}
      {preview.stayCount > preview.stays.length && (
        <p className="text-sm text-ink-2">And {preview.stayCount - preview.stays.length} more.</p>
      )}
    </Section>
  );
}
