import { checkedSize } from '../budget.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { shapeText } from './broadcast.js';
import { isFloat, newStore, promoted } from './dtypes.js';
import { NdArray } from './ndArray.js';
import { operate } from './operators.js';
import { sums, unwrapped } from './reductions.js';

/** `np.dot`, `@`: of vectors and matrices. */
export function dot(a: NdArray, b: NdArray): NdArray | Scalar {
  if (a.ndim === 0 || b.ndim === 0) return unwrapped(operate('*', a, b));
  if (a.ndim > 2 || b.ndim > 2) throw new NotKnown('products of more than two axes are not supported');
  if (a.ndim === 1 && b.ndim === 1) return sums(operate('*', a, b), { axes: null, keepDims: false });
  const left = a.ndim === 1 ? a.withShape([1, a.size]) : a;
  const right = b.ndim === 1 ? b.withShape([b.size, 1]) : b;
  const product = matrixProduct(left, right);
  const shape = [...(a.ndim === 1 ? [] : [left.shape[0] ?? 0]), ...(b.ndim === 1 ? [] : [right.shape[1] ?? 0])];
  return unwrapped(product.withShape(shape));
}

function matrixProduct(a: NdArray, b: NdArray): NdArray {
  const [rows = 0, inner = 0] = a.shape;
  const [other = 0, columns = 0] = b.shape;
  if (inner !== other) throw new NotKnown(`${shapeText(a.shape)} and ${shapeText(b.shape)} have no product`);
  const dtype = promoted(a.dtype, b.dtype);
  const out = newStore(isFloat(dtype) ? dtype : 'int64', checkedSize([rows, columns])) as Float64Array;
  if (rows * inner * columns > 2e9) throw new NotKnown('a product of this size is larger than GradLens computes');
  const [x, y] = [a.numbers(), b.numbers()];
  const row = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    row.fill(0);
    for (let k = 0; k < inner; k++) {
      const factor = x[i * inner + k] ?? 0;
      for (let j = 0; j < columns; j++) row[j] = (row[j] ?? 0) + factor * (y[k * columns + j] ?? 0);
    }
    out.set(row, i * columns);
  }
  return new NdArray(isFloat(dtype) ? dtype : 'int64', out, [rows, columns]);
}
