import { memoryRows } from '../rows/memoryRows.js';
import type { RowSource } from '../rows/rowSource.js';
import { seededRandom } from '../sampling/seededRandom.js';
import type { BuiltInSpec } from './builtIn.js';

interface Curve extends Pick<BuiltInSpec, 'normalize'> {
  readonly samples: number;
  /** Standard deviation of what is added to the target, or to each step of a series. */
  readonly noise: number;
  readonly seed: number;
}

/** A weighted sum of the inputs and a constant. */
export function linearRows({ samples, noise, seed, normalize }: Curve, features: number): RowSource {
  const random = seededRandom(seed);
  const weights = Array.from({ length: features }, () => 4 * random.uniform() - 2);
  const offset = 2 * random.uniform() - 1;
  const x = new Float32Array(samples * features).map(() => 2 * random.uniform() - 1);
  const y = new Float32Array(samples).map((_, row) => {
    const sum = weights.reduce((total, weight, axis) => total + weight * (x[row * features + axis] ?? 0), offset);
    return sum + noise * random.normal();
  });
  const inputNames = Array.from({ length: features }, (_, axis) => `x${axis + 1}`);
  return memoryRows(
    {
      name: 'linear',
      x,
      y,
      inputShape: [features],
      inputNames,
      target: { kind: 'numbers', shape: [1] },
    },
    normalize,
  );
}

/** sin x for x from -pi to pi. */
export function sineRows({ samples, noise, seed, normalize }: Curve): RowSource {
  const random = seededRandom(seed);
  const x = new Float32Array(samples).map(() => Math.PI * (2 * random.uniform() - 1));
  const y = x.map((value) => Math.sin(value) + noise * random.normal());
  return memoryRows(
    {
      name: 'sine',
      x,
      y,
      inputShape: [1],
      inputNames: ['x'],
      target: { kind: 'numbers', shape: [1] },
    },
    normalize,
  );
}

/** Stretches of sine waves of several lengths, and the value that comes next: for layers that read a sequence. */
export function waveRows({ samples, noise, seed, normalize }: Curve, steps: number): RowSource {
  const random = seededRandom(seed);
  const x = new Float32Array(samples * steps);
  const y = new Float32Array(samples);
  for (let row = 0; row < samples; row++) {
    const phase = 2 * Math.PI * random.uniform();
    const pace = 0.2 + 0.4 * random.uniform();
    for (let step = 0; step < steps; step++)
      x[row * steps + step] = Math.sin(phase + pace * step) + noise * random.normal();
    y[row] = Math.sin(phase + pace * steps) + noise * random.normal();
  }
  return memoryRows({ name: 'sine', x, y, inputShape: [steps, 1], target: { kind: 'numbers', shape: [1] } }, normalize);
}
