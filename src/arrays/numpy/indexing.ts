import { checkedSize } from '../budget.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { type Arg, isList, isScalar, Name, Slice } from '../values.js';
import { broadcastShape, broadcastTo, shapeText } from './broadcast.js';
import { newStore } from './dtypes.js';
import { NdArray, placesOf, rowStrides } from './ndArray.js';
import { arrayOf } from './nested.js';

/** Start, step and number of entries that a slice leaves of an axis. */
function sliceOf({ start, stop, step }: Slice, size: number): { start: number; step: number; count: number } {
  const by = whole(step, 1);
  if (by === 0) throw new NotKnown('a step of 0 is not allowed');
  const clip = (at: number) => {
    const absolute = at < 0 ? at + size : at;
    return by > 0 ? Math.min(Math.max(absolute, 0), size) : Math.min(Math.max(absolute, -1), size - 1);
  };
  const from = start === null ? (by > 0 ? 0 : size - 1) : clip(whole(start, 0));
  const to = stop === null ? (by > 0 ? size : -1) : clip(whole(stop, 0));
  return { start: from, step: by, count: Math.max(0, Math.ceil((to - from) / by)) };
}

function whole(value: Scalar, otherwise: number): number {
  if (value === null) return otherwise;
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw new NotKnown(`${String(value)} is not a whole number`);
}

function axisIndex(at: number, size: number): number {
  const absolute = at < 0 ? at + size : at;
  if (!Number.isInteger(at) || absolute < 0 || absolute >= size)
    throw new NotKnown(`there is no entry ${at} among ${size}`);
  return absolute;
}

const placeOf = (at: number) => new NdArray('int64', Float64Array.of(at), []);

/** What an index leaves: a view, and for each axis of it that a list of places took, those places. */
interface Picked {
  readonly view: NdArray;
  /** Where lists of places were given: the axes of `view` that they take from, and the places. */
  readonly lists: readonly { readonly axis: number; readonly at: NdArray }[];
  readonly isApart: boolean;
}

function isDots(index: Arg | undefined): boolean {
  return index instanceof Name && index.path === 'Ellipsis';
}

/** Booleans as the places where they are true, one list an axis. */
function expanded(indices: readonly Arg[], array: NdArray): Arg[] {
  return indices.flatMap((index): Arg[] => {
    const list = isList(index) ? arrayOf(index) : index;
    if (!(list instanceof NdArray)) return [index];
    if (list.dtype !== 'bool') return [list.size === 0 ? list.astype('int64') : list];
    if (list.ndim === 1 && array.ndim === 1 && list.size !== array.size)
      throw new NotKnown(`a mask of ${list.size} entries does not fit ${shapeText(array.shape)}`);
    return placesOfTrue(list);
  });
}

/** Where an array is not 0: a list of places for each axis. */
export function placesOfTrue(array: NdArray): NdArray[] {
  const data = array.numbers();
  const axes = array.shape.map((): number[] => []);
  const strides = rowStrides(array.shape);
  for (let i = 0; i < data.length; i++) {
    if (!data[i]) continue;
    for (const [axis, size] of array.shape.entries()) axes[axis]?.push(Math.floor(i / (strides[axis] ?? 1)) % size);
  }
  return axes.map((places) => new NdArray('int64', Float64Array.from(places), [places.length]));
}

/** A view in the making: its axes so far, and which of them lists take from. */
class Picking {
  readonly shape: number[] = [];
  readonly strides: number[] = [];
  readonly lists: { axis: number; at: NdArray }[] = [];
  isApart = false;
  private offset: number;
  private axis = 0;
  private last = -1;

  constructor(private readonly array: NdArray) {
    this.offset = array.offset;
  }

  get view(): NdArray {
    return new NdArray(this.array.dtype, this.array.data, this.shape, this.strides, this.offset);
  }

  keep(count = 1): void {
    for (let left = count; left > 0; left--) {
      this.shape.push(this.array.shape[this.axis] ?? 0);
      this.strides.push(this.array.strides[this.axis++] ?? 0);
    }
  }

  add(): void {
    this.shape.push(1);
    this.strides.push(0);
  }

  slice(index: Slice): void {
    const { start, step, count } = sliceOf(index, this.array.shape[this.axis] ?? 0);
    const stride = this.array.strides[this.axis++] ?? 0;
    this.offset += count === 0 ? 0 : start * stride;
    this.shape.push(count);
    this.strides.push(stride * step);
  }

  entry(at: number): void {
    this.offset += axisIndex(at, this.array.shape[this.axis] ?? 0) * (this.array.strides[this.axis] ?? 0);
    this.axis++;
  }

  list(at: NdArray, position: number): void {
    this.isApart ||= this.lists.length > 0 && this.last !== position - 1;
    this.last = position;
    this.lists.push({ axis: this.shape.length, at });
    this.keep();
  }
}

