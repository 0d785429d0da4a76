import type { CodeLine, ComparedPart } from './comparedLines.js';

/** Lines from one on, up to the next shift's, stand some lines further down in a later text of the same file. */
export interface LineShift {
  /** From 1. */
  readonly from: number;
  /** Null where the line is gone, or its code stands on several lines there. */
  readonly by: number | null;
  /** They read otherwise there. */
  readonly isEdited: boolean;
}

/** Where a line of a text is in a later one. */
export interface ShiftedLine {
  /** From 1; null where it has no one place there. */
  readonly line: number | null;
  readonly isEdited: boolean;
}

/** How the lines of one text became those of another of the same code. @param had the line of each token @param now the same tokens' lines in the other text */
export function lineShifts(had: readonly number[], now: readonly number[]): LineShift[] {
  const shifts: LineShift[] = [];
  for (let start = 0, end = 0; start < had.length; start = end) {
    const line = had[start] ?? 0;
    while (end < had.length && had[end] === line) end++;
    const places = new Set(now.slice(start, end));
    shifts.push({ from: line, by: places.size === 1 ? (now[start] ?? 0) - line : null, isEdited: false });
  }
  return withoutRepeats(shifts);
}

/** How the lines of one text became those of another of other code: lines that read the same are found, as are edited ones that took the place of as many. */
export function editedShifts(parts: readonly ComparedPart<CodeLine>[]): LineShift[] {
  return withoutRepeats(
    parts.flatMap(({ gone, come, isCommon }) =>
      gone.flatMap(({ tokens: [had] }, index): LineShift[] => {
        const now = gone.length === come.length ? come[index]?.tokens[0] : undefined;
        return had ? [{ from: had.line, by: now ? now.line - had.line : null, isEdited: !isCommon }] : [];
      }),
    ),
  );
}

/** Where a line of code, from 1, stands in the other text. */
export function shiftedLine(shifts: readonly LineShift[], line: number): ShiftedLine {
  const { by, isEdited } = shifts.findLast(({ from }) => from <= line) ?? START;
  return { line: by === null ? null : line + by, isEdited };
}

const START = { by: 0, isEdited: false } as const;

function withoutRepeats(shifts: readonly LineShift[]): LineShift[] {
  return shifts.filter(({ by, isEdited }, index) => {
    const last = shifts[index - 1] ?? START;
    return by !== last.by || isEdited !== last.isEdited;
  });
}
