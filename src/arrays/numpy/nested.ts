import { checkedSize } from '../budget.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { type Arg, ArrayObject, isList, isScalar } from '../values.js';
import { shapeText } from './broadcast.js';
import { type DType, newStore, promoted } from './dtypes.js';
import { NdArray } from './ndArray.js';

function shapeOf(value: Arg): readonly number[] {
  if (value instanceof NdArray) return value.shape;
  if (value instanceof ArrayObject) return asArray(value).shape;
  if (!isList(value)) return [];
  return [value.length, ...(value.length > 0 ? shapeOf(value[0] ?? null) : [])];
}

/** The type that a value of Python has in an array. */
export function scalarType(value: Scalar): DType {
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'str' : 'object';
}

/** Entries of nested lists in their order, and the type that holds all of them. */
class Collected {
  readonly entries: Scalar[] = [];
  dtype: DType | null = null;

  constructor(private readonly shape: readonly number[]) {}

  add(part: Arg, depth = 0): void {
    if (part instanceof NdArray || part instanceof ArrayObject) this.addArray(asArray(part), depth);
    else if (isList(part)) {
      if (part.length !== this.shape[depth]) throw this.ragged(depth);
      for (const entry of part) this.add(entry, depth + 1);
    } else if (isScalar(part)) {
      if (depth !== this.shape.length) throw this.ragged(depth);
      this.widen(scalarType(part));
      this.entries.push(part);
    } else throw new NotKnown('an entry of this kind is not supported in an array');
  }

  private addArray(inner: NdArray, depth: number): void {
    if (inner.shape.join() !== this.shape.slice(depth).join()) throw this.ragged(depth);
    this.widen(inner.dtype);
    for (const entry of inner.scalars()) this.entries.push(entry);
  }

  private widen(dtype: DType): void {
    if (this.dtype !== dtype) this.dtype = this.dtype ? promoted(this.dtype, dtype) : dtype;
  }

  private ragged(depth: number): NotKnown {
    return new NotKnown(
      `its rows differ in length: ${shapeText(this.shape.slice(0, depth + 1))} does not hold for all`,
    );
  }
}

/** An array of nested lists, whose entries may be arrays. @throws {NotKnown} where the rows differ in length */
export function arrayOf(value: Arg, wanted?: DType): NdArray {
  if (value instanceof NdArray) return wanted && wanted !== value.dtype ? value.astype(wanted) : value;
  if (value instanceof ArrayObject) return arrayOf(asArray(value), wanted);
  const shape = shapeOf(value);
  checkedSize(shape);
  const collected = new Collected(shape);
  collected.add(value);
  const dtype: DType = collected.dtype ?? 'float64';
  const { entries } = collected;
  const data = newStore(dtype, entries.length);
  for (const [i, entry] of entries.entries()) data[i] = (dtype === 'str' ? String(entry) : entry) as never;
  const array = new NdArray(dtype, data, shape);
  return wanted && wanted !== dtype ? array.astype(wanted) : array;
}

/** A table or column as an array. @throws {NotKnown} where it is neither */
export function asArray(value: Arg): NdArray {
  if (value instanceof NdArray) return value;
  return value instanceof ArrayObject ? value.toArray() : arrayOf(value);
}

/** Nested lists of an array's entries: `tolist`. */
export function nestedLists(array: NdArray): Arg {
  if (array.ndim === 0) return array.scalars()[0] ?? null;
  if (array.ndim === 1) return array.scalars();
  return Array.from({ length: array.shape[0] ?? 0 }, (_, row) => nestedLists(array.row(row)));
}
