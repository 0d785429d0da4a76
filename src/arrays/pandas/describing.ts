import { Given } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { isText } from '../numpy/dtypes.js';
import { floats } from '../numpy/making.js';
import type { NdArray } from '../numpy/ndArray.js';
import { reduceColumn } from './columnStatistics.js';
import { Index } from './labels.js';
import { DataFrame } from './tables.js';

const rows = ['count', 'mean', 'std', 'min', '25%', '50%', '75%', 'max'];

function statistics(values: NdArray): NdArray {
  const numbers = rows.map((row) => {
    const share = /^(\d+)%$/.exec(row)?.[1];
    const given = new Given('describe', new Map(share ? [['q', Number(share) / 100]] : []), []);
    return Number(reduceColumn(values, share ? 'quantile' : row, given));
  });
  return floats(Float64Array.from(numbers));
}

/** `frame.describe()`: eight statistics of each column of numbers. */
export function describedFrame(frame: DataFrame): DataFrame {
  const places = frame.data.flatMap((values, at) => (isText(values.dtype) || values.dtype === 'bool' ? [] : [at]));
  if (places.length === 0) throw new NotKnown('describe of a table of texts is not supported');
  const kept = frame.withColumns(places);
  return new DataFrame(kept.columns, kept.data.map(statistics), new Index(rows));
}
