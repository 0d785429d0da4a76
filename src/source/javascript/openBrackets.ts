export interface OpenBracket {
  readonly offset: number;
  /** What closes it. */
  readonly closer: string;
}

const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '`': '`' };
const regexMayFollow = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|do|else|void|await))\s*$/;

/**
 * Brackets, templates and comments that text leaves open, the outermost first. It reads tokens only as far as brackets need it,
 * so that it works on text that no parser takes.
 */
export function openBrackets(text: string): OpenBracket[] {
  const open: OpenBracket[] = [];
  let offset = 0;
  while (offset < text.length) {
    const character = text.charAt(offset);
    const closer = closerOf[character];
    if (open.at(-1)?.closer === '`') {
      offset = readTemplate(text, offset, open);
    } else if (closer) {
      open.push({ offset, closer });
      offset++;
    } else if (text.startsWith('/*', offset)) {
      const end = text.indexOf('*/', offset + 2);
      if (end < 0) return [...open, { offset, closer: '*/' }];
      offset = end + 2;
    } else {
      if (')]}'.includes(character)) close(open, character);
      offset = skipToken(text, offset);
    }
  }
  return open;
}

/** Drops what stands open inside of the bracket that a closer fits; a closer that fits none is left alone. */
function close(open: OpenBracket[], closer: string): void {
  const index = open.findLastIndex((bracket) => bracket.closer === closer);
  const template = open.findLastIndex((bracket) => bracket.closer === '`');
  if (index > template) open.length = index;
}

/** Reads on in a template's text up to its end or behind the next `${`. */
function readTemplate(text: string, start: number, open: OpenBracket[]): number {
  const next = /\\[\s\S]|`|\$\{/g;
  next.lastIndex = start;
  for (let match = next.exec(text); match; match = next.exec(text)) {
    if (match[0].startsWith('\\')) continue;
    if (match[0] === '`') open.pop();
    else open.push({ offset: match.index, closer: '}' });
    return next.lastIndex;
  }
  return text.length;
}

/** Skips a string, a line comment, a regular expression, or one character. A string ends with its line even if it is cut off. */
function skipToken(text: string, start: number): number {
  const character = text.charAt(start);
  if (character === '"' || character === "'") {
    return skipMatch(/(["'])(?:\\[\s\S]|(?!\1)[^\\\n])*\1?/y, text, start);
  }
  if (text.startsWith('//', start)) return skipMatch(/.*/y, text, start);
  if (character === '/' && regexMayFollow.test(text.slice(Math.max(0, start - 40), start))) {
    return skipMatch(/\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/?/y, text, start);
  }
  return start + 1;
}

function skipMatch(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.exec(text) ? pattern.lastIndex : start + 1;
}
