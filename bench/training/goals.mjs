// The goals, as ratios of medians of GradLens with everything on to others, and whether they were kept.
import { isDense, NETS, weightsOf } from './nets.mjs';
import { geometricMean } from './statistics.mjs';

/**
 * @typedef {import('./nets.mjs').Net} Net
 * @typedef {Record<string, Record<string, { median: number }>>} Medians by net's name, then by contestant
 * @typedef {{ goal: string, limit: number, value: number | null, kept: boolean | null, worst?: string }} Judged null where nothing was measured
 */

const isSmall = (/** @type {Net} */ net) => weightsOf(net) < 100_000;
const isEvery = () => true;

/**
 * `every`: each net's ratio counts, the largest is shown; `mean`: their geometric mean.
 * @type {{ goal: string, against: string[], how: 'every' | 'mean', nets: (net: Net) => boolean, limit: number }[]} the fastest of `against` counts
 */
const GOALS = [
  { goal: 'Keras 2.15 bare, every net', against: ['keras2'], how: 'every', nets: isEvery, limit: 0.9 },
  {
    goal: 'Keras 2.15 bare, dense nets under 100k weights',
    against: ['keras2'],
    how: 'every',
    nets: (net) => isDense(net) && isSmall(net),
    limit: 0.6,
  },
  { goal: 'Keras 2.15 bare, geometric mean', against: ['keras2'], how: 'mean', nets: isEvery, limit: 0.5 },
  { goal: 'newest Keras bare, every net', against: ['keras3'], how: 'every', nets: isEvery, limit: 0.9 },
  { goal: 'newest Keras bare, geometric mean', against: ['keras3'], how: 'mean', nets: isEvery, limit: 0.5 },
  { goal: 'PyTorch eager bare, geometric mean', against: ['torch'], how: 'mean', nets: isEvery, limit: 0.75 },
  {
    goal: 'Keras 2.15 with TensorBoard, geometric mean',
    against: ['keras2Board'],
    how: 'mean',
    nets: isEvery,
    limit: 0.25,
  },
  {
    goal: 'newest Keras with TensorBoard, geometric mean',
    against: ['keras3Board'],
    how: 'mean',
    nets: isEvery,
    limit: 0.25,
  },
  { goal: 'tfjs-node bare, nets under 100k weights', against: ['tfjs'], how: 'every', nets: isSmall, limit: 0.2 },
  { goal: 'tfjs-node bare, geometric mean', against: ['tfjs'], how: 'mean', nets: isEvery, limit: 0.3 },
  {
    goal: 'itself without statistics, every net',
    against: ['gradlensWithout'],
    how: 'every',
    nets: isEvery,
    limit: 1.05,
  },
  {
    goal: 'floor (the faster of both), every net',
    against: ['floor', 'floorOne'],
    how: 'every',
    nets: isEvery,
    limit: 1.3,
  },
];

/** @param {Medians} medians @param {Net[]} [nets] @returns {Judged[]} */
export function judge(medians, nets = NETS) {
  return GOALS.map(({ goal, against, how, nets: counts, limit }) => {
    const ratios = nets.filter(counts).flatMap((net) => {
      const ratio = ratioTo(medians[net.name] ?? {}, against);
      return ratio === null ? [] : [{ ratio, title: net.title }];
    });
    if (ratios.length === 0) return { goal, limit, value: null, kept: null };
    if (how === 'mean') {
      const value = geometricMean(ratios.map(({ ratio }) => ratio));
      return { goal, limit, value, kept: value <= limit };
    }
    const worst = ratios.reduce((a, b) => (b.ratio > a.ratio ? b : a));
    return { goal, limit, value: worst.ratio, kept: worst.ratio <= limit, worst: worst.title };
  });
}

/** @param {Record<string, { median: number }>} ofNet @param {string[]} against @returns {number | null} */
export function ratioTo(ofNet, against) {
  const others = against.flatMap((id) => ofNet[id]?.median ?? []);
  const own = ofNet.gradlens?.median;
  return own === undefined || others.length === 0 ? null : own / Math.min(...others);
}
