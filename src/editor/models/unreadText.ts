/** Characters from which a file's length is the likely reason why it cannot be read in time. */
const LARGE = 1_000_000;

/** Says that a file's models are not shown, and why. @param length characters of the file */
export function unreadText(reason: string, length: number): string {
  const large = length > LARGE ? ` At ${(length / 1e6).toFixed(1)} MB it is too large to search.` : '';
  return `GradLens shows no models in this file: ${reason.replace(/\.$/, '')}.${large}`;
}
