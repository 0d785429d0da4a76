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
  for (const { 0: found, index, groups } of text.matchAll(isPython ? python : javascript)) {
    for (let at = text.indexOf('\n', lineStart); at >= 0 && at < index; at = text.indexOf('\n', lineStart)) {
      line++;
      lineStart = at + 1;
    }
    if (groups?.comment !== undefined) continue;
    const isIndented = isPython && tokens.at(-1)?.line !== line;
    const key = isIndented ? `${index - lineStart}|${found}` : found;
    tokens.push({ text: found, key, line, start: index, end: index + found.length });
  }
  return tokens;
}
