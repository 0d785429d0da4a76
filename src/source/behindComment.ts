/**
 * How far from the end of an element or a statement the comment ends that ends its line, with the comma before it.
 * @param rest what follows the element or statement
 * @param isElement whether nothing but behind a comma can another one stand
 * @returns null where no comment does, or the comma is missing
 */
export function toCommentEnd(rest: string, isElement: boolean): number | null {
  const [all] = (isElement ? AFTER_ELEMENT : AFTER_STATEMENT).exec(rest) ?? [];
  return all === undefined ? null : all.length;
}

const AFTER_ELEMENT = /^[ \t]*,[ \t]*(?:#|\/\/)[^\r\n]*/;
const AFTER_STATEMENT = /^[ \t]*(?:#|\/\/)[^\r\n]*/;
