import { knownLoss } from '../losses.js';
import type { FitFigures } from './fitFigures.js';

/** Share of the samples with more than one class from which on they are no slips. */
const MANY = 0.01;

/** Samples of several classes at once, where the net can name but one. */
export interface SeveralClasses {
  /** Of them, and all. */
  readonly several: number;
  readonly samples: number;
  /** Share from which on it counts. */
  readonly threshold: number;
  /** Whether the last layer itself makes shares of a whole. */
  readonly isSoftmax: boolean;
}

/** Null where each sample is of one class, or each class is answered by itself. */
export function severalClasses({
  data,
  summary: { layers, loss },
  isRandom,
}: Pick<FitFigures, 'data' | 'summary' | 'isRandom'>): SeveralClasses | null {
  const { severalOnes: several = 0, samples = 0 } = data?.targets ?? {};
  const isSoftmax = layers.at(-1)?.activation === 'softmax';
  if (isRandom || several < MANY * samples || several === 0) return null;
  return isSoftmax || knownLoss(loss)?.kind === 'categorical' ? { several, samples, threshold: MANY, isSoftmax } : null;
}
