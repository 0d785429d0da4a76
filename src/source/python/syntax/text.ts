/** A place in a file; both count from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Tells the line and column of offsets in a text. */
export function linePositions(text: string): (offset: number) => Position {
  const starts = [0];
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + lineBreak.length);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** Characters that Python has none of outside of strings; as part of a name they break nothing around them. */
const foreignMarks = /[?$]/g;
const invisibleMarks = /[\u00A0\u200B\u200E\u200F\u2028\u2029\uFEFF`]/g;

/** The parser knows no number that ends with a point (`1.`). */
const endingPoints = /(?<![\w.])(\d+)\.(?![\w.])/g;

/** The text without what would break a parser, every other character at its offset. */
export function parseableText(text: string): string {
  return text
    .replace(/^\uFEFF/, '\n')
    .replace(invisibleMarks, ' ')
    .replace(foreignMarks, '_')
    .replace(endingPoints, '$1 ');
}
