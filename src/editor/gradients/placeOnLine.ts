/**
 * Columns that a gradient takes on a line: `▼ vanishing 1.3e-13 ▁▁▁▁▁` and a space. Code that is indented deeper than this keeps its gradient
 * in front of the indentation, where it is in view.
 */
const WIDTH = 26;

/** Where on its line a gradient stands. */
export interface LinePlace {
  readonly side: 'start' | 'end';
  /** Index into the line's text. */
  readonly character: number;
}

/**
 * Where a line's gradient is in view. VS Code does not tell which columns are, so one column decides: behind a line that ends before it, in front
 * of the code of a longer line.
 */
export function placeOnLine(text: string, tabSize: number, endColumn: number): LinePlace {
  const code = text.trimEnd();
  if (columnsOf(code, tabSize) < endColumn) return { side: 'end', character: text.length };
  const indentation = code.length - code.trimStart().length;
  const isDeep = columnsOf(code.slice(0, indentation), tabSize) > WIDTH;
  return { side: 'start', character: isDeep ? 0 : indentation };
}

/** How many columns a text takes on screen. */
function columnsOf(text: string, tabSize: number): number {
  let columns = 0;
  for (const character of text) columns += character === '\t' ? tabSize - (columns % tabSize) : 1;
  return columns;
}
