import { checkedSize } from '../budget.js';
import { NotKnown } from '../notKnown.js';
import { integers } from '../numpy/making.js';
import type { NdArray } from '../numpy/ndArray.js';
import { asArray } from '../numpy/nested.js';
import { type Arg, ArrayObject, isList } from '../values.js';

/** What numbers words. */
export abstract class Vocabulary extends ArrayObject {
  /** Words by their numbers, empty where there is none; null before it has seen any. */
  abstract get words(): readonly string[] | null;
  /** It has seen something that is not known here. */
  abstract forget(): void;
}

/** A list of texts. @throws {NotKnown} where they are no texts, or too many to be gone through here */
export function textsOf(values: Arg): readonly string[] {
  const texts = isList(values) ? values.flat() : typeof values === 'string' ? [values] : asArray(values).scalars();
  if (!texts.every((text) => typeof text === 'string')) throw new NotKnown('what is no text has no words');
  checkedSize([texts.reduce((sum, text) => sum + text.length, 0)]);
  return texts;
}

/** How often each word comes, in the order of their first. */
export function countsOf(texts: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of texts.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Rows of numbers as one array, filled up with zeros. @param length null for that of the longest */
export function rowsOf(rows: readonly (readonly number[])[], length: number | null): NdArray {
  const width = length ?? rows.reduce((longest, row) => Math.max(longest, row.length), 0);
  const data = new Float64Array(checkedSize([rows.length, width]));
  for (const [at, row] of rows.entries()) data.set(row.slice(0, width), at * width);
  return integers(data, [rows.length, width]);
}
