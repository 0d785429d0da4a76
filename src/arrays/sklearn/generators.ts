import { checkedSize } from '../budget.js';
import { type ArrayFunction, type Given, taking } from '../given.js';
import { takeRows } from '../numpy/indexing.js';
import { dot } from '../numpy/linear.js';
import { floats, integers, linspace } from '../numpy/making.js';
import type { NdArray } from '../numpy/ndArray.js';
import { asArray } from '../numpy/nested.js';
import { argsortScalars } from '../numpy/sorting.js';
import type { LegacyRandom } from '../random/legacyRandom.js';
import { type RandomSource, randomOf } from '../random/source.js';
import { type Arg, isList } from '../values.js';
import { makeClassification } from './classification.js';
import { drawn, mixColumns, mixed } from './drawing.js';

function noisy(given: Given, random: LegacyRandom, x: NdArray): NdArray {
  const noise = given.maybeNumber('noise');
  if (noise === null) return x;
  const data = x.numbers();
  return drawn(x.shape, (i) => (data[i] ?? 0) + noise * random.gauss());
}

/** Points of two curves, one class each. */
function curves(
  given: Given,
  random: LegacyRandom,
  outer: readonly [number, number][],
  inner: readonly [number, number][],
): Arg {
  const points = [...outer, ...inner];
  const x = floats(Float64Array.from(points.flat()), [points.length, 2]);
  const [mixedX, y] = mixed(given, random, x, integers(points.map((_, i) => Number(i >= outer.length))));
  return [noisy(given, random, mixedX), y];
}

function halves(given: Given): [number, number] {
  const samples = given.get('n_samples') ?? 100;
  if (isList(samples)) return given.numbers('n_samples') as [number, number];
  const count = given.integer('n_samples', 100);
  return [Math.floor(count / 2), count - Math.floor(count / 2)];
}

const makeMoons = (source: RandomSource): ArrayFunction =>
  taking('n_samples | shuffle noise random_state', (given) => {
    const random = randomOf(given.get('random_state'), source);
    const [outer, inner] = halves(given).map((count) => Array.from(linspace(0, Math.PI, count, true).numbers()));
    return curves(
      given,
      random,
      (outer ?? []).map((angle) => [Math.cos(angle), Math.sin(angle)]),
      (inner ?? []).map((angle) => [1 - Math.cos(angle), 1 - Math.sin(angle) - 0.5]),
    );
  });

const makeCircles = (source: RandomSource): ArrayFunction =>
  taking('n_samples | shuffle noise random_state factor', (given) => {
    const random = randomOf(given.get('random_state'), source);
    const factor = given.number('factor', 0.8);
    const [outer, inner] = halves(given).map((count) => Array.from(linspace(0, 2 * Math.PI, count, false).numbers()));
    return curves(
      given,
      random,
      (outer ?? []).map((angle) => [Math.cos(angle), Math.sin(angle)]),
      (inner ?? []).map((angle) => [Math.cos(angle) * factor, Math.sin(angle) * factor]),
    );
  });

/** Centers of blobs: given, or drawn from a box. */
function blobCenters(given: Given, random: LegacyRandom): NdArray {
  const samples = given.get('n_samples') ?? 100;
  const wanted = given.get('centers') ?? (isList(samples) ? samples.length : 3);
  if (typeof wanted !== 'number') return asArray(wanted).astype('float64');
  const [low = -10, high = 10] = given.has('center_box') ? given.numbers('center_box') : [];
  return drawn([wanted, given.integer('n_features', 2)], () => low + (high - low) * random.double());
}

function blobSizes(given: Given, count: number): number[] {
  if (isList(given.get('n_samples'))) return given.numbers('n_samples');
  const total = given.integer('n_samples', 100);
  return Array.from({ length: count }, (_, i) => Math.floor(total / count) + Number(i < total % count));
}

const makeBlobs = (source: RandomSource): ArrayFunction =>
  taking('n_samples n_features | centers cluster_std center_box shuffle random_state return_centers', (given) => {
    const random = randomOf(given.get('random_state'), source);
    const centers = blobCenters(given, random);
    const [count = 0, width = 0] = centers.shape;
    const sizes = blobSizes(given, count);
    checkedSize([sizes.reduce((a, b) => a + b, 0), width]);
    const stds = given.has('cluster_std') ? given.numbers('cluster_std') : [1];
    const at = centers.numbers();
    const data = sizes.flatMap((size, i) =>
      Array.from({ length: size * width }, (_, k) => {
        const deviation = (stds.length === 1 ? stds[0] : stds[i]) ?? 1;
        return (at[i * width + (k % width)] ?? 0) + deviation * random.gauss();
      }),
    );
    const x = floats(Float64Array.from(data), [data.length / width, width]);
    const [mixedX, y] = mixed(given, random, x, integers(sizes.flatMap((size, i) => new Array<number>(size).fill(i))));
    return given.flag('return_centers', false) ? [mixedX, y, centers] : [mixedX, y];
  });

