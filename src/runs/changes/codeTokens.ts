/** A word, number, string or sign of code. */
export interface CodeToken {
  /** As the code has it. */
  readonly text: string;
  /** What two tokens have in common that mean the same: of the first of a line in Python, its indentation too. */
  readonly key: string;
  /** From 1. */
  readonly line: number;
  /** Offsets in the whole text. */
  readonly start: number;
  readonly end: number;
}

const STRING = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|${'`'}(?:[^${'`'}\\]|\\.)*${'`'}`;
const NUMBER = String.raw`\.?\d(?:[\w.]|(?<=[eE])[+-])*`;
const WORD = String.raw`[\p{L}_$][\p{L}\p{N}_$]*`;
const SIGN = String.raw`=>|===?|!==?|<=|>=|\*\*|&&|\|\||\?\?|\S`;
const JAVASCRIPT_COMMENT = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->`;
const PYTHON_COMMENT = String.raw`#[^\n]*`;

const codeOf = (comment: string): RegExp =>
  new RegExp(`(?<comment>${comment})|${[STRING, NUMBER, WORD, SIGN].join('|')}`, 'gu');
const javascript = codeOf(JAVASCRIPT_COMMENT);
const python = codeOf(PYTHON_COMMENT);

/** What a text says, without comments and blanks. A guess at the language by the file's name is enough: two texts of one file are compared. */
export function codeTokens(text: string, file: string): CodeToken[] {
  const isPython = /\.(?:py|ipynb)$/i.test(file);
  const tokens: CodeToken[] = [];
  let line = 1;
  let lineStart = 0;
  // Looked for once a line: a minified file is a single one, with as many tokens as others have in all of theirs.
  let lineEnd = text.indexOf('\n');
  for (const { 0: found, index, groups } of text.matchAll(isPython ? python : javascript)) {
    while (lineEnd >= 0 && lineEnd < index) {
      line++;
      lineStart = lineEnd + 1;
      lineEnd = text.indexOf('\n', lineStart);
    }
    if (groups?.comment !== undefined) continue;
    const isIndented = isPython && tokens.at(-1)?.line !== line;
    const key = isIndented ? `${index - lineStart}|${found}` : found;
    tokens.push({ text: found, key, line, start: index, end: index + found.length });
  }
  return tokens;
}
