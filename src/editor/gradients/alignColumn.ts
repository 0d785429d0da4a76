/** Lines longer than this do not push the column of the others to the right. */
const LONGEST_ALIGNED = 110;
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
  const column = Math.max(0, ...widths.filter((width) => width <= LONGEST_ALIGNED));
  return widths.map((width) => Math.max(0, column - width) + GAP);
}
