import { type ArrayFunction, type Given, taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { takeRows } from '../numpy/indexing.js';
import { dot } from '../numpy/linear.js';
import { floats, integers } from '../numpy/making.js';
import { asArray } from '../numpy/nested.js';
import type { LegacyRandom } from '../random/legacyRandom.js';
import { type RandomSource, randomOf } from '../random/source.js';
import { isList } from '../values.js';
import { drawn, mixColumns, mixed } from './drawing.js';

/** Different whole numbers below a limit, in the three ways of scikit-learn. */
function differentNumbers(population: number, count: number, random: LegacyRandom): number[] {
  const ratio = count / population;
  if (ratio > 0.01 && ratio < 0.99) return Array.from(random.permutation(population).subarray(0, count));
  if (ratio < 0.2) {
    const found = new Set<number>();
    while (found.size < count) found.add(random.integer(0, population));
    return [...found];
  }
  const out = Array.from({ length: count }, (_, i) => i);
  for (let i = count; i < population; i++) {
    const at = random.integer(0, i + 1);
    if (at < count) out[at] = i;
  }
  return out;
}

function corners(count: number, dimensions: number, random: LegacyRandom): number[][] {
  if (dimensions > 30) {
    const more = Array.from({ length: count }, () =>
      Array.from({ length: dimensions - 30 }, () => random.integer(0, 2)),
    );
    const rest = corners(count, 30, random);
    return more.map((row, i) => [...row, ...(rest[i] ?? [])]);
  }
  return differentNumbers(2 ** dimensions, count, random).map((number) =>
    Array.from({ length: dimensions }, (_, bit) => Math.floor(number / 2 ** (dimensions - 1 - bit)) % 2),
  );
}

function clusterSizes(given: Given, samples: number, classes: number, perClass: number): number[] {
  const weights = given.has('weights') ? given.numbers('weights') : new Array<number>(classes).fill(1 / classes);
  if (weights.length === classes - 1) weights.push(1 - weights.reduce((a, b) => a + b, 0));
  const sizes = Array.from({ length: classes * perClass }, (_, k) =>
    Math.trunc((samples * (weights[k % classes] ?? 0)) / perClass),
  );
  const left = samples - sizes.reduce((a, b) => a + b, 0);
  for (let i = 0; i < left; i++) sizes[i % sizes.length] = (sizes[i % sizes.length] ?? 0) + 1;
  return sizes;
}

const NAMES =
  'n_samples n_features | n_informative n_redundant n_repeated n_classes n_clusters_per_class weights flip_y class_sep hypercube shift scale shuffle random_state return_X_y~';

/** Numbers of samples, features of each kind, classes and clusters. */
function sizesOf(given: Given) {
  const sizes = {
    samples: given.integer('n_samples', 100),
    features: given.integer('n_features', 20),
    informative: given.integer('n_informative', 2),
    redundant: given.integer('n_redundant', 2),
    repeated: given.integer('n_repeated', 0),
    classes: given.integer('n_classes', 2),
    perClass: given.integer('n_clusters_per_class', 2),
  };
  const useless = sizes.features - sizes.informative - sizes.redundant - sizes.repeated;
  if (useless < 0 || sizes.informative < Math.log2(sizes.classes * sizes.perClass))
    throw new NotKnown('these numbers of features do not fit each other');
  return { ...sizes, useless };
}

type Sizes = ReturnType<typeof sizesOf>;

/** Where the clusters lie: at corners of a cube, or of a box of random sides. */
function centersOf(given: Given, { informative }: Sizes, clusters: number, random: LegacyRandom): number[][] {
  const apart = given.number('class_sep', 1);
  const cube = corners(clusters, informative, random).map((row) => row.map((bit) => bit * 2 * apart - apart));
  if (given.flag('hypercube', true)) return cube;
  const rows = cube.map(() => random.double());
  const columns = Array.from({ length: informative }, () => random.double());
  return cube.map((row, i) => row.map((value, k) => value * (rows[i] ?? 1) * (columns[k] ?? 1)));
}

/** Rows of features while they are made, one kind of feature after the other. */
class Table {
  readonly x: Float64Array;

  constructor(
    private readonly sizes: Sizes,
    private readonly random: LegacyRandom,
  ) {
    this.x = Float64Array.from(drawn([sizes.samples, sizes.features], () => 0).numbers());
  }

  private put(row: number, at: number, value: number): void {
    this.x[row * this.sizes.features + at] = value;
  }

  /** Clusters, each with covariances of its own. */
  informative(clusterSizes: readonly number[], given: Given): Float64Array {
    const { samples, informative, classes } = this.sizes;
    const centers = centersOf(given, this.sizes, clusterSizes.length, this.random);
    const base = drawn([samples, informative], () => this.random.gauss());
    const y = new Float64Array(samples);
    let start = 0;
    for (const [k, size] of clusterSizes.entries()) {
      const twist = drawn([informative, informative], () => 2 * this.random.double() - 1);
      const rows = takeRows(
        base,
        Array.from({ length: size }, (_, i) => start + i),
      );
      const turned = asArray(dot(rows, twist)).numbers();
      for (let i = 0; i < size * informative; i++) {
        const feature = i % informative;
        this.put(start + Math.floor(i / informative), feature, (turned[i] ?? 0) + (centers[k]?.[feature] ?? 0));
      }
      y.fill(k % classes, start, start + size);
      start += size;
    }
    return y;
  }

  /** Sums of the informative features. */
  redundant(): void {
    const { samples, informative, redundant, features } = this.sizes;
    if (redundant === 0) return;
    const mix = drawn([informative, redundant], () => 2 * this.random.double() - 1);
    const known = drawn(
      [samples, informative],
      (i) => this.x[Math.floor(i / informative) * features + (i % informative)] ?? 0,
    );
    const sums = asArray(dot(known, mix)).numbers();
    for (let i = 0; i < sums.length; i++)
      this.put(Math.floor(i / redundant), informative + (i % redundant), sums[i] ?? 0);
  }

  /** Copies of features, then noise. */
  others(): void {
    const { samples, informative, redundant, repeated, useless, features } = this.sizes;
    const solid = informative + redundant;
    const copies = Array.from({ length: repeated }, () => Math.trunc((solid - 1) * this.random.double() + 0.5));
    for (let row = 0; row < samples; row++)
      for (const [i, from] of copies.entries()) this.put(row, solid + i, this.x[row * features + from] ?? 0);
    for (let i = 0; i < samples * useless; i++)
      this.put(Math.floor(i / useless), features - useless + (i % useless), this.random.gauss());
  }

  /** Other labels for a share of the rows. */
  flip(y: Float64Array, share: number): void {
    if (share < 0) return;
    const flipped = Array.from(y, () => this.random.double() < share);
    for (const [row, isFlipped] of flipped.entries())
      if (isFlipped) y[row] = this.random.integer(0, this.sizes.classes);
  }

  private perFeature(given: Given, name: string, otherwise: number, draw: () => number): number[] {
    const { features } = this.sizes;
    const value = given.get(name);
    if (value === null) return Array.from({ length: features }, draw);
    if (isList(value)) return given.numbers(name);
    return new Array<number>(features).fill(given.number(name, otherwise));
  }

  shiftAndScale(given: Given): void {
    const apart = given.number('class_sep', 1);
    const shift = this.perFeature(given, 'shift', 0, () => (2 * this.random.double() - 1) * apart);
    const scale = this.perFeature(given, 'scale', 1, () => 1 + 100 * this.random.double());
    const { features } = this.sizes;
    for (const [i, value] of this.x.entries())
      this.x[i] = (value + (shift[i % features] ?? 0)) * (scale[i % features] ?? 1);
  }
}

/** `make_classification`, draw by draw as scikit-learn makes it. */
export const makeClassification = (source: RandomSource): ArrayFunction =>
  taking(NAMES, (given) => {
    const random = randomOf(given.get('random_state'), source);
    const sizes = sizesOf(given);
    const table = new Table(sizes, random);
    const y = table.informative(clusterSizes(given, sizes.samples, sizes.classes, sizes.perClass), given);
    table.redundant();
    table.others();
    table.flip(y, given.number('flip_y', 0.01));
    table.shiftAndScale(given);
    const [mixedX, mixedY] = mixed(given, random, floats(table.x, [sizes.samples, sizes.features]), integers(y));
    const isMixed = given.flag('shuffle', true);
    return [isMixed ? mixColumns(mixedX, random.permutation(sizes.features)) : mixedX, mixedY];
  });
