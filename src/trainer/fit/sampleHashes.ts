import type { Tensor } from '../../tfjs/tfjs.js';

/** 32 bits of each sample: two of the same bits are taken for the same sample. */
export interface SampleHashes {
  /** Of inputs and target. */
  readonly whole: Int32Array;
  /** Of the inputs' features of even and of odd number. */
  readonly halves: readonly [Int32Array, Int32Array];
  /** Share of all samples that these are. */
  readonly part: number;
}

/** The rows of the tensors that hold a fit's samples, or its validation's. */
export interface SampleRows {
  readonly inputs: readonly Tensor[];
  readonly target: Tensor;
  readonly from: number;
  readonly to: number;
}

/**
 * Of all samples, or of some drawn evenly by a hash, of about so many elements.
 * @param draw another number draws other samples
 * @returns null where they cannot be read
 */
export function sampleHashes(
  { inputs, target, from, to }: SampleRows,
  most: number,
  draw: number,
): SampleHashes | null {
  const tensors = [...inputs, target];
  const isReadable = ({ isDisposed, dtype, shape }: Tensor) =>
    !isDisposed && dtype !== 'string' && dtype !== 'complex64' && (shape[0] ?? 0) >= to;
  if (inputs.length === 0 || to <= from || !tensors.every(isReadable)) return null;
  const width = tensors.reduce((sum, tensor) => sum + widthOf(tensor), 0);
  const stride = Math.max(1, Math.ceil(((to - from) * width) / most));
  const count = Math.floor((to - from) / stride);
  if (count === 0) return null;
  const rows = Int32Array.from({ length: count }, (_, at) => from + at * stride + (scattered(at, draw) % stride));
  const halves = [new Int32Array(count), new Int32Array(count)] as const;
  for (const input of inputs) hashInto(halves, valuesOf(input, rows), count);
  const [even, odd] = halves;
  const targets = [new Int32Array(count), new Int32Array(count)] as const;
  hashInto(targets, valuesOf(target, rows), count);
  const whole = even.map((hash, at) => [odd, ...targets].reduce((sum, more) => mixed(sum, more[at] ?? 0), hash));
  return { whole, halves, part: count / (to - from) };
}

const widthOf = (tensor: Tensor): number => tensor.size / (tensor.shape[0] ?? 1);

/** The bits of their values, as numbers of 32 bits whatever they are kept as. */
function valuesOf(tensor: Tensor, rows: Int32Array): Int32Array {
  const isWhole = rows.length === tensor.shape[0];
  const read = isWhole ? tensor : tensor.gather(rows);
  const values = read.dataSync<'float32'>();
  if (!isWhole) read.dispose();
  const numbers = values instanceof Float32Array ? values : Float32Array.from(values);
  return new Int32Array(numbers.buffer, numbers.byteOffset, numbers.length);
}

function hashInto([even, odd]: readonly [Int32Array, Int32Array], bits: Int32Array, count: number): void {
  const width = bits.length / count;
  for (let row = 0; row < count; row++) {
    let [first, second] = [even[row] ?? 0, odd[row] ?? 0];
    const end = (row + 1) * width;
    for (let at = row * width; at < end; at += 2) {
      first = mixed(first, bits[at] ?? 0);
      if (at + 1 < end) second = mixed(second, bits[at + 1] ?? 0);
    }
    even[row] = first;
    odd[row] = second;
  }
}

/** One step of MurmurHash3. */
function mixed(hash: number, bits: number): number {
  const scrambled = Math.imul(bits, 0xcc9e2d51);
  const next = hash ^ Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593);
  return (Math.imul((next << 13) | (next >>> 19), 5) + 0xe6546b64) | 0;
}

const scattered = (at: number, draw: number): number => mixed(mixed(draw, at), draw) >>> 0;
