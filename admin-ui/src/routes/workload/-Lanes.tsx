import { useState } from "react";
import { Button as DragHandle, DropIndicator, GridList, GridListItem, isTextDropItem, useDragAndDrop } from "react-aria-components";
import type { BoardAssessor, BoardCase, Moves } from "../../lib/moves";
import { useToday } from "../../lib/viewer";
import { LevelMark } from "../../ui/Colonnade";
import { day, relative } from "../../ui/format";
import { Button } from "../../ui/kit";
import { STATE } from "../../ui/Status";
import { awayNow, holder, inPoints, nameOf } from "./-board";
import { Load } from "./-Load";

/** Cases a lane shows before it is asked for all. */
const SHOWN = 20;
const KIND = "x-pillars-case";

export type Change = { before: number; after: number };
type LanesProps = {
  assessors: readonly BoardAssessor[];
  cases: readonly BoardCase[];
  moves: Moves;
  loads: ReadonlyMap<string, Change>;
  objections: ReadonlyMap<string, readonly { rule: string; message: string }[]>;
  /** Null where the viewer only looks. */
  onMove: ((caseId: string, to: string | null) => void) | null;
  onCapacity: (assessor: BoardAssessor) => void;
};

/** A lane for what nobody has, and one for each assessor: cases move between them by drag, by keyboard, or by the list on each. */
export default function Lanes(props: LanesProps) {
  const { assessors, cases, moves, loads } = props;
  const after = (a: BoardAssessor) => loads.get(a.person.id)?.after ?? a.points;
  const most = Math.max(1, ...assessors.map((a) => Math.max(after(a), a.points, a.capacity ?? 0)));
  return (
    <div className="grid gap-4 md:auto-cols-[minmax(15rem,1fr)] md:grid-flow-col md:overflow-x-auto md:pb-4">
      <Lane {...props} id={null} title="Nobody" cases={cases.filter((c) => holder(c, moves) === null)} />
      {assessors.map((a) => (
        <Lane
          key={a.person.id}
          {...props}
          id={a.person.id}
          title={a.person.name}
          assessor={a}
          points={after(a)}
          most={most}
          cases={cases.filter((c) => holder(c, moves) === a.person.id)}
        />
      ))}
    </div>
  );
}

type LaneProps = LanesProps & { id: string | null; title: string; assessor?: BoardAssessor; points?: number; most?: number };

function Lane({ id, title, assessor, points = 0, most = 1, cases, onMove, onCapacity, ...board }: LaneProps) {
  const today = useToday();
  const [all, setAll] = useState(false);
  const shown = all ? cases : cases.slice(0, SHOWN);
  const heading = `lane-${id ?? "nobody"}`;
  const away = assessor && awayNow(assessor, today);
  const next = assessor?.absences.find((x) => x.from > today);
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((k) => ({ [KIND]: String(k), "text/plain": String(k) })),
    acceptedDragTypes: [KIND],
    getDropOperation: () => "move",
    onRootDrop: (e) => void take(e.items),
    onInsert: (e) => void take(e.items),
    renderDropIndicator: (target) => <DropIndicator target={target} className="h-0.5 bg-focus" />,
  });
  async function take(items: readonly Parameters<typeof isTextDropItem>[0][]) {
    for (const item of items) if (isTextDropItem(item)) onMove?.(await item.getText(KIND), id);
  }
  return (
    <section aria-labelledby={heading} className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-col gap-0.5 md:min-h-22">
        <h2 id={heading} className="font-semibold">
          {title}
          {assessor?.lead && <span className="font-normal text-ink-2">, lead</span>}
        </h2>
        {assessor ? (
          <>
            <p className={`text-sm ${assessor.capacity != null && points > assessor.capacity ? "font-medium text-bad" : "text-ink-2"}`}>
              {inPoints(points, assessor.capacity)}
              {points !== assessor.points && ` (now ${assessor.points})`}
            </p>
            <Load points={points} capacity={assessor.capacity} most={most} />
            {away && <p className="text-sm font-medium text-warn">Away, back {day(away.backOn)}</p>}
            {!away && next && <p className="text-sm text-ink-3">Away from {day(next.from)}</p>}
            <span className="no-print">
              <Button size="sm" tone="bare" onClick={() => onCapacity(assessor)} aria-label={`Capacity of ${title}`}>
                Capacity
              </Button>
            </span>
          </>
        ) : (
          <p className="text-sm text-ink-2">{cases.length === 0 ? "Every case is with somebody." : "These wait for an assessor."}</p>
        )}
      </div>
      <GridList
        aria-label={id ? `Cases with ${title}` : "Cases with nobody"}
        items={shown}
        dependencies={[board.moves, board.objections]}
        dragAndDropHooks={onMove ? dragAndDropHooks : undefined}
        disabledKeys={shown.filter(stays).map((c) => c.id)}
        renderEmptyState={() => <span className="block p-2 text-sm text-ink-3">No case</span>}
        className="flex flex-col gap-1.5 rounded-lg bg-sunken p-1.5 md:min-h-40 drop-target:outline-2 drop-target:outline-focus"
      >
        {(c) => <Card c={c} lane={id} onMove={onMove} {...board} />}
      </GridList>
      {cases.length > shown.length && (
        <Button size="sm" onClick={() => setAll(true)}>
          Show all {cases.length}
        </Button>
      )}
    </section>
  );
}

