import type { Sequential } from '../tfjs/tfjs.js';

/** What a source says of how its model is fitted. */
export interface SourceFit {
  readonly epochs: number | null;
  readonly batchSize: number | null;
  /** Share of the samples kept for validation. */
  readonly validationSplit: number | null;
  readonly initialEpoch: number | null;
  /** Null takes the data's choice. */
  readonly shuffle: boolean | null;
  readonly callbacks: readonly object[];
}

export interface MadeModel {
  readonly model: Sequential;
  readonly fit: SourceFit;
}

/** Of a JavaScript model: its own fit is not read. */
export const NOTHING_SAID: SourceFit = {
  epochs: null,
  batchSize: null,
  validationSplit: null,
  initialEpoch: null,
  shuffle: null,
  callbacks: [],
};
