import { type CodeToken, codeTokens } from './codeTokens.js';
import { type CodeLine, type ComparedPart, compared, comparedLines } from './comparedLines.js';

/** Share of the tokens of changed lines that both have, below which they are other lines and not edited ones. */
const MOSTLY_NEW = 0.3;
/** Edits within one line that are told apart. */
const MOST_IN_LINE = 3;

/** What an edit did to lines, or to a part of them. */
export interface TextChange {
  readonly kind: 'replaced' | 'added' | 'removed' | 'rewritten';
  /** Lines of the text after, of `removed` those of the text before. */
  readonly lines: readonly number[];
  /** Whole lines were added or removed. */
  readonly isWhole: boolean;
  /** The code that went and the code that came; empty where there is none. */
  readonly before: string;
  readonly after: string;
  /** What the code is given to, as `units` in `units: 8`; null where that is nothing with a name. */
  readonly name: string | null;
}

/** What an edit of a file changed in its code; comments and blanks are no change. */
export function textChanges(before: string, after: string, file: string): TextChange[] {
  if (before === after) return [];
  return comparedLines(codeTokens(before, file), codeTokens(after, file))
    .filter(({ isCommon }) => !isCommon)
    .flatMap(changesIn)
    .map(({ gone, come, ...change }): TextChange => ({ ...change, before: codeOf(gone), after: codeOf(come) }));
}

/** On one line, without comments. */
function codeOf(tokens: readonly CodeToken[]): string {
  const spaced = tokens.map(({ text, start }, index) =>
    start > (tokens[index - 1]?.end ?? start) ? ` ${text}` : text,
  );
  return spaced.join('').replaceAll(/\s+/g, ' ');
}

type Edit = Omit<TextChange, 'before' | 'after'> & {
  readonly gone: readonly CodeToken[];
  readonly come: readonly CodeToken[];
};

function changesIn(hunk: ComparedPart<CodeLine>): Edit[] {
  const gone = hunk.gone.flatMap(({ tokens }) => tokens);
  const come = hunk.come.flatMap(({ tokens }) => tokens);
  if (gone.length === 0 || come.length === 0) return [edit({ gone, come }, hunk, null)];
  const parts = compared(gone, come);
  const both = parts?.reduce((sum, { isCommon, come: { length } }) => (isCommon ? sum + length : sum), 0) ?? 0;
  const isOther = both < MOSTLY_NEW * Math.max(gone.length, come.length) && come.length > MOST_IN_LINE;
  if (!parts || isOther) return [rewritten(come)];
  return withoutCrowds(edits(parts, hunk));
}

function edits(parts: readonly ComparedPart<CodeToken>[], hunk: ComparedPart<CodeLine>): Edit[] {
  let last: readonly CodeToken[] = [];
  return parts.flatMap(({ isCommon, ...part }): Edit[] => {
    const before = last;
    last = [...last, ...part.come].slice(-2);
    return isCommon ? [] : [edit(part, hunk, nameIn(before))];
  });
}

function edit({ gone, come }: Pick<Edit, 'gone' | 'come'>, hunk: ComparedPart<CodeLine>, name: string | null): Edit {
  const [tokens, lines] = come.length > 0 ? [come, hunk.come] : [gone, hunk.gone];
  const rows = rowsOf(tokens);
  const touched = lines.filter(({ tokens: [first] }) => first && rows.includes(first.line));
  const isWhole = touched.reduce((sum, line) => sum + line.tokens.length, 0) === tokens.length;
  return {
    kind: gone.length === 0 ? 'added' : come.length === 0 ? 'removed' : 'replaced',
    lines: rows,
    isWhole: isWhole && (gone.length === 0 || come.length === 0),
    gone,
    come,
    name,
  };
}

const rewritten = (come: readonly CodeToken[]): Edit => ({
  kind: 'rewritten',
  lines: rowsOf(come),
  isWhole: true,
  gone: [],
  come: [],
  name: null,
});

/** A line with many edits is told as one. */
function withoutCrowds(changes: readonly Edit[]): Edit[] {
  const rowOf = ({ kind, lines: [row] }: Edit) => (kind === 'removed' ? null : row);
  return [...Map.groupBy(changes, rowOf)].flatMap(([row, group]) =>
    row === null || group.length <= MOST_IN_LINE ? group : [rewritten(group.flatMap(({ come }) => come))],
  );
}

const rowsOf = (tokens: readonly CodeToken[]): number[] => [...new Set(tokens.map(({ line }) => line))];

/** `units` before `: 8` or `= 8`. */
function nameIn([word, sign]: readonly CodeToken[]): string | null {
  return word && sign && /^[:=]$/.test(sign.text) && /^[\p{L}_$]/u.test(word.text) ? word.text : null;
}
