import type { Tensor, Tfjs } from '../../../tfjs/tfjs.js';

type Values = Float32Array | Int32Array | Uint8Array;
type DataType = 'float32' | 'int32' | 'bool';

/** What each element of a column is. */
interface Form {
  readonly shape: readonly number[];
  readonly dtype: DataType;
  readonly isTensor: boolean;
}

const CLASSES = { float32: Float32Array, int32: Int32Array, bool: Uint8Array };

/** The numbers of one part of all elements of a dataset, one after the other, so that any rows of them are a batch. */
export class KeptColumn {
  private constructor(
    private readonly tf: Tfjs,
    private readonly form: Form,
    private readonly values: Values,
    /** Those that were read already: a tensor does not change. */
    private readonly tensors: (Tensor | undefined)[],
  ) {}

  /** Without numbers yet. @param most numbers that are kept @returns null where tfjs's `batch` would make something else of such elements */
  static like(tf: Tfjs, element: unknown, count: number, most: number): KeptColumn | null {
    const form = formOf(tf, element);
    const size = form ? sizeOf(form) * count : 0;
    return form && size > 0 && size <= most ? new KeptColumn(tf, form, new CLASSES[form.dtype](size), []) : null;
  }

  get size(): number {
    return this.values.length;
  }

  /** Takes the numbers that the elements have now. @returns whether all of them are of the column's form */
  take(elements: Iterable<unknown>, count: number): boolean {
    const size = sizeOf(this.form);
    if (size * count !== this.values.length) return false;
    let row = 0;
    for (const element of elements) {
      if (row === count) break;
      if (!this.takeElement(element, row * size, row)) return false;
      row++;
    }
    return row === count;
  }

  /** The batch that tfjs stacks of these rows. */
  batch(rows: Int32Array): Tensor {
    const { dtype, shape } = this.form;
    const size = sizeOf(this.form);
    const values = new CLASSES[dtype](rows.length * size);
    for (let at = 0; at < rows.length; at++) {
      const start = (rows[at] as number) * size;
      if (size === 1) values[at] = this.values[start] as number;
      else values.set(this.values.subarray(start, start + size), at * size);
    }
    return this.tf.tensor(values, [rows.length, ...shape], dtype);
  }

  private takeElement(element: unknown, start: number, row: number): boolean {
    const { form, values, tf } = this;
    if (!form.isTensor) return fill(element, form.shape, 0, values, start) !== null;
    if (!(element instanceof tf.Tensor) || element instanceof tf.Variable || element.isDisposed) return false;
    if (this.tensors[row] === element) return true;
    if (element.dtype !== form.dtype || element.shape.join() !== form.shape.join()) return false;
    values.set(element.dataSync() as Values, start);
    this.tensors[row] = element;
    return true;
  }
}

const sizeOf = ({ shape }: Form): number => shape.reduce((product, length) => product * length, 1);

/** Of a number, an array of numbers, nested or not, or a tensor. */
function formOf(tf: Tfjs, element: unknown): Form | null {
  if (element instanceof tf.Tensor) {
    const { dtype, shape } = element;
    const known = dtype === 'float32' || dtype === 'int32' || dtype === 'bool' ? dtype : null;
    return known && { shape, dtype: known, isTensor: true };
  }
  const shape: number[] = [];
  let first = element;
  for (; isRow(first); first = first[0]) shape.push(first.length);
  return typeof first === 'number' ? { shape, dtype: 'float32', isTensor: false } : null;
}

/**
 * @returns where the numbers end; null where the element is not of that shape, or has a zero below zero: tfjs makes such zeros and others one
 * in each element
 */
function fill(element: unknown, shape: readonly number[], depth: number, values: Values, start: number): number | null {
  if (depth === shape.length) {
    if (typeof element !== 'number' || Object.is(element, -0)) return null;
    values[start] = element;
    return start + 1;
  }
  if (!isRow(element) || element.length !== shape[depth]) return null;
  let at: number | null = start;
  for (let index = 0; index < element.length && at !== null; index++) {
    at = fill(element[index], shape, depth + 1, values, at);
  }
  return at;
}

const isRow = (value: unknown): value is ArrayLike<unknown> => Array.isArray(value) || value instanceof Float32Array;
