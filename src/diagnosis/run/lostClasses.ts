import { knownLoss } from '../losses.js';
import type { FitFigures } from './fitFigures.js';

/** Class numbers that the last layer has no unit for. */
export interface LostClasses {
  /** Of all class numbers. */
  readonly min: number;
  readonly max: number;
  /** Of the last layer. */
  readonly units: number;
  /** Samples of a class without a unit, as far as classes were counted, and all of them. */
  readonly lost: number;
  readonly samples: number;
}

/** Null where every class has a unit. TensorFlow.js makes rows of zeros of the others, which cost nothing whatever the net says. */
export function lostClasses({
  data,
  summary,
  isRandom,
}: Pick<FitFigures, 'data' | 'summary' | 'isRandom'>): LostClasses | null {
  const targets = data?.targets;
  const units = summary.layers.at(-1)?.outputShape.at(-1) ?? 0;
  if (!targets || isRandom || units < 1 || targets.kind !== 'class-numbers') return null;
  if (knownLoss(summary.loss)?.name !== 'sparseCategoricalCrossentropy' || targets.max < units) return null;
  const { min, max, samples, labels = [] } = targets;
  const lost = targets.classes.reduce((sum, count, at) => ((labels[at] ?? 0) < units ? sum : sum + count), 0);
  return { min, max, units, lost, samples };
}
