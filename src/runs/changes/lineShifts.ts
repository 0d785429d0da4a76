/** Lines from one on, up to the next shift's, stand some lines further down in another text of the same code. */
export interface LineShift {
  /** From 1. */
  readonly from: number;
  /** Null where the code of the line is on several lines there. */
  readonly by: number | null;
}

/** How the lines of one text became those of another. @param had the line of each token @param now the same tokens' lines in the other text */
export function lineShifts(had: readonly number[], now: readonly number[]): LineShift[] {
  const shifts: LineShift[] = [];
  let last: LineShift['by'] = 0;
  for (let start = 0, end = 0; start < had.length; start = end) {
    const line = had[start] ?? 0;
    while (end < had.length && had[end] === line) end++;
    const places = new Set(now.slice(start, end));
    const by = places.size === 1 ? (now[start] ?? 0) - line : null;
    if (by !== last) shifts.push({ from: line, by });
    last = by;
  }
  return shifts;
}

/** Where a line of code, from 1, stands in the other text; null where it is on several lines there. */
export function shiftedLine(shifts: readonly LineShift[], line: number): number | null {
  const shift = shifts.findLast(({ from }) => from <= line);
  if (!shift) return line;
  return shift.by === null ? null : line + shift.by;
}
