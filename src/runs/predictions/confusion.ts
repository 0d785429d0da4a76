import type { Classified } from './classified.js';

export interface ClassFigures {
  /** Of the samples that it was taken for, the share that are of it; NaN where it was taken for none. */
  readonly precision: number;
  /** Of the samples that are of it, the share that were found; NaN where there are none. */
  readonly recall: number;
  /** Samples that are of it. */
  readonly support: number;
  /** Samples that it was taken for. */
  readonly taken: number;
}

export interface Confusion {
  /** Samples by true class, then by predicted class: classes x classes; empty where those are more than `MOST_IN_MATRIX`. */
  readonly counts: Float32Array<ArrayBuffer>;
  readonly classes: readonly ClassFigures[];
  readonly total: number;
  /** Share of samples on the diagonal; NaN without samples. */
  readonly accuracy: number;
  /** The class with the most samples. */
  readonly largest: number;
  /** Its share: what always naming it would get. */
  readonly guess: number;
}

/** A language model has thousands of classes: nobody reads a matrix of them, and it would fill the memory. */
const MOST_IN_MATRIX = 20;

/** How the classes are taken for each other, as scikit-learn's `confusion_matrix` and `classification_report` have it. */
export function confusionOf(samples: readonly Classified[], classes: number): Confusion {
  const hasMatrix = classes <= MOST_IN_MATRIX;
  const counts = new Float32Array(hasMatrix ? classes * classes : 0);
  const [support, taken, right] = [new Uint32Array(classes), new Uint32Array(classes), new Uint32Array(classes)];
  const add = (array: Uint32Array | Float32Array, index: number): void => {
    array[index] = (array[index] ?? 0) + 1;
  };
  for (const { truth, predicted } of samples) {
    if (hasMatrix) add(counts, truth * classes + predicted);
    add(support, truth);
    add(taken, predicted);
    if (truth === predicted) add(right, truth);
  }
  const of = (array: Uint32Array, index: number): number => array[index] ?? 0;
  const largest = support.reduce((best, count, index) => (count > of(support, best) ? index : best), 0);
  const total = samples.length;
  return {
    counts,
    classes: Array.from(support, (count, each) => ({
      support: count,
      taken: of(taken, each),
      recall: of(right, each) / count,
      precision: of(right, each) / of(taken, each),
    })),
    total,
    accuracy: right.reduce((sum, count) => sum + count, 0) / total,
    largest,
    guess: of(support, largest) / total,
  };
}
