import { type Batches, isKind, type Value } from './values.js';

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
