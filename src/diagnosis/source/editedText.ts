import type { SourceSpan } from '../../protocol/sourceSpan.js';

/** An edit of a file; its end is exclusive. */
export interface TextEdit extends Pick<SourceSpan, 'start' | 'end'> {
  readonly newText: string;
}

/** Edits that belong together. */
interface Fix {
  readonly edits: readonly TextEdit[];
}

/** A file's text with fixes in it, and how many of them: where two touch, the second is left out, but what both write, as an import, is written once. */
export function editedText(text: string, fixes: readonly Fix[]): { readonly text: string; readonly applied: number } {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  const offset = ({ line, column }: TextEdit['start']) => (starts[line - 1] ?? text.length) + column - 1;
  const taken: Edit[] = [];
  let applied = 0;
  for (const { edits } of fixes) {
    const own = edits
      .map(({ start, end, newText }) => ({ from: offset(start), to: offset(end), newText }))
      .filter((edit) => !taken.some((other) => isSame(edit, other)));
    if (own.some((edit) => taken.some((other) => edit.from <= other.to && other.from <= edit.to))) continue;
    taken.push(...own);
    applied += 1;
  }
  const ordered = taken.sort((first, second) => second.from - first.from);
  const edited = ordered.reduce(
    (whole, { from, to, newText }) => whole.slice(0, from) + newText + whole.slice(to),
    text,
  );
  return { text: edited, applied };
}

/** Of offsets in the text. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly newText: string;
}

const isSame = (one: Edit, other: Edit): boolean =>
  one.from === other.from && one.to === other.to && one.newText === other.newText;

/** Code as it stands in a JSON string, which it does in a notebook's file. */
export const insideJson = (code: string): string => JSON.stringify(code).slice(1, -1);
