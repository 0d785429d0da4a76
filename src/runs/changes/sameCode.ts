import { codeTokens } from './codeTokens.js';

/** Whether two texts of one file say the same: comments, blanks and lines that only moved down or up say nothing. */
export function sameCode({
  file,
  before,
  after,
}: {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}): boolean {
  const [one, other] = [before, after].map((text) => codeTokens(text, file).map(({ key }) => key));
  return one?.length === other?.length && one?.every((key, index) => key === other?.[index]) === true;
}
