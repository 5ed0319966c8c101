import type { BoardAssessor, BoardCase, Moves } from "../../lib/moves";
import { count } from "../../ui/format";

/** Who has a case once the moves are made. */
export const holder = (c: BoardCase, moves: Moves) => (moves.has(c.id) ? (moves.get(c.id) ?? null) : (c.assessor?.id ?? null));

/** ALD-0001, or that it is to be marked second. */
export const nameOf = (c: Pick<BoardCase, "reference" | "secondMarking">) =>
  c.secondMarking ? `${c.reference}, second marking` : c.reference;

/** 7 of 14 points, or 7 points where no capacity is said. */
export const inPoints = (points: number, capacity: number | null | undefined) =>
  capacity == null ? count(points, "point") : `${points.toLocaleString("en-GB")} of ${count(capacity, "point")}`;

/** The absence that somebody is away by today, if they are. */
export const awayNow = (a: Pick<BoardAssessor, "absences">, today: string) => a.absences.find((x) => x.from <= today && today < x.backOn);
