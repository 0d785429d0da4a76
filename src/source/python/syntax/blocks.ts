import { closers, isCloser, tokenPattern } from './tokens.js';

/** What never starts a statement of its own: an indented line, a clause, a closing bracket, a comment, a string. */
const continues = /^(?:\s|[)\]}#"']|(?:else|elif|except|finally|case)\b|$)/;
/** Characters, about. */
const MIN_BLOCK = 400;

/** Offsets at which a program can be cut into parts that are read on their own, the first at 0. */
export function blockStarts(text: string): number[] {
  const starts = [0];
  let open = 0;
  let decorated = false;
  for (const { 0: token, index } of text.matchAll(tokenPattern)) {
    if (closers[token]) open++;
    else if (isCloser(token)) open = Math.max(0, open - 1);
    else if (open === 0 && /^[\r\n]/.test(token)) {
      const start = index + token.length;
      const line = text.slice(start, start + 80);
      if (/[ \t]$/.test(token) || continues.test(line)) continue;
      if (!decorated && endsBlock(line, start - (starts.at(-1) ?? 0))) starts.push(start);
      decorated = line.startsWith('@');
    }
  }
  return starts;
}

/** The line itself tells whether a block ends before it, so that an edit soon leaves the blocks behind it as they were. */
function endsBlock(line: string, length: number): boolean {
  return length >= MIN_BLOCK && (/^(?:def|class|async|@)/.test(line) || line.length % 4 === 0);
}
