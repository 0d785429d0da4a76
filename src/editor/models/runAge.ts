import { stat } from 'node:fs/promises';
import type { Run, Runs } from '../../runs/types.js';
import { isNotebookFile } from '../../source/modelFiles.js';

/** How what a run ran stands to what is there now. */
export interface RunAge {
  /** Files whose code reads otherwise by now, comments and blanks aside; and files of data that were written since. */
  readonly edited: readonly string[];
  /** Every character is as it was. */
  readonly isExact: boolean;
}

/** What is there now. */
interface Present {
  /** Null where there is no such file. */
  readonly textNow: (file: string) => Promise<string | null>;
  readonly sameCode: Runs['sameCode'];
}

/** Null where nothing is known of what ran. */
export async function runAge(
  run: Pick<Run, 'startedAt' | 'request'>,
  sources: Awaited<ReturnType<Runs['sources']>>,
  { textNow, sameCode }: Present,
): Promise<RunAge | null> {
  const edited = await writtenData(run);
  let isExact = edited.length === 0;
  const kept = sources.flatMap(({ file, text }) => (text === null ? [] : [{ file, before: text }]));
  if (kept.length === 0 && isExact) return null;
  for (const { file, before } of kept) {
    const after = await textNow(file);
    if (after === before || (after === null && isNotebookFile(file))) continue;
    isExact = false;
    if (after === null || !(await sameCode({ file, before, after }))) edited.push(file);
  }
  return { edited, isExact };
}

/** Data of a run that was written since it began, or is gone. What stands in it is not compared: it may be of any size. */
async function writtenData({ startedAt, request }: Pick<Run, 'startedAt' | 'request'>): Promise<string[]> {
  const written: string[] = [];
  for (const file of request.dataFiles) {
    const stats = await stat(file).catch(() => null);
    if (stats === null || stats.mtimeMs > startedAt) written.push(file);
  }
  return written;
}
