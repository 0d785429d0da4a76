import type { FitSummary } from '../../protocol/fit.js';

/** One training of a pair: the net as it is, or as an edit would make it. */
export interface PairedRun {
  /** Null where nothing was trained. */
  readonly summary: Pick<FitSummary, 'loss' | 'metrics' | 'layers'> | null;
  /** Logs over time, oldest first: an epoch's, or of stretches of batches where a loop is written by hand. */
  readonly logs: readonly Readonly<Record<string, number>>[];
  /** Standard deviation of all targets; null where it is not known. */
  readonly targetSpread: number | null;
  /** Whether another model is trained in turns with it, against it or along with it. */
  readonly hasRival: boolean;
  /** Why it did not come to its end, in a sentence; null where it did. */
  readonly failure: string | null;
}

/** The same seed with and without the edit. */
export interface Pair {
  readonly seed: number;
  readonly before: PairedRun;
  readonly after: PairedRun;
}

/** The value at its end; NaN where there is none. */
export const lastValue = ({ logs }: PairedRun, name: string): number => logs.at(-1)?.[name] ?? Number.NaN;
