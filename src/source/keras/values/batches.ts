import { isKind, type Value } from './values.js';

/** Windows over a sequence, each with the target that belongs to it. */
export interface Windows {
  readonly length: number;
  readonly samplingRate: number;
  readonly stride: number;
  /** Index of the first row that windows are taken from. */
  readonly start: number;
  /** Index of the last row; null for all of them. */
  readonly end: number | null;
  readonly reverse: boolean;
  /** How many rows after the first of its window a target stands. */
  readonly targetAt: number;
}

/** Images in one folder for each class. */
export interface ImageFolder {
  readonly path: Value;
  readonly height: number;
  readonly width: number;
  readonly grayscale: boolean;
}

/** What gives batches of samples: a generator of Keras, a dataset of `tf.data`. */
export interface Batches {
  readonly x: Value;
  readonly y: Value;
  readonly sampleWeight: Value;
  readonly windows: Windows | null;
  readonly folder: ImageFolder | null;
  /** Null where it gives single samples. */
  readonly batchSize: number | null;
  readonly shuffle: boolean;
  /** Whether each epoch starts with the first batch, also where it takes only some of them: those of a `Sequence` of Keras. */
  readonly restarts: boolean;
  /** What inputs are multiplied with. */
  readonly scale: number;
  /** Rows from and up to which samples are taken, of all; shares of them where the source says shares. */
  readonly part: readonly [number, number];
  /** What is done to samples and is not followed. */
  readonly left: readonly string[];
}

const plain: Batches = {
  x: null,
  y: null,
  sampleWeight: null,
  windows: null,
  folder: null,
  batchSize: null,
  shuffle: false,
  restarts: false,
  scale: 1,
  part: [0, Number.POSITIVE_INFINITY],
  left: [],
};

export function batches(from: Partial<Batches>): Batches {
  return { ...plain, ...from };
}

export function batchesOf(value: Value | undefined): Batches | null {
  return isKind(value, 'object') ? (value.batches ?? null) : null;
}
