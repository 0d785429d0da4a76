import type { Scalar } from '../notKnown.js';
import { integers } from '../numpy/making.js';
import type { NdArray } from '../numpy/ndArray.js';
import { compareScalars } from '../numpy/sorting.js';
import { isMissing } from './missing.js';

/** Categories in ascending order, and the place of each value among them; -1 for what is missing. */
export function codesOf(values: NdArray): { codes: NdArray; categories: Scalar[] } {
  const scalars = values.scalars();
  const categories = [...new Set(scalars.filter((value) => !isMissing(value)))].sort(compareScalars);
  const place = new Map(categories.map((category, i) => [category, i]));
  const codes = integers(scalars.map((value) => place.get(value) ?? -1));
  // pandas takes the smallest type that holds them.
  const narrow = categories.length <= 127 ? 'int8' : categories.length <= 32_767 ? 'int16' : 'int32';
  return { codes: codes.astype(narrow), categories };
}

/** `pd.factorize`: values in the order in which they come. */
export function factorized(values: NdArray): { codes: NdArray; uniques: Scalar[] } {
  const scalars = values.scalars();
  const uniques = [...new Set(scalars.filter((value) => !isMissing(value)))];
  const place = new Map(uniques.map((value, i) => [value, i]));
  return { codes: integers(scalars.map((value) => place.get(value) ?? -1)), uniques };
}
