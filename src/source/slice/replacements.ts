/** New text for a stretch of the source. */
export interface Replacement {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly text: string;
}

/** A stretch of the source with replacements made: line breaks stay, and columns where the new text is not the longer one. */
export function replaced(text: string, start: number, end: number, replacements: Iterable<Replacement>): string {
  const inside = [...replacements]
    .filter((each) => start <= each.start && each.end <= end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let result = '';
  let at = start;
  for (const each of inside) {
    // One that lies in another one is gone with it.
    if (each.start < at) continue;
    result += text.slice(at, each.start) + fill(each.text, text.slice(each.start, each.end));
    at = each.end;
  }
  return result + text.slice(at, end);
}

function fill(text: string, original: string): string {
  const breaks = original.split(/\r\n?|\n/);
  if (breaks.length === 1) return text.padEnd(original.length);
  const last = breaks.at(-1) ?? '';
  return text + '\n'.repeat(breaks.length - 1) + ' '.repeat(last.length);
}
