import * as paths from "../../../paths";

/** Where in the console a reason can be seen to: the pillar and criterion it names, or the programme. */
export function placeOf(
  reason: { message: string; field?: string | null | undefined },
  application: { id: string; programmes: readonly { id: string }[] },
  pillars: readonly { number: number; title: string }[] = [],
) {
  const field = reason.field ?? "";
  const ref = /(\d+)\.\d+[a-z]?/.exec(field);
  if (ref?.[1]) return paths.pillar(application.id, Number(ref[1]), `c-${ref[0]}`);
  const pillar = /pillar\D*(\d+)/i.exec(field);
  if (pillar?.[1]) return paths.pillar(application.id, Number(pillar[1]));
  const named = pillars.find((p) => reason.message.startsWith(`${p.title}:`));
  if (named) return paths.pillar(application.id, named.number);
  const first = application.programmes[0];
  if (first && /programme|mentors|startedOn/i.test(field)) return paths.programme(first.id);
  return null;
}
