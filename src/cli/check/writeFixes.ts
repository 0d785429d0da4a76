import { readFile, writeFile } from 'node:fs/promises';
import { editedText } from '../../diagnosis/source/editedText.js';
import { say } from '../ownWords.js';
import type { CheckedFinding } from './checkedFinding.js';
import type { CheckedFile } from './checkPaths.js';

/**
 * Writes the first fix of each finding of a rule into the files. Where two touch, the second is left out; a file that has changed since it was
 * read is left as it is, as its places are others now.
 * @returns how many were written
 */
export async function writeFixes(
  files: readonly Pick<CheckedFile, 'file' | 'text'>[],
  findings: readonly CheckedFinding[],
  rule: string,
): Promise<number> {
  const fixes = findings
    .filter((finding) => finding.rule === rule)
    .flatMap(({ fixes: [first] }) => (first ? [first] : []));
  const byFile = Map.groupBy(fixes, ({ edits: [edit] }) => edit?.file ?? '');
  let written = 0;
  for (const { file, text } of files) written += await writeInto(file, text, byFile.get(file) ?? []);
  return written;
}

async function writeInto(file: string, read: string, fixes: CheckedFinding['fixes']): Promise<number> {
  if (fixes.length === 0) return 0;
  if ((await readFile(file, 'utf8')) !== read) {
    say(`${file} has changed meanwhile, so nothing is written into it: run check again`);
    return 0;
  }
  const { text, applied } = editedText(read, fixes);
  if (text !== read) await writeFile(file, text);
  return applied;
}
