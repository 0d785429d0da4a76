import { HumanError } from '../../errors/humanError.js';
import { sizeOf } from '../rows/shapes.js';

/** What one value is: NumPy's kind (`b`, `i`, `u`, `f` or `U`), its bytes, and whether the least of them comes first. */
export interface NpyType {
  readonly kind: string;
  readonly bytes: number;
  readonly little: boolean;
}

export interface NpyHeader {
  readonly type: NpyType;
  readonly shape: readonly number[];
  readonly fortranOrder: boolean;
  /** Where the values begin. */
  readonly dataAt: number;
}

const MAGIC = '\x93NUMPY';
/** Bytes that a number of each kind may have. */
const SIZES: Readonly<Record<string, readonly number[]>> = { b: [1], i: [1, 2, 4, 8], u: [1, 2, 4, 8], f: [2, 4, 8] };
/** NumPy's own arrays have at most 64 axes. */
const MOST_AXES = 64;

/**
 * What an .npy file says of its array (NumPy's format 1.0 to 3.0).
 * @throws {HumanError} where it says nothing that can be used
 */
export function npyHeader(file: Uint8Array, name: string): NpyHeader {
  const begins = textAt(file, 0, MAGIC.length);
  const headerAt = (file[6] ?? 1) <= 1 ? 10 : 12;
  if (begins !== MAGIC || file.length < headerAt) {
    throw new HumanError(`${name} is not a NumPy file: it starts differently.`);
  }
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const dataAt = headerAt + (headerAt === 10 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (dataAt > file.length) throw new HumanError(`${name} is truncated: its header is incomplete.`);
  const header = textAt(file, headerAt, dataAt);
  refuseOther(header, name);
  const [, order, kind, length] = /'descr' *: *'([<>|=]?)([biufU])(\d{1,6})'/.exec(header) ?? [];
  const shape = shapeIn(header);
  if (kind === undefined || shape === null) {
    throw new HumanError(`${name} cannot be read as a NumPy array: its header is damaged.`);
  }
  const bytes = Number(length) * (kind === 'U' ? 4 : 1);
  if (kind !== 'U' && !SIZES[kind]?.includes(bytes)) {
    throw new HumanError(`${name} contains numbers of ${bytes} bytes, which NumPy does not have. It is damaged.`);
  }
  if (bytes === 0) throw new HumanError(`${name} is empty: its strings have length 0.`);
  const fortranOrder = /'fortran_order' *: *True/.test(header);
  return { type: { kind, bytes, little: order !== '>' }, shape, fortranOrder, dataAt };
}

/** Byte for byte, as `TextDecoder`'s latin1 is not. */
const textAt = (file: Uint8Array, start: number, end: number): string =>
  Buffer.from(file.subarray(start, end)).toString('latin1');

function shapeIn(header: string): number[] | null {
  const [, text] = /'shape' *: *\(([\d, L]*)\)/.exec(header) ?? [];
  if (text === undefined) return null;
  const shape = text
    .split(',')
    .map((axis) => axis.trim().replace(/L$/, ''))
    .filter((axis) => axis !== '')
    .map(Number);
  return shape.length <= MOST_AXES && Number.isSafeInteger(sizeOf(shape)) ? shape : null;
}

function refuseOther(header: string, name: string): void {
  if (/'descr': *'\|?O/.test(header)) {
    throw new HumanError(
      `${name} contains Python objects, which only Python can read. Save it as numbers: np.save("${name}", np.stack(array).astype("float32")).`,
    );
  }
  if (/'descr': *\[/.test(header)) {
    throw new HumanError(
      `${name} is a table with named fields. Save it as CSV, or save its columns as one array of numbers.`,
    );
  }
  const [, kind] = /'descr': *'[<>|=]?([a-zA-Z])/.exec(header) ?? [];
  if (kind !== undefined && !'biufU'.includes(kind)) {
    const what = kind === 'c' ? 'complex numbers' : kind === 'M' || kind === 'm' ? 'times' : 'bytes';
    throw new HumanError(`${name} contains ${what}, but a model needs numbers. Save it with .astype("float32").`);
  }
}
