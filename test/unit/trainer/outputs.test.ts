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
import { RankClock } from '../../../src/trainer/tap/rankClock.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const STEPS = { batchesPerEpoch: null, hasEpochs: false };

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
  const fit = new FitActivations(tf, [layer], [null], 1, STEPS);
  const scale = tf.variable(tf.scalar(1));
  const loss = () => tf.sum(layer.apply(tf.mul(output, scale)) as tf.Tensor).asScalar();
  const { measured } = fit.observe(
    () => tf.variableGrads(loss),
    (measure) => measure(),
  );
  const values = fit.read(measured?.dataSync() as Float32Array, 0, 0).statistics;
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
      const fit = new FitActivations(tf, [layer], [null], 1, STEPS);
      const weight = tf.variable(tf.scalar(1));
      const { measured } = fit.observe(
        () =>
          tf.variableGrads(() =>
            tf.sum(tf.mul(layer.apply(tf.fill([4, 4], 1).mul(weight)) as tf.Tensor, size)).asScalar(),
          ),
        (measure) => measure(),
      );
      const norm = activationOf(fit.read(measured?.dataSync() as Float32Array, 0, 0).statistics, 0, 'actGradNorm');
      expect(norm / (4 * size)).toBeCloseTo(1, 5);
    }
  });

  it('the gradient is not told where none comes back', () => {
    const [before, after] = [new Given(''), new Given('')];
    const fit = new FitActivations(tf, [before, after], [null, null], 1, STEPS);
    const weight = tf.variable(tf.scalar(2));
    const { measured } = fit.observe(
      () =>
        tf.variableGrads(() =>
          tf.sum(after.apply(tf.mul(before.apply(tf.ones([2, 2])) as tf.Tensor, weight)) as tf.Tensor).asScalar(),
        ),
      (measure) => measure(),
    );
    const values = fit.read(measured?.dataSync() as Float32Array, 0, 0).statistics;
    expect([0, 1].map((layer) => activationOf(values, layer, 'actGradNorm'))).toEqual([Number.NaN, 2]);
  });
});

describe('ranks', () => {
  const clock = { now: 0 };
  const clockOf = (batchesPerEpoch: number | null, hasEpochs = true) => {
    clock.now = 0;
    return new RankClock({ batchesPerEpoch, hasEpochs }, 50, () => clock.now);
  };
  /** The batches on which they are computed, of those that are measured in ten epochs of so many batches, at a millisecond each. */
  function steps(ranks: RankClock, perEpoch: number, took = 0, cost = 1): number[] {
    return Array.from({ length: perEpoch / 5 }, (_, index) => index * 50).filter((step) => {
      clock.now = step;
      const epoch = Math.floor(step / perEpoch);
      const isDue = ranks.isDue(step, epoch, cost);
      if (isDue) ranks.done(epoch, took);
      return isDue;
    });
  }

  it('are computed at the start, and then once an epoch, late in it where its end is known', () => {
    expect(steps(clockOf(200), 200).slice(0, 4)).toEqual([0, 150, 350, 550]);
    expect(steps(clockOf(null), 200).slice(0, 4)).toEqual([0, 50, 200, 400]);
    expect(steps(clockOf(10), 10)).toEqual([0, 50]);
    expect(steps(clockOf(null, false), 100)).toHaveLength(20);
  });

  it('take no more than a fiftieth of the time, and the first of many layers waits until it is little', () => {
    expect(steps(clockOf(200), 200, 12)).toEqual([0, 750, 1350, 1950]);
    // 10 ms of guessed arithmetic at once, but not 30.
    expect(steps(clockOf(null, false), 400, 0, 5e6)[0]).toBe(0);
    expect(steps(clockOf(null, false), 400, 0, 15e6)[0]).toBe(1500);
  });

  it('are of up to 256 places of a map or a sequence, spread over the samples', () => {
    // In one sample of four places two directions, in the other, twice as large, the same two.
    const pair = [
      [1, 0, 0],
      [0, 1, 0],
    ];
    const rows = [...pair, ...pair.map((row) => row.map((value) => 2 * value))];
    const layer = new Given('channelsLast');
    const fit = new FitActivations(tf, [layer], [null], 1, STEPS);
    const output = tf.tensor3d(
      Array.from({ length: 2 }, () => Array.from({ length: 400 }, (_, at) => rows[at % 4] as number[])),
    );
    const scale = tf.variable(tf.scalar(1));
    const { measured } = fit.observe(
      () => tf.variableGrads(() => tf.sum(layer.apply(tf.mul(output, scale)) as tf.Tensor).asScalar()),
      (measure) => measure(),
    );
    const { ranks } = fit.read(measured?.dataSync() as Float32Array, 0, 0);
    expect(rankOf(ranks ?? undefined, 0, 'actRank')).toBeCloseTo(2, 1);
    expect(rankOf(ranks ?? undefined, 0, 'actRankMost')).toBe(3);
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
