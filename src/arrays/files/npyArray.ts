import { checkedSize } from '../budget.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { type DType, newStore } from '../numpy/dtypes.js';
import { NdArray } from '../numpy/ndArray.js';
import { transpose } from '../numpy/shaping.js';

interface Header {
  readonly descr: string;
  readonly fortran: boolean;
  readonly shape: readonly number[];
  /** First byte of the entries. */
  readonly start: number;
}

function headerOf(bytes: Uint8Array, name: string): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || bytes[0] !== 0x93 || bytes[1] !== 0x4e) throw new NotKnown(`${name} is not a NumPy file`);
  const isOld = (bytes[6] ?? 1) <= 1;
  const from = isOld ? 10 : 12;
  const start = from + (isOld ? view.getUint16(8, true) : view.getUint32(8, true));
  const text = new TextDecoder('latin1').decode(bytes.subarray(from, start));
  const descr = /'descr': *'([^']+)'/.exec(text)?.[1];
  const shape = /'shape': *\(([^)]*)\)/.exec(text)?.[1];
  if (descr === undefined || shape === undefined)
    throw new NotKnown(`${name} contains something other than a plain array`);
  const sizes = shape.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size)]));
  return { descr, fortran: /'fortran_order': *True/.test(text), shape: sizes, start };
}

type Read = (view: DataView, at: number, little: boolean) => Scalar;

/** How an entry of a kind and width is read, and the type that it has here. */
const readers: Readonly<Record<string, readonly [DType, Read]>> = {
  f8: ['float64', (view, at, little) => view.getFloat64(at, little)],
  f4: ['float32', (view, at, little) => view.getFloat32(at, little)],
  i8: ['int64', (view, at, little) => Number(view.getBigInt64(at, little))],
  u8: ['int64', (view, at, little) => Number(view.getBigUint64(at, little))],
  i4: ['int32', (view, at, little) => view.getInt32(at, little)],
  u4: ['uint32', (view, at, little) => view.getUint32(at, little)],
  i2: ['int16', (view, at, little) => view.getInt16(at, little)],
  u2: ['uint16', (view, at, little) => view.getUint16(at, little)],
  i1: ['int8', (view, at) => view.getInt8(at)],
  u1: ['uint8', (view, at) => view.getUint8(at)],
  b1: ['bool', (view, at) => Number(view.getUint8(at) !== 0)],
};

function textReader(width: number): Read {
  return (view, at, little) => {
    let text = '';
    for (let i = 0; i < width; i++) {
      const point = view.getUint32(at + 4 * i, little);
      if (point === 0) break;
      text += String.fromCodePoint(point);
    }
    return text;
  };
}

/** An array of an .npy file, with the type that it has there. @throws {NotKnown} */
export function npyArray(bytes: Uint8Array, name: string): NdArray {
  const { descr, fortran, shape, start } = headerOf(bytes, name);
  const [, order = '', kind = '', digits = ''] = /^([<>=|]?)([a-zA-Z])(\d*)$/.exec(descr) ?? [];
  const width = Number(digits);
  const isText = kind === 'U';
  const known = isText ? (['str', textReader(width)] as const) : readers[kind + digits];
  if (!known) throw new NotKnown(`${name} contains entries of type ${descr}, which are not supported`);
  const [dtype, read] = known;
  const size = checkedSize(shape);
  const each = isText ? 4 * width : width;
  if (start + size * each > bytes.length) throw new NotKnown(`${name} is truncated`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = newStore(dtype, size);
  for (let i = 0; i < size; i++) data[i] = read(view, start + i * each, order !== '>') as never;
  if (!fortran || shape.length < 2) return new NdArray(dtype, data, shape);
  const stored = transpose(new NdArray(dtype, data, shape.toReversed()));
  return new NdArray(dtype, stored.dense(), shape);
}
