import type { Kept, KeptData } from '../../tfjs/keptData.js';
import type { Variable } from '../../tfjs/tfjs.js';

/** What an eager step's statistics are computed of, once it has updated its variables. */
export interface StepData {
  /** With their values after the update. */
  readonly variables: readonly Variable[];
  /** Null where a variable has none. */
  readonly gradients: readonly (Kept | null)[];
  /** The gradients before these; null where a variable had none. */
  readonly last: readonly (Kept | null)[];
  /** The values before the update. */
  readonly before: readonly Kept[];
}

/** Computes all statistics of an eager step in one go, in the place of many operations. */
export interface StatisticsAtOnce {
  readonly data: KeptData;
  /** @returns the statistics, ordered by variable; null where the operations have to tell them */
  measure(step: StepData): Float32Array | null;
}
