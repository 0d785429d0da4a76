import { codeTokens } from './codeTokens.js';

/** What became of the code of a text: on the lines that it had, on others, or other code. */
export type CodeNow = 'in-place' | 'moved' | 'edited';

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
  if (had.length !== now.length || had.some(({ key }, index) => key !== now[index]?.key)) return 'edited';
  return had.every(({ line }, index) => line === now[index]?.line) ? 'in-place' : 'moved';
}