const makeRegression = (source: RandomSource): ArrayFunction =>
  taking(
    'n_samples n_features | n_informative n_targets bias effective_rank! tail_strength~ noise shuffle coef random_state',
    (given) => {
      const random = randomOf(given.get('random_state'), source);
      const [samples, features, targets] = [
        given.integer('n_samples', 100),
        given.integer('n_features', 100),
        given.integer('n_targets', 1),
      ];
      const informative = Math.min(features, given.integer('n_informative', 10));
      const x = drawn([samples, features], () => random.gauss());
      const truth = drawn([features, targets], (i) => (i < informative * targets ? 100 * random.double() : 0));
      const bias = given.number('bias', 0);
      const noise = given.number('noise', 0);
      const exact = (dot(x, truth) as NdArray).numbers();
      const y = drawn([samples, targets], (i) => (exact[i] ?? 0) + bias + (noise > 0 ? noise * random.gauss() : 0));
      const [mixedX, mixedY] = mixed(given, random, x, y);
      const order = given.flag('shuffle', true) ? random.permutation(features) : null;
      const finalX = order ? mixColumns(mixedX, order) : mixedX;
      const squeezed = targets === 1 ? mixedY.withShape([samples]) : mixedY;
      if (!given.flag('coef', false)) return [finalX, squeezed];
      const slopes = order ? takeRows(truth, order) : truth;
      return [finalX, squeezed, targets === 1 ? slopes.withShape([features]) : slopes];
    },
  );

const makeQuantiles = (source: RandomSource): ArrayFunction =>
  taking('| mean cov n_samples n_features n_classes shuffle random_state', (given) => {
    const random = randomOf(given.get('random_state'), source);
    const [samples, features, classes] = [
      given.integer('n_samples', 100),
      given.integer('n_features', 2),
      given.integer('n_classes', 3),
    ];
    const mean = given.has('mean') ? given.numbers('mean') : new Array<number>(features).fill(0);
    const deviation = Math.sqrt(given.number('cov', 1));
    const x = drawn([samples, features], (i) => (mean[i % features] ?? 0) + deviation * random.gauss());
    const data = x.numbers();
    const far = Array.from({ length: samples }, (_, row) =>
      mean.reduce((sum, center, k) => sum + ((data[row * features + k] ?? 0) - center) ** 2, 0),
    );
    const step = Math.floor(samples / classes);
    const y = integers(Array.from({ length: samples }, (_, i) => Math.min(Math.floor(i / step), classes - 1)));
    return mixed(given, random, takeRows(x, argsortScalars(far)), y);
  });

const makeFriedman = (source: RandomSource): ArrayFunction =>
  taking('n_samples n_features | noise random_state', (given) => {
    const random = randomOf(given.get('random_state'), source);
    const [samples, features] = [given.integer('n_samples', 100), given.integer('n_features', 10)];
    const x = drawn([samples, features], () => random.double());
    const data = x.numbers();
    const at = (row: number, k: number) => data[row * features + k] ?? 0;
    const noise = given.number('noise', 0);
    const y = drawn([samples], (row) => {
      const exact =
        10 * Math.sin(Math.PI * at(row, 0) * at(row, 1)) +
        20 * (at(row, 2) - 0.5) ** 2 +
        10 * at(row, 3) +
        5 * at(row, 4);
      return exact + noise * random.gauss();
    });
    return [x, y];
  });

/** Functions of `sklearn.datasets` that make data. */
export function generatorFunctions(source: RandomSource): Record<string, ArrayFunction> {
  return {
    'sklearn.datasets.make_moons': makeMoons(source),
    'sklearn.datasets.make_circles': makeCircles(source),
    'sklearn.datasets.make_blobs': makeBlobs(source),
    'sklearn.datasets.make_regression': makeRegression(source),
    'sklearn.datasets.make_classification': makeClassification(source),
    'sklearn.datasets.make_gaussian_quantiles': makeQuantiles(source),
    'sklearn.datasets.make_friedman1': makeFriedman(source),
  };
}
