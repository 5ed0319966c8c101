import { useState } from "react";
import { graphql } from "../../../gql";
import { useAct } from "../../../lib/act";
import type { ToApplyFor } from "../../../lib/programmes";
import { count, day } from "../../../ui/format";
import { Button, Notice, Section } from "../../../ui/kit";
import { Refusal } from "../../../ui/Refusal";
import { flip, Pick } from "../-parts/Pick";

const StartApplications = graphql(
  `mutation StartApplications($input: StartApplicationsInput!) { startApplications(input: $input) { applications { id } } }`,
);

/** The programmes without an application: each with the level that may be applied for, or why none may. */
export function Idle({ programmes }: { programmes: readonly ToApplyFor[] }) {
  const allowed = (p: ToApplyFor) => p.eligibility.options.filter((o) => o.allowed);
  const ready = programmes.filter((p) => allowed(p).length > 0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [levels, setLevels] = useState<Record<string, string>>({});
  const [started, setStarted] = useState(0);
  const start = useAct(StartApplications, {
    onDone: (r) => {
      setStarted(r.startApplications.applications.length);
      setChosen(new Set());
    },
  });
  // What runs out is renewed unless somebody says otherwise; else as high as may be.
  const proposed = (p: ToApplyFor) => allowed(p).find((o) => o.kind === "REACCREDITATION") ?? allowed(p).at(-1);
  const levelOf = (p: ToApplyFor) => levels[p.id] ?? proposed(p)?.level.code ?? "";
  if (programmes.length === 0) return null;
  return (
    <Section title="Not applied for">
      <Refusal error={start.error} title="None was started" />
      {started > 0 && chosen.size === 0 && <Notice tone="ok" title={`${count(started, "draft")} started`} />}
      {ready.length > 1 && (
        <div className="no-print">
          <Button size="sm" onClick={() => setChosen(new Set(chosen.size === ready.length ? [] : ready.map((p) => p.id)))}>
            {chosen.size === ready.length ? "Choose none" : `Choose all ${ready.length} that may apply`}
          </Button>
        </div>
      )}
      <ul className="border-t border-line" aria-label="Programmes without an application">
        {programmes.map((p) => {
          const options = allowed(p);
          const first = p.eligibility.options
            .map((o) => o.firstDay)
            .filter(Boolean)
            .toSorted()[0];
          return (
            <li key={p.id} className="flex items-start gap-3 border-b border-line py-2.5">
              <Pick
                id={`choose-${p.id}`}
                label={`Apply for ${p.name}`}
                on={chosen.has(p.id)}
                disabled={options.length === 0}
                onChange={(on) => setChosen(flip(chosen, p.id, on))}
              />
              <span className="min-w-0 flex-1">
                <label htmlFor={`choose-${p.id}`} className="font-medium">
                  {p.name}
                </label>
                {p.award && (
                  <span className="block text-sm text-ink-2">{`Holds ${p.award.level.title} until ${day(p.award.expiresOn)}`}</span>
                )}
                {options.length === 0 && (
                  <span className="block text-sm text-warn">
                    {first ? `May apply from ${day(first)}.` : (p.eligibility.options[0]?.reasons[0]?.message ?? "May not apply.")}
                  </span>
                )}
              </span>
              {options.length > 0 && (
                <select
                  aria-label={`Level for ${p.name}`}
                  className="control min-h-8 w-auto!"
                  value={levelOf(p)}
                  onChange={(e) => setLevels({ ...levels, [p.id]: e.target.value })}
                >
                  {options.map((o) => (
                    <option key={o.level.code} value={o.level.code}>
                      {o.kind === "REACCREDITATION" ? `${o.level.title}, again` : o.level.title}
                    </option>
                  ))}
                </select>
              )}
            </li>
          );
        })}
      </ul>
      <div className="no-print">
        <Button
          tone="primary"
          busy={start.isPending}
          disabled={chosen.size === 0}
          onClick={() =>
            start.mutate({
              applications: programmes.filter((p) => chosen.has(p.id)).map((p) => ({ programmeId: p.id, level: levelOf(p) })),
            })
          }
        >
          {chosen.size === 0 ? "Start drafts" : `Start ${count(chosen.size, "draft")}`}
        </Button>
      </div>
    </Section>
  );
}
