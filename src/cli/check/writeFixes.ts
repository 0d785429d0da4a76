import { readFile, writeFile } from 'node:fs/promises';
import type { CheckedEdit, CheckedFinding } from './checkedFinding.js';

/** Writes the first fix of each finding of a rule into the files; resolves to how many were written. Where two touch, the second is left out. */
export async function writeFixes(findings: readonly CheckedFinding[], rule: string): Promise<number> {
  const fixes = findings
    .filter((finding) => finding.rule === rule)
    .flatMap(({ fixes: [first] }) => (first ? [first] : []));
  const byFile = Map.groupBy(fixes, ({ edits: [edit] }) => edit?.file ?? '');
  let written = 0;
  for (const [file, ofFile] of byFile) written += await writeInto(file, ofFile);
  return written;
}

/** The offsets of an edit's ends. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly newText: string;
}

async function writeInto(file: string, fixes: readonly { readonly edits: readonly CheckedEdit[] }[]): Promise<number> {
  const text = await readFile(file, 'utf8');
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  const offset = ({ line, column }: CheckedEdit['start']) => (starts[line - 1] ?? text.length) + column - 1;
  const taken: Stretch[] = [];
  let written = 0;
  for (const { edits } of fixes) {
    const own = edits.map(({ start, end, newText }) => ({ from: offset(start), to: offset(end), newText }));
    if (own.some((edit) => taken.some((other) => edit.from <= other.to && other.from <= edit.to))) continue;
    taken.push(...own);
    written += 1;
  }
  const ordered = taken.sort((first, second) => second.from - first.from);
  const result = ordered.reduce(
    (whole, { from, to, newText }) => whole.slice(0, from) + newText + whole.slice(to),
    text,
  );
  if (result !== text) await writeFile(file, result);
  return written;
}
