import { HumanError } from '../../errors/humanError.js';
import { shapeText, sizeOf } from '../rows/shapes.js';
import { type NpyType, npyHeader } from './npyHeader.js';

/** An array of NumPy's in row-major order. */
export interface NpyArray {
  /** Name of its file, or `file.npz, "x"`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | readonly string[];
  /** Whether it is made of bytes, as pictures are. */
  readonly bytes: boolean;
}

/** @throws {HumanError} where it is cut off or damaged, or holds what is neither number nor text */
export function npyArray(file: Uint8Array, name: string): NpyArray {
  const { type, shape, fortranOrder, dataAt } = npyHeader(file, name);
  const size = sizeOf(shape);
  const there = Math.floor((file.length - dataAt) / type.bytes);
  if (there !== size) {
    const what = there < size ? 'is truncated' : 'is damaged';
    throw new HumanError(
      `${name} ${what}: an array of shape ${shapeText(shape)} has ${size} values, but the file has ${there}.`,
    );
  }
  const order = fortranOrder && shape.length > 1 ? columnOrder(shape) : null;
  return {
    name,
    shape,
    values: valuesOf(file, dataAt, type, size, order, name),
    bytes: type.kind === 'u' && type.bytes === 1,
  };
}

function valuesOf(
  file: Uint8Array,
  dataAt: number,
  type: NpyType,
  size: number,
  order: (() => number) | null,
  name: string,
): NpyArray['values'] {
  const view = new DataView(file.buffer, file.byteOffset + dataAt, size * type.bytes);
  const placeOf = (index: number): number => (order ? order() : index) * type.bytes;
  try {
    if (type.kind === 'U') {
      const read = textReader(view, type);
      return Array.from({ length: size }, (_, index) => read(placeOf(index)));
    }
    const read = numberReader(view, type);
    const values = new Float32Array(size);
    for (let index = 0; index < size; index++) values[index] = read(placeOf(index));
    return values;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new HumanError(`${name} does not fit into memory: it has ${size.toLocaleString('en-US')} values.`);
  }
}

/** NumPy can store the first axis as the one that runs fastest. @returns where the next value in row-major order stands */
function columnOrder(shape: readonly number[]): () => number {
  const strides = shape.map((_, axis) => sizeOf(shape.slice(0, axis)));
  const place = new Array<number>(shape.length).fill(0);
  return () => {
    const from = place.reduce((sum, index, axis) => sum + index * (strides[axis] ?? 0), 0);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place[axis] = (place[axis] ?? 0) + 1;
      if ((place[axis] ?? 0) < (shape[axis] ?? 0)) break;
      place[axis] = 0;
    }
    return from;
  };
}

/** Reads the number that begins at a byte of the array. @throws {RangeError} for a size that NumPy's kind does not have */
function numberReader(view: DataView, { kind, bytes, little }: NpyType): (at: number) => number {
  switch (`${kind}${bytes}`) {
    case 'b1':
      return (at) => (view.getUint8(at) === 0 ? 0 : 1);
    case 'i1':
      return (at) => view.getInt8(at);
    case 'u1':
      return (at) => view.getUint8(at);
    case 'i2':
      return (at) => view.getInt16(at, little);
    case 'u2':
      return (at) => view.getUint16(at, little);
    case 'i4':
      return (at) => view.getInt32(at, little);
    case 'u4':
      return (at) => view.getUint32(at, little);
    case 'i8':
      return (at) => Number(view.getBigInt64(at, little));
    case 'u8':
      return (at) => Number(view.getBigUint64(at, little));
    case 'f2':
      return (at) => half(view.getUint16(at, little));
    case 'f4':
      return (at) => view.getFloat32(at, little);
    case 'f8':
      return (at) => view.getFloat64(at, little);
    default:
      throw new TypeError(`${kind}${bytes}`);
  }
}

/** Reads the text that begins at a byte of the array: code points, filled up with zeros. */
function textReader(view: DataView, { bytes, little }: NpyType): (at: number) => string {
  return (start) => {
    let text = '';
    for (let at = start; at < start + bytes; at += 4) {
      const point = view.getUint32(at, little);
      if (point > 0x10ffff) return `${text}\ufffd`;
      if (point !== 0) text += String.fromCodePoint(point);
    }
    return text;
  };
}

/** IEEE 754's half precision. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * 2 ** (exponent - 25) * (1024 + fraction);
}
