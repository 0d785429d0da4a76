/** A place in a text, both from 0; fits `vscode.Position`. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** The end is exclusive; fits `vscode.Range`. */
export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/** A replacement; fits `vscode.TextDocumentContentChangeEvent`. */
export interface TextChange {
  readonly range: TextRange;
  readonly text: string;
}

function isBefore(a: TextPosition, b: TextPosition): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** Where the text of a change ends once it stands in the document. */
function endOfChange({ range: { start }, text }: TextChange): TextPosition {
  return advance(start, text);
}

/** The position behind `text` when it begins at `from`. */
export function advance(from: TextPosition, text: string): TextPosition {
  const breaks = text.split(/\r\n|\r|\n/);
  const last = breaks.at(-1) ?? '';
  return breaks.length === 1
    ? { line: from.line, character: from.character + last.length }
    : { line: from.line + breaks.length - 1, character: last.length };
}

/** Moves a position that lies at or behind the end of a change. */
function shift(position: TextPosition, change: TextChange): TextPosition {
  const { end } = change.range;
  const moved = endOfChange(change);
  return position.line === end.line
    ? { line: moved.line, character: moved.character + position.character - end.character }
    : { line: position.line + moved.line - end.line, character: position.character };
}

/** A range after a change: moved, left alone, or stretched and cut where the change reaches into it. */
export function shiftRange(range: TextRange, change: TextChange): TextRange {
  const { start, end } = change.range;
  if (!isBefore(range.start, end)) return { start: shift(range.start, change), end: shift(range.end, change) };
  if (!isBefore(start, range.end)) return range;
  return {
    start: isBefore(start, range.start) ? start : range.start,
    end: isBefore(end, range.end) ? shift(range.end, change) : endOfChange(change),
  };
}

/** Whether a change touches a range; typing at its very start or end does not. */
export function touches(change: TextChange, range: TextRange): boolean {
  return isBefore(change.range.start, range.end) && isBefore(range.start, change.range.end);
}

/** Whether a change replaces the whole range. */
export function swallows(change: TextChange, range: TextRange): boolean {
  return !isBefore(range.start, change.range.start) && !isBefore(change.range.end, range.end);
}

/** The text of a range, line breaks as they are. */
export function textIn(text: string, range: TextRange): string {
  const lines = text.split(/(?<=\n)/).slice(range.start.line, range.end.line + 1);
  const last = lines.length - 1;
  if (range.end.line - range.start.line === last && last >= 0) {
    lines[last] = (lines[last] ?? '').slice(0, range.end.character);
  }
  lines[0] = (lines[0] ?? '').slice(range.start.character);
  return lines.join('');
}
