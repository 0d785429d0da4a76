/** Lines wider than most by more than this do not push the others' column to the right, where it would be out of view. */
const TOLERANCE = 12;
/** Columns between a line's end and its gradient. */
const GAP = 3;

/** How many columns a line takes on screen. */
export function columnsOf(text: string, tabSize: number): number {
  let columns = 0;
  for (const character of text) columns += character === '\t' ? tabSize - (columns % tabSize) : 1;
  return columns;
}

/** Columns to leave free behind each line, so that what follows the lines stands in one column. */
export function gapsFor(widths: readonly number[]): number[] {
  const median = widths.toSorted((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 0;
  const column = Math.max(0, ...widths.filter((width) => width <= median + TOLERANCE));
  return widths.map((width) => Math.max(0, column - width) + GAP);
}
