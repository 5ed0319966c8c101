import { createFileRoute, Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { queryClient } from "../../lib/graphql";
import {
  actionOf,
  type Edition,
  editionQuery,
  evidenceQuery,
  type Head,
  headQuery,
  ratingsQuery,
  standingQuery,
  useLoad,
} from "../../lib/queries";
import { useUploads } from "../../lib/uploads";
import * as paths from "../../paths";
import { LevelMark } from "../../ui/Colonnade";
import { ButtonLink, Notice, Reasons, Skeleton } from "../../ui/kit";
import { belowLowest } from "../../ui/levels";
import { Title } from "../../ui/Page";
import { Saved } from "../../ui/Saved";
import { AddEvidence } from "./-parts/AddEvidence";
import { EvidenceList, TieExisting } from "./-parts/EvidenceList";
import { Exceptions } from "./-parts/Exceptions";
import { RateCriterion } from "./-parts/RateCriterion";
import { asDraft, ratingsOf } from "./-parts/self";
import { UploadList } from "./-parts/UploadList";

export const Route = createFileRoute("/applications/$id/pillars/$number")({
  loader: ({ params: { id, number } }) => {
    for (const q of [headQuery(id), standingQuery(id), evidenceQuery(id)]) void queryClient.prefetchQuery(q as never);
    void queryClient.prefetchQuery(ratingsQuery(id, Number(number)));
  },
  component: PillarPage,
});

function PillarPage() {
  const { id, number } = Route.useParams();
  const head = useLoad(headQuery(id))?.application;
  const edition = useLoad({ ...editionQuery(head?.edition.id ?? ""), enabled: Boolean(head) })?.edition;
  if (!head || !edition) {
    return (
      <div className="max-w-260 p-8">
        <Skeleton lines={8} />
      </div>
    );
  }
  return <Pillar key={number} id={id} number={Number(number)} head={head} edition={edition} />;
}

function Pillar({ id, number, head, edition }: { id: string; number: number; head: Head; edition: Edition }) {
  const ratings = useLoad(ratingsQuery(id, number))?.application.criteria;
  const standing = useLoad(standingQuery(id))?.application;
  const evidence = useLoad(evidenceQuery(id))?.application.evidence ?? [];
  // While a file is on its way, the line with its progress stands for it.
  const { uploads } = useUploads(id);
  const underway = new Set(uploads.filter((u) => u.phase !== "done").map((u) => u.evidenceId));
  const store = ratingsOf(id);
  useEffect(() => {
    for (const c of ratings ?? []) {
      const kept = asDraft(c.rating);
      store.seed(c.criterion.ref, kept.value, kept.version);
    }
  }, [ratings, store]);
  const loaded = Boolean(ratings);
  useEffect(() => {
    if (!loaded || !location.hash) return;
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    target?.scrollIntoView({ block: "start" });
    target?.querySelector<HTMLElement>("input, textarea")?.focus({ preventScroll: true });
  }, [loaded]);
  const pillar = edition.pillars.find((p) => p.number === number);
  if (!pillar) return <Notice tone="warn" title="This edition of the standard has no such pillar." />;
  const edit = actionOf(head, "EDIT");
  const all = edition.pillars.flatMap((p) => p.criteria).filter((c) => c.level.rank <= head.level.rank);
  const mine = pillar.criteria.filter((c) => c.level.rank <= head.level.rank);
  const own = standing?.pillars.find((p) => p.pillar.number === number);
  const i = edition.pillars.indexOf(pillar);
  const [before, after] = [edition.pillars[i - 1], edition.pillars[i + 1]];
  const examples = pillar.evidenceExamples.filter((e) => e.level.rank <= head.level.rank && e.examples.length > 0);
  return (
    <div className="flex max-w-300 flex-col px-4 py-5 sm:px-8 sm:py-7">
      <div className="text-sm text-ink-2">
        <Link {...paths.application(id)}>{head.reference}</Link>, pillar {i + 1} of {edition.pillars.length}
      </div>
      <Title size="3xl" text={pillar.title} />
      <p className="mt-1 max-w-[65ch] text-lg text-ink-2">{pillar.summary}</p>
      {!edit.allowed && (
        <div className="mt-4">
          <Notice tone="info" title="You can read this, not change it">
            <Reasons reasons={edit.reasons} />
          </Notice>
        </div>
      )}
      <section
        className="no-print sticky top-[var(--acting,0px)] z-2 -mx-4 mt-4 flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-line bg-canvas px-4 py-2 sm:-mx-8 sm:px-8"
        aria-label="Where you stand"
      >
        {own && (
          <>
            <span className="text-sm text-ink-2">
              {own.rated} of {own.criteria} rated
            </span>
            <span className="flex items-center gap-2 text-sm">
              <span className="text-ink-2">This pillar reaches</span>
              {own.selfLevel ? (
                <LevelMark level={own.selfLevel} of={edition.levels.length} />
              ) : (
                <span className="font-medium">{belowLowest(edition.levels)}</span>
              )}
            </span>
            <span className="flex items-center gap-2 text-sm">
              <span className="text-ink-2">Overall</span>
              {standing?.selfLevel ? (
                <LevelMark level={standing.selfLevel} of={edition.levels.length} />
              ) : (
                <span className="font-medium">{belowLowest(edition.levels)}</span>
              )}
            </span>
          </>
        )}
        {edit.allowed && (
          <div className="ms-auto">
            <Saved store={store} />
          </div>
        )}
      </section>
      {examples.length > 0 && (
        <details className="no-print mt-4 max-w-[65ch] text-ink-2">
          <summary className="cursor-pointer text-accent">What others have sent</summary>
          {examples.map((e) => (
            <p key={e.level.code} className="mt-2 flex gap-3">
              <LevelMark level={e.level} of={edition.levels.length} />
              <span>{e.examples.join(", ")}</span>
            </p>
          ))}
        </details>
      )}
      {!ratings ? (
        <Skeleton lines={10} />
      ) : (
        <div className="mt-4 border-b border-line">
          {mine.map((c) => (
            <RateCriterion
              key={c.ref}
              store={store}
              criterion={c}
              levels={edition.levels.length}
              editable={edit.allowed}
              below={
                <Exceptions
                  head={head}
                  reference={c.ref}
                  rows={ratings.find((r) => r.criterion.ref === c.ref)?.exceptions ?? []}
                  editable={edit.allowed}
                />
              }
            >
              <h3 className="font-medium">Evidence</h3>
              {evidence.every((e) => !e.criteria.includes(c.ref)) && !edit.allowed && <p className="text-ink-3">None.</p>}
              <EvidenceList
                application={id}
                items={evidence.filter((e) => e.criteria.includes(c.ref) && !underway.has(e.id))}
                criteria={all}
                editable={edit.allowed}
                here={c.ref}
              />
              <UploadList application={id} only={(u) => u.criteria.includes(c.ref) && !u.requestId} />
              {edit.allowed && (
                <>
                  <AddEvidence application={id} criteria={all} chosen={[c.ref]} label={`Evidence for ${c.ref}`} />
                  <TieExisting items={evidence} here={c.ref} />
                </>
              )}
            </RateCriterion>
          ))}
        </div>
      )}
      <nav aria-label="Pillars" className="no-print mt-6 flex flex-wrap items-center gap-3">
        {after ? (
          <ButtonLink tone="primary" size="lg" {...paths.pillar(id, after.number)}>
            Next: {after.title}
          </ButtonLink>
        ) : edit.allowed ? (
          <ButtonLink tone="primary" size="lg" {...paths.check(id)}>
            Check and submit
          </ButtonLink>
        ) : null}
        {before && <ButtonLink {...paths.pillar(id, before.number)}>Back: {before.title}</ButtonLink>}
        <ButtonLink tone="bare" {...paths.application(id)}>
          All pillars
        </ButtonLink>
      </nav>
    </div>
  );
}
