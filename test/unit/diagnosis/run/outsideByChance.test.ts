import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../src/datasets/sampling/seededRandom.js';
import { heldOutside } from '../../../../src/diagnosis/run/heldOutside.js';
import { outsideByChance } from '../../../../src/diagnosis/run/outsideByChance.js';
import { samplesOutside } from '../../../../src/trainer/fit/outsideRange.js';
import { evidence } from './figures.js';

const RARITY = 0.001;

type Draw = () => number;
const tailed = (draw: Draw): number => 1 / (1 - draw());
/** How a sample is drawn. */
const KINDS: Readonly<Record<string, (draw: Draw) => readonly number[]>> = {
  'one feature': (draw) => [draw()],
  'three features': (draw) => [draw(), draw(), draw()],
  'features that hang together': (draw) => {
    const size = tailed(draw);
    return [size * (draw() - 0.5), size * (draw() - 0.5)];
  },
  'heavy tails': (draw) => [tailed(draw), -tailed(draw)],
  'whole numbers': (draw) => [Math.floor(40 * draw())],
};
const SIZES = [5, 12, 20, 60, 300].flatMap((trained) => [10, 60, 1000].map((held) => [trained, held] as const));

/** What is told of samples of which the first are trained on and the others held back. */
function toldOf(samples: readonly (readonly number[])[], trained: number): ReturnType<typeof heldOutside> {
  const [inputs, target] = [tf.tensor2d(samples.map((sample) => [...sample])), tf.zeros([samples.length, 1])];
  const rows = { inputs: [inputs], target };
  const outside = samplesOutside({ ...rows, from: trained, to: samples.length }, { ...rows, from: 0, to: trained });
  tf.dispose([inputs, target]);
  const validation = { samples: samples.length - trained, classes: [], ...outside };
  return heldOutside({ data: evidence({ validation }), isRandom: false });
}

describe('validation samples beyond the range of those trained on', () => {
  it.each(Object.entries(KINDS))('are chance where all are drawn alike, however many there are: %s', (_, sample) => {
    const SEEDS = 60;
    let alarms = 0;
    for (const [trained, held] of SIZES)
      for (let seed = 0; seed < SEEDS; seed++) {
        const draw = seededRandom(1000 * trained + 17 * held + seed).uniform;
        const samples = Array.from({ length: trained + held }, () => sample(draw));
        if (toldOf(samples, trained)) alarms++;
      }
    const expected = SIZES.length * SEEDS * RARITY;
    expect(alarms).toBeLessThanOrEqual(expected + 4 * Math.sqrt(expected));
  });

  it.each(SIZES)('are no chance where they are sorted: %i trained on, %i held back', (trained, held) => {
    const draw = seededRandom(trained + held).uniform;
    const sorted = Array.from({ length: trained + held }, () => [draw()]).sort(([a = 0], [b = 0]) => a - b);
    const told = toldOf(sorted, trained);
    // Ten may all be beyond five by chance.
    if (trained === 5 && held === 10) expect(told).toBeNull();
    else expect(told).toMatchObject({ what: 'inputs', share: 1 });
  });
});

/** The chance that exactly so many of m are below the smallest or above the largest of n, of all orders in which they may come. */
function exactly(beyond: number, n: number, m: number): number {
  const choose = (of: number, out: number) =>
    Array.from({ length: out }, (_, at) => (of - at) / (out - at)).reduce((all, each) => all * each, 1);
  return ((beyond + 1) * choose(n + m - beyond - 2, n - 2)) / choose(n + m, n);
}

it('The share that is no chance is the smallest one that is as rare as asked for', () => {
  for (const trained of [8, 20, 50, 200])
    for (const compared of [10, 60, 300]) {
      const first = Math.round(outsideByChance({ compared, trained, ends: 2 }, RARITY) * compared);
      const atLeast = (from: number) =>
        Array.from({ length: compared - from + 1 }, (_, at) => exactly(from + at, trained, compared)).reduce(
          (all, each) => all + each,
          0,
        );
      expect([trained, compared, atLeast(first) < RARITY, atLeast(first - 1) >= RARITY]).toEqual([
        trained,
        compared,
        true,
        true,
      ]);
    }
});

it('No share is told where even all of them may be beyond, or where the range has as many ends as samples', () => {
  expect(outsideByChance({ compared: 10, trained: 4, ends: 2 }, RARITY)).toBe(Number.POSITIVE_INFINITY);
  expect(outsideByChance({ compared: 1000, trained: 8, ends: 9 }, RARITY)).toBe(Number.POSITIVE_INFINITY);
});

it('Of many samples none is too rare for numbers to tell', () => {
  const share = outsideByChance({ compared: 200_000, trained: 100_000, ends: 20_000 }, RARITY);
  expect(share).toBeGreaterThan(0.2);
  expect(share).toBeLessThan(0.21);
});
