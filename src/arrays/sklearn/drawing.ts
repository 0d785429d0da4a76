import { checkedSize } from '../budget.js';
import type { Given } from '../given.js';
import { takeRows } from '../numpy/indexing.js';
import { floats } from '../numpy/making.js';
import type { NdArray } from '../numpy/ndArray.js';
import { transpose } from '../numpy/shaping.js';
import type { LegacyRandom } from '../random/legacyRandom.js';

export function drawn(shape: readonly number[], draw: (at: number) => number): NdArray {
  return floats(
    Float64Array.from({ length: checkedSize(shape) }, (_, i) => draw(i)),
    shape,
  );
}

/** Inputs and targets in another order, where `shuffle` says so. */
export function mixed(given: Given, random: LegacyRandom, x: NdArray, y: NdArray): [NdArray, NdArray] {
  if (!given.flag('shuffle', true)) return [x, y];
  const order = random.permutation(x.shape[0] ?? 0);
  return [takeRows(x, order), takeRows(y, order)];
}

/** Columns in another order. */
export function mixColumns(x: NdArray, order: ArrayLike<number>): NdArray {
  return transpose(takeRows(transpose(x), order)).copy();
}
