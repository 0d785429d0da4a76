import { readFile, writeFile } from 'node:fs/promises';
import { editedText } from '../../diagnosis/source/editedText.js';
import type { CheckedFinding } from './checkedFinding.js';

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

async function writeInto(file: string, fixes: CheckedFinding['fixes']): Promise<number> {
  const before = await readFile(file, 'utf8');
  const { text, applied } = editedText(before, fixes);
  if (text !== before) await writeFile(file, text);
  return applied;
}
