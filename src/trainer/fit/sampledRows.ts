import type { Tensor } from '../../tfjs/tfjs.js';

/** Stretches of rows that evenly spread samples are read as: slices of one row each would cost more than they save. */
const STRETCHES = 32;

/** Rows of a tensor's first dimension, in their order. */
export interface Rows {
  readonly values: ArrayLike<number>;
  readonly rows: number;
  /** Elements a row. */
  readonly width: number;
  /** Columns of its last dimension. */
  readonly columns: number;
}

/** All rows of a tensor, or evenly spread ones of about so many elements. */
export function sampledRows(tensor: Tensor, most: number): Rows {
  const rows = tensor.rank === 0 ? 1 : (tensor.shape[0] ?? 1);
  const width = rows === 0 ? 0 : tensor.size / rows;
  const columns = tensor.rank < 2 ? 1 : (tensor.shape.at(-1) ?? 1);
  const wanted = Math.max(1, Math.floor(most / Math.max(1, width)));
  if (wanted >= rows) return { values: tensor.dataSync(), rows, width, columns };
  const stretch = Math.ceil(wanted / STRETCHES);
  const count = Math.floor(wanted / stretch);
  const values = new Float64Array(count * stretch * width);
  for (let index = 0; index < count; index++) {
    const part = tensor.slice(Math.floor((index * (rows - stretch)) / Math.max(1, count - 1)), stretch);
    values.set(part.dataSync(), index * stretch * width);
    part.dispose();
  }
  return { values, rows: count * stretch, width, columns };
}
