import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { graphql } from "../../../gql";
import { useAct } from "../../../lib/act";
import type { Head } from "../../../lib/queries";
import { useIsManager } from "../../../lib/viewer";
import * as paths from "../../../paths";
import { count } from "../../../ui/format";
import { Button, Section } from "../../../ui/kit";
import { Refusal } from "../../../ui/Refusal";
import { Choosing, type Chosen, stated } from "./Choosing";

const ChangeCombined = graphql(
  `mutation ChangeCombined($input: ChangeCombinedApplicationInput!) { changeCombinedApplication(input: $input) { application { id version kind programmes { id } } } }`,
);

/** What a draft over several programmes covers; nothing to see for one. */
export function Covers({ head }: { head: Head }) {
  const manager = useIsManager();
  const [choosing, setChoosing] = useState<Chosen>();
  const change = useAct(ChangeCombined, { onDone: () => setChoosing(undefined) });
  if (head.scope === "SINGLE") return null;
  const wide = head.scope === "UNIVERSITY_WIDE";
  const save = (what: object) => change.mutate({ applicationId: head.id, version: head.version, ...what });
  const start = () =>
    setChoosing({ ids: head.programmes.map((p) => p.id), ledBy: head.ledBy ?? "", expectations: head.expectations ?? "" });
  return (
    <Section
      title={wide ? "Every active programme" : "Programmes it covers"}
      actions={
        manager &&
        !choosing && (
          <span className="no-print">
            {wide ? (
              <Button size="sm" busy={change.isPending} onClick={() => save({})}>
                Cover what is active today
              </Button>
            ) : (
              <Button size="sm" onClick={start}>
                Change
              </Button>
            )}
          </span>
        )
      }
    >
      <Refusal error={change.error} title="What it covers was not changed" />
      {choosing ? (
        <>
          <Choosing chosen={choosing} onChange={setChoosing} />
          <div className="flex flex-wrap gap-3">
            <Button tone="primary" busy={change.isPending} onClick={() => save({ programmeIds: [...choosing.ids], ...stated(choosing) })}>
              {`Cover ${count(choosing.ids.length, "programme")}`}
            </Button>
            <Button onClick={() => setChoosing(undefined)}>Keep it as it is</Button>
          </div>
        </>
      ) : (
        <>
          <ul className="columns-2 gap-8 max-sm:columns-1">
            {head.programmes.map((p) => (
              <li key={p.id} className="break-inside-avoid py-0.5">
                <Link {...paths.programme(p.id)}>{p.name}</Link>
              </li>
            ))}
          </ul>
          {head.ledBy && (
            <p className="max-w-[65ch]">
              Led by {head.ledBy}. <span className="whitespace-pre-line text-ink-2">{head.expectations}</span>
            </p>
          )}
        </>
      )}
    </Section>
  );
}