/** A case whose decision is made stays with whoever made it. */
const stays = (c: BoardCase) => !c.secondMarking && c.state === "MODERATION";

type CardProps = Pick<LanesProps, "assessors" | "moves" | "objections" | "onMove"> & { c: BoardCase; lane: string | null };

/** Its `id` is for the list to give: one that is passed here would be every card's key. */
function Card({ c, lane, assessors, moves, objections, onMove }: CardProps) {
  const against = objections.get(c.id) ?? [];
  const moved = moves.has(c.id);
  const movable = onMove && !stays(c);
  return (
    <GridListItem
      id={c.id}
      textValue={`${nameOf(c)} ${c.university}`}
      className={`flex gap-1 rounded-md border bg-surface p-2 dragging:opacity-50 ${against.length > 0 ? "border-bad" : moved ? "border-accent bg-accent-tint" : "border-line"}`}
    >
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="font-medium break-words">{c.university}</span>
        <span className="flex flex-wrap justify-between gap-x-2 text-sm text-ink-2">
          <span>{nameOf(c)}</span>
          <DueOf c={c} />
        </span>
        <span className="flex flex-wrap items-center justify-between gap-x-2 text-sm text-ink-3">
          <LevelMark level={c.level} />
          <span>{c.counts ? `${c.points} points` : STATE[c.state]}</span>
        </span>
        {stays(c) && <span className="text-sm text-ink-3">In moderation: it stays</span>}
        {!c.mayStart && <span className="text-sm text-ink-3">Not paid yet</span>}
        {moved && <span className="text-sm text-ink-2">Was with {c.assessor?.name ?? "nobody"}</span>}
        {against.length > 0 && (
          <ul className="text-sm text-bad">
            {against.map((o) => (
              <li key={o.message}>{`${o.message} (${o.rule})`}</li>
            ))}
          </ul>
        )}
        {movable && (
          <select
            aria-label={`Move ${nameOf(c)} to`}
            value=""
            onChange={(e) => onMove(c.id, e.target.value === "nobody" ? null : e.target.value)}
            onKeyDown={(e) => e.stopPropagation()}
            className="control no-print mt-1 min-h-7 text-sm"
          >
            <option value="" disabled>
              Move to…
            </option>
            {lane !== null && <option value="nobody">Nobody</option>}
            {assessors
              .filter((a) => a.person.id !== lane)
              .map((a) => (
                <option key={a.person.id} value={a.person.id}>
                  {`${a.person.name}, ${inPoints(a.points, a.capacity)}`}
                </option>
              ))}
          </select>
        )}
      </div>
      {onMove && (
        <DragHandle
          slot="drag"
          aria-label={`Move ${nameOf(c)}`}
          className={`h-6 w-6 cursor-grab rounded-sm text-ink-3 hover:bg-sunken max-md:hidden ${movable ? "" : "invisible"}`}
        >
          <svg aria-hidden="true" viewBox="0 0 16 16" className="m-auto h-4 w-4" fill="currentColor">
            <circle cx="6" cy="4" r="1.2" />
            <circle cx="10" cy="4" r="1.2" />
            <circle cx="6" cy="8" r="1.2" />
            <circle cx="10" cy="8" r="1.2" />
            <circle cx="6" cy="12" r="1.2" />
            <circle cx="10" cy="12" r="1.2" />
          </svg>
        </DragHandle>
      )}
    </GridListItem>
  );
}

/** When a case is due, by its clock. */
export function DueOf({ c }: { c: Pick<BoardCase, "clock" | "dueOn" | "stoppedOn"> }) {
  const today = useToday();
  if (c.clock === "STOPPED") return <span>{c.stoppedOn ? `Stopped since ${day(c.stoppedOn)}` : "Stopped"}</span>;
  if (!c.dueOn) return <span>Not started</span>;
  const tone = { OVERDUE: "font-medium text-bad", DUE_SOON: "font-medium text-warn", RUNNING: "", NOT_STARTED: "", STOPPED: "" }[c.clock];
  return <span className={tone}>{`${c.clock === "OVERDUE" ? "Overdue, due" : "Due"} ${relative(c.dueOn, today)}`}</span>;
}
