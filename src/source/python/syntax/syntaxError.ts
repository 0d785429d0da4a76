import { closers, isCloser, openQuote, tokenPattern } from './tokens.js';

/** Why Python does not run a text, and where. */
export interface SyntaxProblem {
  readonly offset: number;
  /** As Python says it, without a full stop. */
  readonly message: string;
}

interface Open {
  readonly bracket: string;
  readonly offset: number;
}

/** What a statement with a body starts with. */
const compound =
  /^(?:(?:async[ \t]+)?(?:def|for|with)|class|if|elif|else|while|try|except|finally)\b(?![ \t]*[=.,)\]])/;
/**
 * The first thing that no Python reads, as far as brackets, quotes and colons tell: what is newer or older than the parser is no error.
 * @param starts Offsets of parts that are read on their own.
 */
export function syntaxProblem(text: string, starts: readonly number[]): SyntaxProblem | null {
  for (const [i, start] of starts.entries()) {
    const problem = problemIn(text.slice(start, starts[i + 1]));
    if (problem) return { ...problem, offset: start + problem.offset };
  }
  return null;
}

function problemIn(part: string): SyntaxProblem | null {
  const open: Open[] = [];
  let line = { start: 0, colon: false };
  let last = 0;
  for (const { 0: token, index } of part.matchAll(tokenPattern)) {
    line.colon ||= open.length === 0 && part.slice(last, index).includes(':');
    last = index + token.length;
    const problem = bracketProblem(token, index, open);
    if (problem) return problem;
    if (!/^[\r\n]/.test(token)) continue;
    if (open.length > 0) continue;
    if (lacksColon(part, line)) return { offset: index, message: "expected ':'" };
    line = { start: last, colon: false };
  }
  line.colon ||= part.slice(last).includes(':');
  const [outermost] = open;
  if (outermost) return neverClosed(outermost);
  return lacksColon(part, line) ? { offset: part.trimEnd().length, message: "expected ':'" } : null;
}

function bracketProblem(token: string, offset: number, open: Open[]): SyntaxProblem | null {
  if (closers[token]) open.push({ bracket: token, offset });
  else if (isCloser(token)) {
    const before = open.pop();
    if (!before) return { offset, message: `unmatched '${token}'` };
    if (closers[before.bracket] !== token) {
      return { offset, message: `closing '${token}' does not match the opening '${before.bracket}'` };
    }
  } else if (/^[a-zA-Z"']/.test(token) && openQuote(token)) return { offset, message: 'unterminated string' };
  return null;
}

const neverClosed = ({ bracket, offset }: Open): SyntaxProblem => ({
  offset,
  message: `'${bracket}' was never closed`,
});

function lacksColon(part: string, line: { readonly start: number; readonly colon: boolean }): boolean {
  return !line.colon && compound.test(part.slice(line.start, line.start + 200));
}
