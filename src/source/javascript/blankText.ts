/** A stretch of text, the end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Puts spaces in the place of a stretch; lines and offsets stay as they were. */
export function blank(text: string, { start, end }: Stretch): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n\u2028\u2029]/g, ' ') + text.slice(end);
}

/** The line that an offset is in, without its end. */
export function lineAt(text: string, offset: number): Stretch {
  const end = text.indexOf('\n', offset);
  return { start: text.lastIndexOf('\n', offset - 1) + 1, end: end < 0 ? text.length : end };
}

/** The line with text that comes before another one. */
export function lineBefore(text: string, line: Stretch): Stretch | null {
  const before = text.slice(0, line.start).trimEnd();
  return before.length > 0 ? lineAt(text, before.length - 1) : null;
}
