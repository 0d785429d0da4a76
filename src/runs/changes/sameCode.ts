import { codeTokens } from './codeTokens.js';
import { type LineShift, lineShifts } from './lineShifts.js';

/** What became of the code of a text: how its lines moved, none where all stand where they were; null where it is other code. */
export type CodeNow = readonly LineShift[] | null;

/** What became of the code between two texts of one file: comments and blanks are none of it. */
export function sameCode({
  file,
  before,
  after,
}: {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}): CodeNow {
  const now = codeTokens(after, file);
  const had = codeTokens(before, file);
  if (had.length !== now.length || had.some(({ key }, index) => key !== now[index]?.key)) return null;
  return lineShifts(
    had.map(({ line }) => line),
    now.map(({ line }) => line),
  );
}
