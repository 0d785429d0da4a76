import type { Rows } from './sampledRows.js';

/** Samples below which a feature may equal the target by chance, or for the example's sake. */
const FEWEST = 20;

/** Of a table of inputs the feature that is the target itself in every sample; null where there is none, or that cannot be told. */
export function targetAmongInputs(inputs: Rows, targets: Rows): number | null {
  const { values, rows, width, columns } = inputs;
  if (targets.width !== 1 || targets.rows !== rows || width < 2 || columns !== width || rows < FEWEST) return null;
  const wanted = Array.from(targets.values);
  if (wanted.every((value) => value === wanted[0])) return null;
  for (let feature = 0; feature < width; feature++) {
    if (wanted.every((value, row) => values[row * width + feature] === value)) return feature;
  }
  return null;
}
