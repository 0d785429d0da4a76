import type { KerasCall, KerasDeclaration } from '../../../../src/protocol/keras.js';
import { type Numbers, type Packed, readGroup, unpacked, withSpans } from './fixtures.js';

/** What real Keras logged of each epoch; scripts/kerasFixtures/makeEpochs.py wrote it. Pairs are of training and of validation. */
export interface EpochCase {
  readonly declaration: KerasDeclaration;
  readonly x: readonly [Numbers, Numbers];
  readonly y: readonly [Numbers, Numbers];
  readonly sampleWeights: readonly [Numbers | null, Numbers | null];
  /** Of each layer that has some, before training. */
  readonly weights: Numbers[][];
  readonly batch: number;
  /** By names; an epoch's value is a list where a metric has several. */
  readonly history: Readonly<Record<string, readonly (number | readonly number[])[]>>;
}

type Pair<T> = readonly [T, T];

interface Written {
  readonly layers: KerasCall[];
  readonly compile: KerasCall;
  readonly x: Pair<Packed>;
  readonly y: Pair<Packed>;
  readonly sampleWeights: Pair<Packed | null>;
  readonly weights: Packed[][];
  readonly batch: number;
  readonly history: EpochCase['history'];
}

export const epochGroups = ['epochMetrics', 'epochWeights', 'epochLosses'] as const;

export function epochCases(group: (typeof epochGroups)[number]): [string, EpochCase][] {
  const cases = readGroup(group) as Record<string, Written>;
  return Object.entries(cases).map(([name, written]) => [
    name,
    {
      ...written,
      declaration: {
        name,
        file: 'model.py',
        location: { file: 'model.py', line: 1, column: 1 },
        version: 2,
        layers: written.layers.map(withSpans),
        compile: withSpans(written.compile),
        fit: null,
      },
      x: pair(written.x, unpacked),
      y: pair(written.y, unpacked),
      sampleWeights: pair(written.sampleWeights, (each) => each && unpacked(each)),
      weights: written.weights.map((layer) => layer.map(unpacked)),
    },
  ]);
}

function pair<T, U>([training, validation]: Pair<T>, of: (each: T) => U): Pair<U> {
  return [of(training), of(validation)];
}