function pick(array: NdArray, given: readonly Arg[]): Picked {
  const plain = expanded(given, array);
  // Beside lists of places a single place counts as one of them.
  const hasLists = plain.some((index) => index instanceof NdArray);
  const indices = hasLists ? plain.map((index) => (typeof index === 'number' ? placeOf(index) : index)) : plain;
  const used = indices.filter((index) => index !== null && !isDots(index)).length;
  if (used > array.ndim) throw new NotKnown(`${used} indices are too many for ${shapeText(array.shape)}`);
  if (!indices.some(isDots)) indices.push(new Name('Ellipsis'));
  const picking = new Picking(array);
  for (const [i, index] of indices.entries()) {
    if (isDots(index)) picking.keep(array.ndim - used);
    else if (index === null) picking.add();
    else if (index instanceof Slice) picking.slice(index);
    else if (typeof index === 'number') picking.entry(index);
    else if (index instanceof NdArray && !Array.isArray(index.data)) picking.list(index, i);
    else throw new NotKnown('an index of this kind is not supported');
  }
  return picking;
}

/** Places in the store of what an index with lists takes, and its shape. */
function fancyPlaces({ view, lists, isApart }: Picked): { places: Float64Array; shape: number[] } {
  const common = broadcastShape(...lists.map(({ at }) => at.shape));
  const taken = new Set(lists.map(({ axis }) => axis));
  const starts = new Float64Array(checkedSize(common));
  for (const { axis, at } of lists) {
    const entries = broadcastTo(at, common).numbers();
    const stride = view.strides[axis] ?? 0;
    for (let i = 0; i < starts.length; i++)
      starts[i] = (starts[i] ?? 0) + axisIndex(entries[i] ?? 0, view.shape[axis] ?? 0) * stride;
  }
  const first = isApart ? 0 : (lists[0]?.axis ?? 0);
  const before = view.shape.flatMap((size, axis) => (!taken.has(axis) && axis < first ? [{ size, axis }] : []));
  const after = view.shape.flatMap((size, axis) => (!taken.has(axis) && axis >= first ? [{ size, axis }] : []));
  const places = (axes: typeof before) =>
    placesOf({
      shape: axes.map(({ size }) => size),
      strides: axes.map(({ axis }) => view.strides[axis] ?? 0),
      offset: 0,
    });
  const [outer, inner] = [places(before), places(after)];
  const shape = [...before.map(({ size }) => size), ...common, ...after.map(({ size }) => size)];
  const out = new Float64Array(checkedSize(shape));
  let filled = 0;
  for (const o of outer) for (const s of starts) for (const i of inner) out[filled++] = view.offset + o + s + i;
  return { places: out, shape };
}

/** `array[indices]`: a view for slices and numbers, a copy for lists and masks, a scalar for one entry. */
export function getItem(array: NdArray, indices: readonly Arg[]): NdArray | Scalar {
  const picked = pick(array, indices);
  const { view, lists } = picked;
  if (lists.length === 0) {
    const isEntry = view.ndim === 0 && !indices.some(isDots);
    return isEntry ? (view.scalars()[0] ?? null) : view;
  }
  const { places, shape } = fancyPlaces(picked);
  const out = newStore(array.dtype, places.length);
  for (let i = 0; i < out.length; i++) out[i] = (array.data[places[i] ?? 0] ?? null) as never;
  return new NdArray(array.dtype, out, shape);
}

/** Some rows of the first axis, in their order: a copy. */
export function takeRows(array: NdArray, rows: ArrayLike<number>): NdArray {
  const data = array.dense();
  const width = array.shape.slice(1).reduce((a, b) => a * b, 1);
  const shape = [rows.length, ...array.shape.slice(1)];
  const out = newStore(array.dtype, checkedSize(shape));
  for (let i = 0; i < rows.length; i++) {
    const from = axisIndex(rows[i] ?? 0, array.shape[0] ?? 0) * width;
    for (let k = 0; k < width; k++) out[i * width + k] = data[from + k] as never;
  }
  return new NdArray(array.dtype, out, shape);
}

/** `array[indices] = value`. @throws {NotKnown} where the type of the array would cut something off */
export function setItem(array: NdArray, indices: readonly Arg[], value: Arg): void {
  const picked = pick(array, indices);
  const { places, shape } =
    picked.lists.length === 0 ? { places: placesOf(picked.view), shape: picked.view.shape } : fancyPlaces(picked);
  const given = value instanceof NdArray ? value : arrayOf(isScalar(value) || isList(value) ? value : null);
  const from = broadcastTo(squeezedTo(given, shape.length), shape).scalars();
  const { data, dtype } = array;
  for (let i = 0; i < places.length; i++) {
    const entry = from[i] ?? null;
    data[places[i] ?? 0] = entry as never;
    if (Array.isArray(data)) continue;
    const stored = data[places[i] ?? 0];
    const number = Number(entry ?? Number.NaN);
    if (dtype === 'float32' || stored === number || (Number.isNaN(number) && Number.isNaN(stored))) {
      if (dtype !== 'int64' || Number.isInteger(number)) continue;
    }
    throw new NotKnown(`${String(entry)} does not fit an array of ${dtype}`);
  }
}

/** NumPy lets leading axes of one entry fall away where it assigns. */
function squeezedTo(array: NdArray, ndim: number): NdArray {
  const extra = array.ndim - ndim;
  if (extra <= 0 || array.shape.slice(0, extra).some((size) => size !== 1)) return array;
  return array.withShape(array.shape.slice(extra));
}
