import { parse } from 'csv-parse/sync';
import { isMissing, numberOf } from '../cells.js';

/** Any run of blanks and tabs. */
export const BLANKS = 'blanks';

/** Where two part the lines equally well, the rarer in text goes first. */
const CANDIDATES = ['\t', ';', '|', ','];

export interface TextLayout {
  readonly delimiter: string;
  readonly quote: string;
  readonly comment: string | null;
}

/** Finds out what parts the columns of a text: what gives the most lines the same number of columns. */
export function detectLayout(
  text: string,
  cut: boolean,
  given: { delimiter?: string | undefined; quote?: string | undefined },
): TextLayout {
  const comment = text.trimStart().startsWith('#') ? '#' : null;
  const quote = given.quote ?? detectQuote(text);
  if (given.delimiter !== undefined) {
    return { delimiter: /^(\s{2,}|\\s\+)$/.test(given.delimiter) ? BLANKS : given.delimiter, quote, comment };
  }
  let best = { delimiter: ',', agreement: 0 };
  for (const delimiter of CANDIDATES) {
    const agreement = agreementOf(fieldCounts(text, cut, { delimiter, quote, comment }));
    if (agreement > best.agreement) best = { delimiter, agreement };
  }
  if (best.agreement < 0.8 && isParByBlanks(text, cut, comment)) return { delimiter: BLANKS, quote, comment };
  return { delimiter: best.delimiter, quote, comment };
}

function detectQuote(text: string): string {
  return !text.includes('"') && /(^|[,;\t|])'[^'\n]*'([,;\t|]|\r?$)/m.test(text) ? "'" : '"';
}

function fieldCounts(text: string, cut: boolean, { delimiter, quote, comment }: TextLayout): number[] {
  try {
    const options = {
      delimiter,
      quote,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    };
    const rows: string[][] = parse(wholeLines(text, cut), { ...options, ...(comment ? { comment } : {}) });
    return rows.map((row) => row.length);
  } catch {
    return [];
  }
}

/** Share of the lines that have the most common number of columns; 0 where that is one. */
function agreementOf(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  const [columns = 1, lines = 0] = [...times].sort(([, a], [, b]) => b - a)[0] ?? [];
  return columns > 1 ? lines / counts.length : 0;
}

function isParByBlanks(text: string, cut: boolean, comment: string | null): boolean {
  const lines = wholeLines(text, cut)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !(comment && line.startsWith(comment)));
  const rows = lines.map((line) => line.split(/\s+/));
  const numbers = rows.flat().filter((cell) => isMissing(cell) || !Number.isNaN(numberOf(cell)));
  return agreementOf(rows.map((row) => row.length)) > 0.8 && numbers.length > rows.flat().length / 2;
}

function wholeLines(text: string, cut: boolean): string {
  return cut ? text.slice(0, text.lastIndexOf('\n') + 1) || text : text;
}
