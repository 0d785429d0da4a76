import { parse } from 'npyjs';
import { HumanError } from '../../errors/humanError.js';
import { shapeText, sizeOf } from '../rows/shapes.js';

/** An array of NumPy's in row-major order. */
export interface NpyArray {
  /** Name of its file, or `file.npz, "x"`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | readonly string[];
  /** Whether it is made of bytes, as pictures are. */
  readonly bytes: boolean;
}

/** @throws {HumanError} where it is cut off, or holds what is neither number nor text */
export function npyArray(file: Uint8Array, name: string): NpyArray {
  const bytes = littleEndian(file, name);
  const { data, shape, dtype, fortranOrder } = parsed(bytes.buffer, name);
  const values: readonly string[] | Float32Array = Array.isArray(data) ? booleansOrText(data) : floats(data);
  const size = sizeOf(shape);
  if (values.length !== size) {
    throw new HumanError(
      `${name} is cut off: an array of the shape ${shapeText(shape)} has ${size} values, and there are ${values.length}.`,
    );
  }
  const ordered = fortranOrder && shape.length > 1 ? rowMajor(values, shape) : values;
  return { name, shape, values: ordered, bytes: dtype === 'u1' };
}

function parsed(buffer: ArrayBuffer, name: string) {
  try {
    // Its types know only some of what it returns: text and booleans come as lists.
    return parse(buffer) as Omit<ReturnType<typeof parse>, 'data'> & { data: ArrayBufferView | readonly unknown[] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HumanError(`${name} cannot be read as a NumPy array: ${reason}.`);
  }
}

/** A copy of its own, with numbers as this machine has them. */
function littleEndian(file: Uint8Array, name: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(file);
  const headerAt = (bytes[6] ?? 1) <= 1 ? 10 : 12;
  const view = new DataView(bytes.buffer);
  if (bytes.length < headerAt || bytes[0] !== 0x93)
    throw new HumanError(`${name} is no NumPy file: its beginning is another.`);
  const end = headerAt + (headerAt === 10 ? view.getUint16(8, true) : view.getUint32(8, true));
  const header = new TextDecoder('latin1').decode(bytes.subarray(headerAt, end));
  refuseOther(header, name);
  const [, size] = /'descr': *'>[a-z](\d+)'/.exec(header) ?? [];
  if (size !== undefined) {
    bytes[headerAt + header.indexOf("'>") + 1] = '<'.charCodeAt(0);
    for (let at = end; at < bytes.length; at += Number(size)) bytes.subarray(at, at + Number(size)).reverse();
  }
  return bytes;
}

function refuseOther(header: string, name: string): void {
  if (/'descr': *'\|?O/.test(header)) {
    throw new HumanError(
      `${name} holds Python objects, which only Python can read. Store it as numbers: np.save("${name}", np.stack(array).astype("float32")).`,
    );
  }
  if (/'descr': *\[/.test(header)) {
    throw new HumanError(
      `${name} is a table of named fields. Store it as CSV, or its columns as one array of numbers.`,
    );
  }
  const [, kind] = /'descr': *'[<>|=]?([a-zA-Z])/.exec(header) ?? [];
  if (kind !== undefined && !'biufU'.includes(kind)) {
    const what = kind === 'c' ? 'complex numbers' : kind === 'M' || kind === 'm' ? 'times' : 'bytes';
    throw new HumanError(`${name} holds ${what}, and a model takes numbers. Store it with .astype("float32").`);
  }
}

function floats(data: ArrayBufferView | readonly unknown[]): Float32Array {
  if (data instanceof Float32Array) return data;
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) return Float32Array.from(data, Number);
  return Float32Array.from(data as Float64Array);
}

function booleansOrText(data: readonly unknown[]): readonly string[] | Float32Array {
  return data.some((value) => typeof value === 'string') ? data.map(String) : Float32Array.from(data, Number);
}

/** NumPy can store the first axis as the one that runs fastest. */
function rowMajor<T extends Float32Array | readonly string[]>(values: T, shape: readonly number[]): T {
  const strides = shape.map((_, axis) => sizeOf(shape.slice(0, axis)));
  const place = new Array<number>(shape.length).fill(0);
  const pick = () => {
    const from = place.reduce((sum, index, axis) => sum + index * (strides[axis] ?? 0), 0);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place[axis] = (place[axis] ?? 0) + 1;
      if ((place[axis] ?? 0) < (shape[axis] ?? 0)) break;
      place[axis] = 0;
    }
    return values[from];
  };
  const ordered = Array.from({ length: values.length }, pick);
  return (values instanceof Float32Array ? Float32Array.from(ordered as number[]) : ordered) as T;
}
