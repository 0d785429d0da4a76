import { closers, isCloser, openQuote, tokenPattern } from './tokens.js';

/** Text with closing brackets and quotes put in where the source lacks them. */
export interface RepairedText {
  readonly text: string;
  /** The offset in the source of an offset in the text. */
  original(offset: number): number;
}

/** What starts a statement and not a line within brackets. */
const statement =
  /(?:(?:async[ \t]+)?def[ \t]+\w|class[ \t]+\w|import[ \t]|from[ \t]+[\w.]+[ \t]+import[ \t]|return\b|raise\b|@\w|(?:if|elif|for|while|with)[ \t(].*:[ \t]*(?:#.*)?$|(?:else|try|finally)[ \t]*:|[\w.]+\.(?:add|compile|fit|summary)\(|[\w.]+[ \t]=[ \t].*[^,\s][ \t]*$|print\b)/my;

interface Open {
  readonly bracket: string;
  readonly indent: number;
}

/**
 * Closes brackets that are open where the next statement starts, so that half-typed code loses no more than itself. Text whose
 * brackets are closed is left as it is.
 */
export function closeBrackets(text: string): RepairedText {
  if (isBalanced(text)) return { text, original: (offset) => offset };
  const insertions = missingClosers(text);
  let repaired = '';
  let last = 0;
  for (const { at, closing } of insertions) {
    repaired += text.slice(last, at) + closing;
    last = at;
  }
  return { text: repaired + text.slice(last), original: (offset) => originalOffset(insertions, offset) };
}

interface Insertion {
  readonly at: number;
  readonly closing: string;
}

function originalOffset(insertions: readonly Insertion[], offset: number): number {
  let added = 0;
  for (const { at, closing } of insertions) {
    if (offset - added <= at) break;
    added += Math.min(closing.length, offset - added - at);
  }
  return offset - added;
}

function isBalanced(text: string): boolean {
  const open: string[] = [];
  for (const { 0: token } of text.matchAll(tokenPattern)) {
    if (closers[token]) open.push(closers[token]);
    else if (isCloser(token) ? open.pop() !== token : isString(token) && openQuote(token)) return false;
  }
  return open.length === 0;
}

function isString(token: string): boolean {
  return !/^[\s#\\]/.test(token);
}

function missingClosers(text: string): Insertion[] {
  const insertions: Insertion[] = [];
  let open: Open[] = [];
  let indent = 0;
  const close = (at: number) => {
    const closing = open.map(({ bracket }) => closers[bracket] ?? '').reverse();
    if (closing.length > 0) insertions.push({ at, closing: closing.join('') });
    open = [];
  };
  for (const { 0: token, index } of text.matchAll(tokenPattern)) {
    if (closers[token]) open.push({ bracket: token, indent });
    else if (isCloser(token)) {
      const at = open.findLastIndex(({ bracket }) => closers[bracket] === token);
      if (at === open.length - 1) open.pop();
    } else if (openQuote(token)) insertions.push({ at: index + token.length, closing: openQuote(token) });
    else if (/^[\r\n]/.test(token)) {
      const width = token.replace(/[\r\n]/g, '').length;
      const [outermost] = open;
      if (outermost && width <= outermost.indent && startsStatement(text, index + token.length)) close(index);
      if (open.length === 0) indent = width;
    }
  }
  close(text.trimEnd().length);
  return insertions;
}

function startsStatement(text: string, at: number): boolean {
  statement.lastIndex = at;
  return statement.test(text);
}
