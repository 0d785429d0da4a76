import { sizeOf } from '../../protocol/fitSamples.js';
import type { KeptSamples } from '../../protocol/streams/predictions.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

interface Limits {
  readonly most: number;
  /** Values of a target. */
  readonly width: number;
  /** Leaves out a sample that comes again, as it does in a loop whose epochs nobody tells. */
  readonly isDistinct: boolean;
}

type SampleType = 'float32' | 'int32' | 'bool';

/** Samples that a model is asked about, as numbers: tensors of the user's may be gone before the fit ends. */
export class HeldSamples {
  private inputs = new Float32Array();
  private targets = new Float32Array();
  private readonly numbers: number[] = [];
  /** Of a sample; null before the first. */
  private shape: readonly number[] | null = null;
  private type: SampleType = 'float32';
  private readonly seen = new Set<string>();
  private passed = 0;
  private isClosed = false;
  /** How many they are taken from; NaN where that is not known. */
  private of = Number.NaN;

  constructor(
    private readonly tf: Tfjs,
    private readonly limits: Limits,
  ) {}

  get count(): number {
    return this.numbers.length;
  }

  get isFull(): boolean {
    return this.isClosed || this.count >= this.limits.most;
  }

  /** No more are taken. */
  close(): void {
    if (!this.isFull && !this.limits.isDistinct) this.of = this.count;
    this.isClosed = true;
  }

  /** Takes evenly spread ones of all samples, the first few of which are evenly spread too. @param from row that they begin with */
  takeWhole(inputs: Tensor, targets: Tensor, from = 0): void {
    const total = (inputs.shape[0] ?? 0) - from;
    if (total <= 0) return;
    this.add(inputs, targets, spread(total, Math.min(this.limits.most, total)), from);
    this.of = total;
    this.isClosed = true;
  }

  /** Takes those of a batch, in their order, until there are enough. */
  takeBatch(inputs: Tensor, targets: Tensor): void {
    const size = inputs.shape[0] ?? 0;
    const before = this.count;
    this.add(inputs, targets, [...new Array(Math.min(this.limits.most - before, size)).keys()], 0);
    this.passed += size;
    if (this.count === before) this.close();
  }

  /** A stretch of them as what the model takes; the caller disposes of it. */
  tensor(from: number, to: number): Tensor {
    const size = this.sampleSize;
    return this.tf.tensor(this.inputs.subarray(from * size, to * size), [to - from, ...(this.shape ?? [])], this.type);
  }

  get values(): KeptSamples {
    const { count, of, sampleSize } = this;
    return {
      count,
      of,
      sample: Float32Array.from(this.numbers),
      inputs: this.inputs.subarray(0, count * sampleSize),
      targets: this.targets.subarray(0, count * this.limits.width),
    };
  }

  private get sampleSize(): number {
    return this.shape ? sizeOf(this.shape) : 0;
  }

  private add(inputs: Tensor, targets: Tensor, rows: readonly number[], from: number): void {
    const { most, width, isDistinct } = this.limits;
    if (!this.shape) {
      this.shape = inputs.shape.slice(1);
      this.type = inputs.dtype === 'int32' || inputs.dtype === 'bool' ? inputs.dtype : 'float32';
      this.inputs = new Float32Array(most * this.sampleSize);
      this.targets = new Float32Array(most * width);
    }
    // Sequences may be of another length in the next batch.
    const isAlike = inputs.shape.slice(1).join() === this.shape.join();
    if (!isAlike || targets.size !== (targets.shape[0] ?? 0) * width) return;
    const size = this.sampleSize;
    const [x, y] = [this.rowsOf(inputs, rows, from), this.rowsOf(targets, rows, from)];
    for (const [index, row] of rows.entries()) {
      const input = x.subarray(index * size, (index + 1) * size);
      if (isDistinct && this.isKnown(input)) continue;
      this.inputs.set(input, this.count * size);
      this.targets.set(y.subarray(index * width, (index + 1) * width), this.count * width);
      this.numbers.push(this.passed + row);
    }
  }

  private isKnown(input: Float32Array): boolean {
    const key = Buffer.from(Float32Array.from(input).buffer).toString('latin1');
    if (this.seen.has(key)) return true;
    this.seen.add(key);
    return false;
  }

  private rowsOf(tensor: Tensor, rows: readonly number[], from: number): Float32Array {
    // Not the numbers themselves: tidy would look into each of them for a tensor.
    const taken = this.tf.tidy(() => {
      const indices = this.tf.tensor1d(
        rows.map((row) => row + from),
        'int32',
      );
      return this.tf.gather(tensor, indices);
    });
    const values = new Float32Array(taken.dataSync());
    taken.dispose();
    return values;
  }
}

/** So many of `total` rows, in an order whose beginnings are spread evenly too: data is often sorted by its classes. */
function spread(total: number, count: number): number[] {
  let stride = Math.max(1, Math.round(total * 0.618));
  while (divisor(stride, total) !== 1) stride++;
  return Array.from({ length: count }, (_, index) => (index * stride) % total);
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
