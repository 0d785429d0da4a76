import type { Classified } from './classified.js';

export interface ClassFigures {
  /** Of the samples that it was taken for, the share that are of it; NaN where it was taken for none. */
  readonly precision: number;
  /** Of the samples that are of it, the share that were found; NaN where there are none. */
  readonly recall: number;
  /** Samples that are of it. */
  readonly support: number;
}

export interface Confusion {
  /** Samples by true class, then by predicted class: classes x classes. */
  readonly counts: Float32Array<ArrayBuffer>;
  readonly classes: readonly ClassFigures[];
  readonly total: number;
  /** Share of samples on the diagonal; NaN without samples. */
  readonly accuracy: number;
  /** Share of the largest class: what always naming it would get. */
  readonly guess: number;
}

/** How the classes are taken for each other, as scikit-learn's `confusion_matrix` and `classification_report` have it. */
export function confusionOf(samples: readonly Classified[], classes: number): Confusion {
  const counts = new Float32Array(classes * classes);
  const at = (truth: number, predicted: number) => counts[truth * classes + predicted] ?? 0;
  for (const { truth, predicted } of samples) counts[truth * classes + predicted] = at(truth, predicted) + 1;
  const indices = [...new Array(classes).keys()];
  const sum = (count: (index: number) => number) => indices.reduce((total, index) => total + count(index), 0);
  const figures = indices.map((each) => {
    const support = sum((predicted) => at(each, predicted));
    const named = sum((truth) => at(truth, each));
    return { support, recall: at(each, each) / support, precision: at(each, each) / named };
  });
  const total = samples.length;
  return {
    counts,
    classes: figures,
    total,
    accuracy: sum((each) => at(each, each)) / total,
    guess: Math.max(...figures.map(({ support }) => support)) / total,
  };
}
