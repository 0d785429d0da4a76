import { memoryRows } from '../rows/memoryRows.js';
import type { RowSource } from '../rows/rowSource.js';
import { type SeededRandom, seededRandom } from '../sampling/seededRandom.js';

/** One point of a class, before noise is added. */
type Place = (label: number, random: SeededRandom, point: number[]) => void;

import type { BuiltInSpec } from './builtIn.js';

interface Points extends Pick<BuiltInSpec, 'normalize'> {
  readonly name: string;
  readonly classes: number;
  readonly features: number;
  readonly samples: number;
  /** Standard deviation of what is added to each coordinate. */
  readonly noise: number;
  readonly seed: number;
}

/** Points in space, classes in turn, so that they are balanced. */
export function pointRows(
  { name, classes, features, samples, noise, seed, normalize }: Points,
  place: Place,
): RowSource {
  const random = seededRandom(seed);
  const x = new Float32Array(samples * features);
  const y = new Float32Array(samples);
  for (let row = 0; row < samples; row++) {
    const label = row % classes;
    const point = new Array<number>(features).fill(0);
    place(label, random, point);
    x.set(
      point.map((value) => value + noise * random.normal()),
      row * features,
    );
    y[row] = label;
  }
  const labels = Array.from({ length: classes }, (_, label) => String(label));
  const counts = labels.map((_, label) => Math.floor((samples + classes - 1 - label) / classes));
  const inputNames = Array.from({ length: features }, (_, axis) => `x${axis + 1}`);
  const target = { kind: 'classes', labels, counts } as const;
  return memoryRows({ name, x, y, inputShape: [features], inputNames, target }, normalize);
}

/** 1 where exactly one coordinate is 1; all four corners come up equally often. */
export function xor(): Place {
  let corner = 0;
  return (label, _random, point) => {
    const first = Math.floor(corner++ / 2) % 2;
    point[0] = first;
    point[1] = label === 1 ? 1 - first : first;
  };
}

export function moons(): Place {
  return (label, random, point) => {
    const angle = Math.PI * random.uniform();
    point[0] = label === 0 ? Math.cos(angle) : 1 - Math.cos(angle);
    point[1] = label === 0 ? Math.sin(angle) : 0.5 - Math.sin(angle);
  };
}

export function circles(): Place {
  return (label, random, point) => {
    const angle = 2 * Math.PI * random.uniform();
    const radius = label === 0 ? 1 : 0.5;
    point[0] = radius * Math.cos(angle);
    point[1] = radius * Math.sin(angle);
  };
}

/** One arm for each class, three quarters of a turn long. */
export function spiral(classes: number): Place {
  return (label, random, point) => {
    const along = random.uniform();
    const angle = 2 * Math.PI * (label / classes + 0.75 * along);
    point[0] = along * Math.cos(angle);
    point[1] = along * Math.sin(angle);
  };
}

/** Round clouds about centers that the seed decides. */
export function blobs(classes: number, features: number, seed: number): Place {
  const random = seededRandom(seed, 1);
  const centers = Array.from({ length: classes * features }, () => 10 * random.uniform() - 5);
  return (label, _random, point) => {
    for (let axis = 0; axis < features; axis++) point[axis] = centers[label * features + axis] ?? 0;
  };
}
