import { isNotebookFile } from '../../protocol/cellsText.js';
import { UNKNOWN_CODE } from '../../runs/changes/codeNow.js';
import type { Runs } from '../../runs/types.js';

/** How what a run ran stands to what is there now. */
export interface RunAge {
  /** Files whose code reads otherwise by now, comments and blanks aside; and files of data or choices that are others by now. */
  readonly edited: readonly string[];
  /** All code stands on the lines that it had. */
  readonly isInPlace: boolean;
}

/** What is there now. */
interface Present {
  /** Null where there is no such file. */
  readonly textNow: (file: string) => Promise<string | null>;
  readonly codeNow: Runs['codeNow'];
  /** Other files than code that are no longer what it ran with: of data and of choices. */
  readonly otherEdited: readonly string[];
}

/** Null where nothing is known of what ran. */
export async function runAge(
  sources: Awaited<ReturnType<Runs['sources']>>,
  { textNow, codeNow, otherEdited }: Present,
): Promise<RunAge | null> {
  const edited = [...otherEdited];
  let isInPlace = edited.length === 0;
  const kept = sources.flatMap(({ file, text }) => (text === null ? [] : [{ file, before: text }]));
  if (kept.length === 0 && isInPlace) return null;
  for (const { file, before } of kept) {
    const after = await textNow(file);
    if (after === before || (after === null && isNotebookFile(file))) continue;
    const now = after === null ? UNKNOWN_CODE : await codeNow({ file, before, after, findsEdited: false });
    if (!now.isSame) edited.push(file);
    if (now.shifts.length > 0) isInPlace = false;
  }
  return { edited, isInPlace };
}
