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

/** All rows of a tensor from one on up to another, or evenly spread ones of about so many elements. */
export function sampledRows(tensor: Tensor, most: number, { from = 0, to = allRows(tensor) } = {}): Rows {
  const rows = to - from;
  const width = rows === 0 ? 0 : tensor.size / allRows(tensor);
  const columns = tensor.rank < 2 ? 1 : (tensor.shape.at(-1) ?? 1);
  const wanted = Math.max(1, Math.floor(most / Math.max(1, width)));
  if (rows === allRows(tensor) && wanted >= rows) return { values: tensor.dataSync(), rows, width, columns };
  if (wanted >= rows) return { values: read(tensor, from, rows), rows, width, columns };
  const stretch = Math.ceil(wanted / STRETCHES);
  const count = Math.floor(wanted / stretch);
  const values = new Float64Array(count * stretch * width);
  for (let index = 0; index < count; index++) {
    const start = from + Math.floor((index * (rows - stretch)) / Math.max(1, count - 1));
    values.set(read(tensor, start, stretch), index * stretch * width);
  }
  return { values, rows: count * stretch, width, columns };
}

const allRows = ({ rank, shape }: Tensor): number => (rank === 0 ? 1 : (shape[0] ?? 1));

function read(tensor: Tensor, from: number, rows: number): ArrayLike<number> {
  const part = tensor.slice(from, rows);
  const values = part.dataSync();
  part.dispose();
  return values;
}
