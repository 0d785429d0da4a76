import { DEFAULT_SEED } from '../sampling/seededRandom.js';
import type { ModelShapes } from '../types.js';
import type { BuiltIn, BuiltInSpec } from './builtIn.js';
import { blobs, circles, moons, pointRows, spiral, xor } from './pointClouds.js';
import { linearRows, sineRows, waveRows } from './regressionData.js';
import { tokenRows } from './tokenSequences.js';

/** Most classes that points are spread over, however many outputs the model has. */
const MOST_CLASSES = 20;
/** Most inputs that are made because the model takes as many. */
const MOST_FEATURES = 10_000;

const here = { download: null, license: null } as const;

/** Data that is made when it is asked for. */
export const madeData: readonly BuiltIn[] = [
  {
    ...here,
    name: 'xor',
    title: 'XOR',
    description: 'Whether just one of two bits is 1: small, but it needs a hidden layer.',
    inputShape: [2],
    target: '2 classes',
    samples: 200,
    open: (spec) => pointRows(points(spec, 'xor', 2, 2, 200, 0.1), xor()),
  },
  {
    ...here,
    name: 'moons',
    title: 'Two moons',
    description: 'Points on two interlocking half circles.',
    inputShape: [2],
    target: '2 classes',
    samples: 500,
    open: (spec) => pointRows(points(spec, 'moons', 2, 2, 500, 0.1), moons()),
  },
  {
    ...here,
    name: 'circles',
    title: 'Circles',
    description: 'Points on a circle and on a smaller circle inside it.',
    inputShape: [2],
    target: '2 classes',
    samples: 500,
    open: (spec) => pointRows(points(spec, 'circles', 2, 2, 500, 0.05), circles()),
  },
  {
    ...here,
    name: 'spiral',
    title: 'Spiral',
    description: 'Points on two intertwined arms, or on as many as the model has outputs.',
    inputShape: [2],
    target: '2 or more classes',
    samples: 600,
    open: (spec, shapes) => {
      const classes = classesOf(shapes, 2);
      return pointRows(points(spec, 'spiral', classes, 2, 600, 0.02), spiral(classes));
    },
  },
  {
    ...here,
    name: 'blobs',
    title: 'Blobs',
    description: 'Round clouds of points: three, or one for each output.',
    inputShape: null,
    target: '2 or more classes',
    samples: 500,
    open: (spec, shapes) => {
      const classes = classesOf(shapes, 3);
      const features = featuresOf(shapes, 2);
      return pointRows(points(spec, 'blobs', classes, features, 500, 1), blobs(classes, features, seedOf(spec)));
    },
  },
  {
    ...here,
    name: 'linear',
    title: 'Linear regression',
    description: 'A weighted sum of as many inputs as the model takes, plus a little noise.',
    inputShape: null,
    target: '1 number',
    isOfNumbers: true,
    samples: 500,
    open: (spec, shapes) => linearRows(curve(spec, 500, 0.05), featuresOf(shapes, 1)),
  },
  {
    ...here,
    name: 'sine',
    title: 'Sine',
    description: 'The sine of a number; as a sequence, a section of a wave and what follows.',
    inputShape: null,
    target: '1 number',
    isOfNumbers: true,
    samples: 1000,
    open: (spec, { input }) =>
      input?.length === 2 ? waveRows(curve(spec, 1000, 0.02), input[0] ?? 24) : sineRows(curve(spec, 1000, 0.05)),
  },
  {
    ...here,
    name: 'tokens',
    title: 'Next token',
    description: 'Tokens that count up in steps of one to three, and the one that follows.',
    inputShape: null,
    target: 'the next token',
    samples: 1000,
    open: (spec, shapes) => tokenRows({ samples: spec.samples ?? 1000, seed: seedOf(spec) }, shapes),
  },
];

function points(spec: BuiltInSpec, name: string, classes: number, features: number, samples: number, noise: number) {
  return { name, classes, features, ...curve(spec, samples, noise) };
}

function curve(spec: BuiltInSpec, samples: number, noise: number) {
  const { normalize } = spec;
  return { samples: spec.samples ?? samples, noise: spec.noise ?? noise, seed: seedOf(spec), normalize };
}

function seedOf(spec: BuiltInSpec): number {
  return spec.seed ?? DEFAULT_SEED;
}

function classesOf({ output }: ModelShapes, otherwise: number): number {
  const last = output.at(-1) ?? 1;
  if (output.length !== 1 || last > MOST_CLASSES) return otherwise;
  return last === 1 ? 2 : last;
}

function featuresOf({ input }: ModelShapes, otherwise: number): number {
  const features = input?.length === 1 ? (input[0] ?? otherwise) : otherwise;
  return features <= MOST_FEATURES ? features : otherwise;
}
