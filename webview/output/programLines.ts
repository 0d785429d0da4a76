import type { OutputLineView } from '../../src/protocol/dashboard/outputPart.js';

/** A blank line, Node's version, or a frame of Node, of an installed package, or of GradLens. */
const FOREIGN =
  /^\s*$|^Node\.js v\d|^\s+at .*(?:\(<anonymous>\)$|\bnode:|[\\/]node_modules[\\/]|[\\/]dist[\\/]trainer[\\/])/;
/** The end of what Node prints of the error that ends a program. */
const REPORT_END = /^Node\.js v\d/;
/** What points at the column of the statement that threw; the statement is above it, and above that its file and line. */
const CARETS = /^\s*\^+\s*$/;
const ABOVE_CARETS = 2;

interface NumberedLine {
  readonly line: OutputLineView;
  /** In the run, from 0. */
  readonly number: number;
}

/** The lines that a program printed itself: without Node's report of the error that ended it, and without frames of others' code. */
export function programLines(lines: readonly OutputLineView[], first: number): NumberedLine[] {
  const numbered = lines.map((line, index) => ({ line, number: first + index }));
  const report = nodesReport(numbered.filter(({ line }) => line.isError));
  return numbered.filter(({ line: { text }, number }) => !report.has(number) && !FOREIGN.test(text));
}

/** Numbers of the lines of Node's report; lines of stdout may stand between them. */
function nodesReport(errors: readonly NumberedLine[]): ReadonlySet<number> {
  const end = errors.findLastIndex(({ line }) => REPORT_END.test(line.text));
  if (end < 0) return new Set();
  const carets = errors.slice(0, end).findLastIndex(({ line }) => CARETS.test(line.text));
  const start = carets < 0 ? end : Math.max(0, carets - ABOVE_CARETS);
  return new Set(errors.slice(start, end + 1).map(({ number }) => number));
}
