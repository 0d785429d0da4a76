import * as v from 'valibot';

/** A line that a run printed, as plain text. */
export interface OutputLine {
  readonly text: string;
  /** Printed to stderr. */
  readonly isError: boolean;
}

/** What there is of a run's printed output: its end. */
export interface StoredOutput {
  readonly lines: readonly OutputLine[];
  /** Earlier lines that are not kept. */
  readonly dropped: number;
}

const Line = v.tuple([v.picklist([0, 1]), v.string()]);
const Dropped = v.object({ dropped: v.number() });

/** Lines of the file. */
export const encodeOutput = (lines: readonly OutputLine[]): string =>
  lines.map(({ text, isError }) => `${JSON.stringify([isError ? 1 : 0, text])}\n`).join('');

/** The first line of a file that does not begin with the first line of the run. */
export const encodeDropped = (dropped: number): string => `${JSON.stringify({ dropped })}\n`;

/** A cut-off last line and lines that are none are left out. */
export function parseOutput(text: string): StoredOutput {
  const lines: OutputLine[] = [];
  let dropped = 0;
  for (const line of text.split('\n')) {
    const parsed = parsedLine(line);
    if (v.is(Line, parsed)) lines.push({ text: parsed[1], isError: parsed[0] === 1 });
    else if (v.is(Dropped, parsed)) dropped = parsed.dropped;
  }
  return { lines, dropped };
}

function parsedLine(line: string): unknown {
  try {
    return line === '' ? null : JSON.parse(line);
  } catch {
    return null;
  }
}
