import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  ACTIVATION_STATISTICS,
  type ActivationStatistic,
  activationOf,
  rankOf,
} from '../../../src/protocol/activations.js';
import { DeadUnits } from '../../../src/trainer/tap/deadUnits.js';
import { FitActivations } from '../../../src/trainer/tap/fitActivations.js';
import { OutputRanks } from '../../../src/trainer/tap/outputRanks.js';
import type { LayerRows } from '../../../src/trainer/tap/outputVector.js';
import { MOST_AT_ONCE, RankBudget } from '../../../src/trainer/tap/rankBudget.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const STEPS = { batchesPerEpoch: null, hasEpochs: false };
const fitOf = (layers: tf.layers.Layer[]) =>
  new FitActivations(
    tf,
    layers,
    layers.map(() => null),
    1,
    STEPS,
    (step) => step,
  );

/** Keeps what it is given as it is, whatever it says of where its channels are. */
class Given extends tf.layers.Layer {
  static className = 'Given';
  constructor(readonly dataFormat: string) {
    super({});
  }
  override call(inputs: tf.Tensor): tf.Tensor {
    return tf.tidy(() => tf.mul([inputs].flat()[0] as tf.Tensor, 1));
  }
}

/** The figures of one pass through a layer that puts out just that. */
function figuresOf(output: tf.Tensor, dataFormat = 'channelsLast'): (name: ActivationStatistic) => number {
  const layer = new Given(dataFormat);
  const fit = fitOf([layer]);
  const scale = tf.variable(tf.scalar(1));
  const loss = () => tf.sum(layer.apply(tf.mul(output, scale)) as tf.Tensor).asScalar();
  const { measured } = fit.observe(
    () => tf.variableGrads(loss),
    (measure) => measure(),
    false,
  );
  expect(measured?.rows).toBeNull();
  const values = fit.read(measured?.figures.dataSync() as Float32Array, null, 0, 0);
  expect(values).toHaveLength(ACTIVATION_STATISTICS.length);
  return (name) => activationOf(values, 0, name);
}

describe('of the outputs of a layer', () => {
  it('a filter of a convolution is one unit: dead where it is 0 at every place', () => {
    // [samples, rows, columns, channels]: the second channel is 0, the third but for one place of one sample.
    const map = (place: number) =>
      [
        [1, 0, 0],
        [2, 0, 0],
      ].map((cell) => cell.map((value) => value * place));
    const output = tf.tensor4d([
      [map(1), map(1)],
      [
        map(1),
        [
          [1, 0, 0],
          [2, 0, 5],
        ],
      ],
    ]);
    expect(figuresOf(output)('actDead')).toBeCloseTo(1 / 3, 6);
    // Of twelve outputs of a sample one differs.
    expect(figuresOf(output)('actSame')).toBeCloseTo(11 / 12, 6);
    expect(figuresOf(output)('actZeros')).toBeCloseTo(15 / 24, 6);
    expect(figuresOf(tf.transpose(output, [0, 3, 1, 2]), 'channelsFirst')('actDead')).toBeCloseTo(1 / 3, 6);
  });

  it('none are the same but for rounding, each beside its own size, and of one sample that is not told', () => {
    const rows = [
      [0.5, 1e6, 1e-9, 0],
      [0.5 + 1e-8, 1e6 + 0.5, 3e-9, 0],
    ];
    expect(figuresOf(tf.tensor2d(rows))('actSame')).toBe(0.75);
    expect(figuresOf(tf.tensor2d(rows.slice(0, 1)))('actSame')).toBeNaN();
  });

  it('the norm of its gradient is right where squares vanish or overflow in float32', () => {
    for (const size of [1e-30, 1, 1e30]) {
      const layer = new Given('channelsLast');
      const fit = fitOf([layer]);
      const weight = tf.variable(tf.scalar(1));
      const { measured } = fit.observe(
        () =>
          tf.variableGrads(() =>
            tf.sum(tf.mul(layer.apply(tf.fill([4, 4], 1).mul(weight)) as tf.Tensor, size)).asScalar(),
          ),
        (measure) => measure(),
        false,
      );
      const norm = activationOf(fit.read(measured?.figures.dataSync() as Float32Array, null, 0, 0), 0, 'actGradNorm');
      expect(norm / (4 * size)).toBeCloseTo(1, 5);
    }
  });

  it('the gradient is not told where none comes back', () => {
    const [before, after] = [new Given(''), new Given('')];
    const fit = fitOf([before, after]);
    const weight = tf.variable(tf.scalar(2));
    const { measured } = fit.observe(
      () =>
        tf.variableGrads(() =>
          tf.sum(after.apply(tf.mul(before.apply(tf.ones([2, 2])) as tf.Tensor, weight)) as tf.Tensor).asScalar(),
        ),
      (measure) => measure(),
      false,
    );
    const values = fit.read(measured?.figures.dataSync() as Float32Array, null, 0, 0);
    expect([0, 1].map((layer) => activationOf(values, layer, 'actGradNorm'))).toEqual([Number.NaN, 2]);
  });
});

