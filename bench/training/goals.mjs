// The goals, as ratios of medians of GradLens to others, and whether they were kept.
import { isDense, NETS, weightsOf } from './nets.mjs';
import { geometricMean } from './statistics.mjs';

/**
 * @typedef {import('./nets.mjs').Net} Net
 * @typedef {Record<string, Record<string, { median: number }>>} Medians by net's name, then by contestant
 * @typedef {{ goal: string, limit: number, value: number | null, kept: boolean | null, worst?: string }} Judged null where nothing was measured
 * @typedef {{ value: number, title?: string }} Ratio of a net
 */

const isSmall = (/** @type {Net} */ net) => weightsOf(net) < 100_000;
const isEvery = () => true;
const isSmallDense = (/** @type {Net} */ net) => isDense(net) && isSmall(net);

/**
 * @typedef {{ goal: string, own?: string, against: string[], how?: 'every' | 'mean', nets?: (net: Net) => boolean, limit: number }} Goal
 *   `own`: GradLens's contestant, with everything on where there is none; of `against` the fastest counts; `every`, as by default: each
 *   net's ratio counts, the largest is shown; `mean`: their geometric mean
 */

/** @type {Goal[]} */
const GOALS = [
  { goal: 'Keras 2.15 bare, geometric mean', against: ['keras2'], how: 'mean', limit: 0.4 },
  { goal: 'Keras 2.15 bare, every net', against: ['keras2'], limit: 0.9 },
  { goal: 'Keras 2.15 bare, dense nets under 100k weights', against: ['keras2'], nets: isSmallDense, limit: 0.6 },
  { goal: 'newest Keras bare, every net', against: ['keras3'], limit: 0.9 },
  { goal: 'newest Keras bare, geometric mean', against: ['keras3'], how: 'mean', limit: 0.5 },
  { goal: 'PyTorch eager bare, geometric mean', against: ['torch'], how: 'mean', limit: 0.55 },
  { goal: 'PyTorch eager bare, every net', against: ['torch'], limit: 1 },
  { goal: 'Keras 2.15 with TensorBoard, geometric mean', against: ['keras2Board'], how: 'mean', limit: 0.25 },
  { goal: 'newest Keras with TensorBoard, geometric mean', against: ['keras3Board'], how: 'mean', limit: 0.25 },
  { goal: 'tfjs-node bare, nets under 100k weights', against: ['tfjs'], nets: isSmall, limit: 0.2 },
  { goal: 'tfjs-node bare, geometric mean', against: ['tfjs'], how: 'mean', limit: 0.3 },
  { goal: 'itself without statistics, every net', against: ['gradlensWithout'], limit: 1.1 },
  { goal: 'floor (the faster of both), every net', against: ['floor', 'floorOne'], limit: 1.2 },
  { goal: 'eager: tfjs-node bare, every net', own: 'gradlensEager', against: ['tfjs'], limit: 1.25 },
];

/** @param {Medians} medians @param {Net[]} [nets] @returns {Judged[]} */
export function judge(medians, nets = NETS) {
  return GOALS.map(({ goal, own, against, how, nets: counts = isEvery, limit }) => {
    const ratios = nets.filter(counts).flatMap((net) => {
      const value = ratioTo(medians[net.name] ?? {}, against, own);
      return value === null ? [] : [{ value, title: net.title }];
    });
    if (how !== 'mean' || ratios.length === 0) return judged(goal, limit, ratios);
    return judged(goal, limit, [{ value: geometricMean(ratios.map(({ value }) => value)) }]);
  });
}

/** By the largest of its ratios; not judged where there are none, or one could not be measured. @param {Ratio[]} ratios @returns {Judged} */
export function judged(/** @type {string} */ goal, /** @type {number} */ limit, ratios) {
  if (ratios.length === 0 || !ratios.every(({ value }) => Number.isFinite(value))) {
    return { goal, limit, value: null, kept: null };
  }
  const { value, title } = ratios.reduce((a, b) => (b.value > a.value ? b : a));
  return { goal, limit, value, kept: value <= limit, ...(title === undefined ? {} : { worst: title }) };
}

/** @param {Record<string, { median: number }>} ofNet @param {string[]} against @returns {number | null} */
export function ratioTo(ofNet, against, own = 'gradlens') {
  const others = against.flatMap((id) => ofNet[id]?.median ?? []);
  const median = ofNet[own]?.median;
  return median === undefined || others.length === 0 ? null : median / Math.min(...others);
}
