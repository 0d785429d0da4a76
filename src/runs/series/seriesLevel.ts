/** Buckets of one level that make one bucket of the next. */
export const FANOUT = 4;

const BLOCK_BYTES = 16 * 1024;

/** Values of one key in one bucket. */
export interface Bucket {
  min: number;
  max: number;
  mean: number;
}

export interface SeriesLevelState {
  readonly count: number;
  readonly blocks: ReadonlyMap<number, Float32Array<ArrayBuffer>>;
}

/**
 * The buckets of one size, of all keys of a fit: for each bucket the minima of all keys, their maxima, their means. Buckets of one
 * batch have one value each in their place.
 */
export class SeriesLevel {
  private readonly blocks: Map<number, Float32Array<ArrayBuffer>>;
  private readonly rowsInBlock: number;
  private readonly rowLength: number;
  /** Where the maxima and the means of a row begin. */
  private readonly maxAt: number;
  private readonly meanAt: number;
  private total: number;

  constructor(
    private readonly keys: number,
    single: boolean,
    { count, blocks }: SeriesLevelState = { count: 0, blocks: new Map() },
  ) {
    this.rowLength = single ? keys : 3 * keys;
    this.maxAt = single ? 0 : keys;
    this.meanAt = single ? 0 : 2 * keys;
    const groups = Math.floor(BLOCK_BYTES / (FANOUT * this.rowLength * Float32Array.BYTES_PER_ELEMENT));
    this.rowsInBlock = FANOUT * Math.max(1, groups);
    this.total = count;
    this.blocks = new Map(blocks);
  }

  /** Buckets so far, those included that were given up. */
  get count(): number {
    return this.total;
  }

  get bytes(): number {
    return this.blocks.size * this.rowsInBlock * this.rowLength * Float32Array.BYTES_PER_ELEMENT;
  }

  /** Room for the values of the next bucket, for the caller to fill. */
  push(): Float32Array {
    const index = this.total++;
    const number = Math.floor(index / this.rowsInBlock);
    let block = this.blocks.get(number);
    if (!block) {
      block = new Float32Array(this.rowsInBlock * this.rowLength);
      this.blocks.set(number, block);
    }
    const at = (index % this.rowsInBlock) * this.rowLength;
    return block.subarray(at, at + this.rowLength);
  }

  /** Whether the last buckets are enough for one of the next level. */
  get hasWholeGroup(): boolean {
    return this.total % FANOUT === 0;
  }

  /** Joins the last `FANOUT` buckets into the next one of the level above. */
  foldInto(above: SeriesLevel): void {
    const target = above.push();
    const first = this.total - FANOUT;
    const block = this.blocks.get(Math.floor(first / this.rowsInBlock));
    if (!block) return;
    const { keys, rowLength, maxAt, meanAt } = this;
    const start = (first % this.rowsInBlock) * rowLength;
    const end = start + FANOUT * rowLength;
    for (let key = 0; key < keys; key++) {
      let min = Number.POSITIVE_INFINITY;
      let max = Number.NEGATIVE_INFINITY;
      let sum = 0;
      let count = 0;
      for (let at = start + key; at < end; at += rowLength) {
        const low = block[at] ?? Number.NaN;
        const high = block[at + maxAt] ?? Number.NaN;
        const mean = block[at + meanAt] ?? Number.NaN;
        if (low < min) min = low;
        if (high > max) max = high;
        // biome-ignore lint/suspicious/noSelfCompare: the quickest test for NaN, in the innermost loop of a million values a second
        if (mean === mean) {
          sum += mean;
          count++;
        }
      }
      if (min > max) min = max = Number.NaN;
      target[key] = min;
      target[keys + key] = max;
      target[2 * keys + key] = sum / count;
    }
  }

  /** Null where the bucket is not complete or was given up. */
  read(key: number, index: number): Bucket | null {
    const block = index < this.total ? this.blocks.get(Math.floor(index / this.rowsInBlock)) : undefined;
    if (!block) return null;
    const at = (index % this.rowsInBlock) * this.rowLength + key;
    const missing = Number.NaN;
    return {
      min: block[at] ?? missing,
      max: block[at + this.maxAt] ?? missing,
      mean: block[at + this.meanAt] ?? missing,
    };
  }

  /** Gives up all buckets that the level above holds, by whole blocks. */
  discardFolded(): void {
    const firstKept = Math.floor((this.total - (this.total % FANOUT)) / this.rowsInBlock);
    for (const number of this.blocks.keys()) {
      if (number < firstKept) this.blocks.delete(number);
    }
  }

  /** What `new SeriesLevel` takes; with the memory itself, not a copy. */
  get state(): SeriesLevelState {
    return { count: this.total, blocks: this.blocks };
  }
}