describe('ranks', () => {
  const clock = { now: 0 };
  const ranksOf = (batchesPerEpoch: number | null, hasEpochs = true, layers = 1) => {
    clock.now = 0;
    return new OutputRanks(layers, { batchesPerEpoch, hasEpochs }, { interval: 50 }, () => clock.now);
  };
  const rows = (layer: number, count: number, units: number): LayerRows => ({
    layer,
    values: Float32Array.from({ length: count * units }, (_, at) => Math.sin(at * at)),
    count,
    units,
  });
  /** The batches of which they are told, and on which, of ten epochs of so many batches, at a millisecond each. */
  function told(ranks: OutputRanks, perEpoch: number, layers = [rows(0, 4, 4)]): [of: number, at: number][] {
    return Array.from({ length: 10 * perEpoch }, (_, step) => step).flatMap((step): [number, number][] => {
      clock.now = step;
      const epoch = Math.floor(step / perEpoch);
      if (step % 50 === 0 && ranks.isDue(step, epoch)) ranks.begin(step, epoch, layers);
      const done = ranks.advance(step);
      return done ? [[done.step, step]] : [];
    });
  }
  const steps = (...args: Parameters<typeof told>) => told(...args).map(([of]) => of);

  it('are computed at the start, and then once an epoch, late in it where its end is known', () => {
    expect(steps(ranksOf(200), 200).slice(0, 4)).toEqual([0, 150, 350, 550]);
    expect(steps(ranksOf(null), 200).slice(0, 4)).toEqual([0, 50, 200, 400]);
    expect(steps(ranksOf(10), 10)).toEqual([0, 50]);
    expect(steps(ranksOf(null, false), 100)).toHaveLength(20);
  });

  it('take no more than a hundredth of the time: those of many layers are computed over many batches', () => {
    // 64³ / 2 + 2 x 64³ multiplications a layer, 5,000 a batch.
    const layers = Array.from({ length: 10 }, (_, layer) => rows(layer, 64, 64));
    const batches = told(ranksOf(200, true, 10), 200, layers);
    const cost = 10 * 2.5 * 64 ** 3;
    expect(batches[0]?.[0]).toBe(0);
    expect(batches[0]?.[1]).toBeGreaterThan((0.5 * cost - 2.5e6) / 5e3);
    expect(batches[0]?.[1]).toBeLessThan((1.5 * cost) / 5e3);
    for (const [index, [, at]] of batches.entries())
      expect(at).toBeGreaterThan(((0.5 * cost) / 5e3) * (index + 1) - 500);
    // A batch waits for no more than a part of them, whatever the time since the last one.
    const slow = ranksOf(null, false, 40);
    slow.isDue(0, 0);
    slow.begin(
      0,
      0,
      Array.from({ length: 40 }, (_, layer) => rows(layer, 64, 64)),
    );
    clock.now = 1e9;
    expect([slow.advance(1), slow.finish(1)]).toEqual([null, null]);
  });

  it('take their share of the time on a processor too that takes longer for them', () => {
    const creditAfter = (milliseconds: number) => {
      clock.now = 0;
      const budget = new RankBudget(() => clock.now);
      budget.at(0);
      budget.work(0, () => {
        clock.now += milliseconds;
        return MOST_AT_ONCE;
      });
      const before = budget.at(0);
      clock.now += 100;
      return budget.at(1) - before;
    };
    // 2.5 million multiplications in 1 ms, in 5 ms and in 50 ms: of the next 100 ms a hundredth.
    expect([1, 5, 50].map(creditAfter).map(Math.round)).toEqual([5e5, 5e5, 5e4]);
  });

  it('are finished with the fit where little is left, and each layer has its own', () => {
    const ranks = ranksOf(null, false, 3);
    ranks.begin(7, 0, [rows(0, 4, 3), { ...rows(2, 3, 4), values: new Float32Array(12).fill(1) }]);
    const done = ranks.finish(7);
    expect(done?.step).toBe(7);
    const of = (layer: number) => [rankOf(done?.values, layer, 'actRank'), rankOf(done?.values, layer, 'actRankMost')];
    expect(of(0)[0]).toBeGreaterThan(1.5);
    expect(of(0)[1]).toBe(3);
    expect(of(1)).toEqual([Number.NaN, Number.NaN]);
    expect(of(2)[0]).toBeCloseTo(1, 5);
    expect(of(2)[1]).toBe(3);
    expect(ranks.finish(7)).toBeNull();
  });

  it('are of up to 256 places of a map or a sequence, spread over the samples', () => {
    // In one sample of four places two directions, in the other, twice as large, the same two.
    const pair = [
      [1, 0, 0],
      [0, 1, 0],
    ];
    const places = [...pair, ...pair.map((row) => row.map((value) => 2 * value))];
    const layer = new Given('channelsLast');
    const fit = fitOf([layer]);
    const output = tf.tensor3d(
      Array.from({ length: 2 }, () => Array.from({ length: 400 }, (_, at) => places[at % 4] as number[])),
    );
    const scale = tf.variable(tf.scalar(1));
    const { measured } = fit.observe(
      () => tf.variableGrads(() => tf.sum(layer.apply(tf.mul(output, scale)) as tf.Tensor).asScalar()),
      (measure) => measure(),
      true,
    );
    expect(measured?.rows?.size).toBe(256 * 3);
    fit.read(measured?.figures.dataSync() as Float32Array, measured?.rows?.dataSync() as Float32Array, 0, 0);
    const done = fit.ranks.advance(0);
    expect(rankOf(done?.values, 0, 'actRank')).toBeCloseTo(2, 1);
    expect(rankOf(done?.values, 0, 'actRankMost')).toBe(3);
  });
});

describe('dead units', () => {
  const alive = (...flags: number[]) => Float32Array.from(flags);

  it('are those that were 0 in all of the last batches that have 256 samples together', () => {
    const units = new DeadUnits();
    expect(units.add(alive(1, 1, 0, 0), 100)).toBe(0.5);
    expect(units.add(alive(0, 0, 1, 0), 100)).toBe(0.25);
    expect(units.add(alive(0, 0, 0, 0), 100)).toBe(0.25);
    // The first batch is not among them any more.
    expect(units.add(alive(0, 0, 0, 0), 100)).toBe(0.75);
    expect(units.add(alive(0, 1, 0, 0), 256)).toBe(0.75);
  });
});
