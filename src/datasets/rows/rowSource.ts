import type { DatasetDescription } from '../types.js';

/** Samples that can be read in any order. */
export interface RowSource {
  readonly name: string;
  readonly rows: number;
  /** Numbers in one input. */
  readonly inputSize: number;
  /** Numbers in one target as it is stored: 1 for a class, its places for tokens. */
  readonly targetSize: number;
  /** Shape of one input as the data has it. */
  readonly inputShape: readonly number[];
  readonly inputNames: readonly string[] | null;
  readonly inputRange: readonly [number, number] | null;
  readonly target: DatasetDescription['target'];
  /** Rows that are cheap to read together, where reaching single ones is not; null where it does not matter. */
  readonly block: number | null;
  /** A row takes long to read, so that none is read before it is needed. */
  readonly isSlow?: true;
  /** Writes the samples of `rows`, one after the other. */
  read(rows: Uint32Array, x: Float32Array, y: Float32Array): Promise<void>;
  /** As `read`, where all samples are in memory. */
  readonly readNow?: (rows: Uint32Array, x: Float32Array, y: Float32Array) => void;
  close(): Promise<void>;
}
