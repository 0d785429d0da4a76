import { beforeAll, describe, expect, it } from 'vitest';
import { type Project, runToEnd, type Told } from './support/trainerRun.js';

const FOUR_FITS: Project = {
  'train.mjs': `
import * as tf from '@tensorflow/tfjs';
const net = (width) => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [width] })] });
  model.compile({ optimizer: tf.train.sgd(1e-9), loss: 'meanSquaredError' });
  return model;
};
await net(2).fit(tf.tensor2d([[0, 2], [1, 2], [2, 2], [3, 2]]), tf.tensor2d([[0], [0], [1], [3]]), { epochs: 3 });
await net(500).fit(tf.tile(tf.range(0, 2000).expandDims(1), [1, 500]), tf.zeros([2000, 1]), { epochs: 2, batchSize: 1000 });
const batch = (index) => ({ xs: tf.fill([4, 2], index), ys: tf.zeros([4, 1]) });
await net(2).fitDataset(tf.data.array([...Array(10).keys()]).map(batch), { epochs: 3 });
const model = net(2);
for (let step = 0; step < 6; step++) await model.trainOnBatch(tf.fill([3, 2], step), tf.zeros([3, 1]));
const sorted = tf.tensor2d([...Array(10).keys()].map((row) => [row < 7 ? 0 : 1]));
const inputs = tf.zeros([10, 2]);
await net(2).fit(inputs, sorted, { epochs: 1, validationSplit: 0.25 });
await net(2).fit(inputs, sorted, { epochs: 1, validationData: [inputs, sorted], classWeight: { 0: 1, 1: 2 } });
const answers = [...Array(20).keys()].map((row) => [row % 3]);
await net(2).fit(tf.tensor2d(answers.map(([answer], row) => [row, answer])), tf.tensor2d(answers), { epochs: 1 });
const drawn = (rows, seed) => [tf.randomUniform([rows, 40], 0, 1, 'float32', seed), tf.tensor2d([...Array(rows).keys()].map((row) => [row % 2]))];
const [features, marks] = drawn(400, 1);
const fitted = (validation) => net(40).fit(features, marks, { epochs: 1, ...validation });
const rowsOf = (order) => [features.gather(order), marks.gather(order).toInt()];
const backwards = rowsOf([...Array(200).keys()].map((row) => 399 - row));
await fitted({ validationData: backwards });
await fitted({ validationData: drawn(200, 2) });
await fitted({ validationSplit: 0.5 });
await net(40).fit(tf.concat([features, backwards[0]]), tf.concat([marks, backwards[1].toFloat()]), { epochs: 1, validationSplit: 0.5 });
const wide = (rows, from = 0) => [tf.tile(tf.range(from, from + rows).expandDims(1), [1, 30000]), tf.zeros([rows, 1])];
await net(30000).fit(...wide(600), { epochs: 1, validationData: wide(400, 300) });
await net(30000).fit(...wide(40), { epochs: 1, validationData: wide(19) });
const dataset = ([xs, ys]) => tf.data.zip({ xs: tf.data.array(xs.arraySync()), ys: tf.data.array(ys.arraySync()) }).batch(64);
const inBatches = dataset([features, marks]);
await net(40).fitDataset(inBatches, { epochs: 2, validationData: dataset(backwards) });
await net(40).fitDataset(inBatches, { epochs: 2, validationData: dataset(drawn(200, 2)) });
await net(40).fitDataset(inBatches, { epochs: 2, validationData: backwards });
const rising = tf.range(0, 40).expandDims(1);
const swinging = rising.mod(5);
await net(1).fit(rising, swinging, { epochs: 1, validationSplit: 0.25 });
await net(1).fit(swinging, rising, { epochs: 1, validationSplit: 0.25 });
await net(1).fit(swinging, rising, { epochs: 1, validationData: [swinging, rising.sub(4)] });
const [low, high] = [rising.slice(0, 30), rising.slice(30)];
const lowOnes = dataset([low, swinging.slice(0, 30)]);
await net(1).fitDataset(lowOnes, { epochs: 2, validationData: dataset([high, swinging.slice(30)]) });
await net(1).fitDataset(lowOnes, { epochs: 2, validationData: [rising.slice(25), swinging.slice(25)] });
await net(1).fitDataset(lowOnes.repeat(), { epochs: 2, batchesPerEpoch: 1, validationData: dataset([high, swinging.slice(30)]) });
const series = [...Array(90).keys()].map((at) => Math.sin(at) + Math.cos(3 * at));
const windowsOf = (steps, gap = 1) => tf.tensor2d([...Array(40).keys()].map((row) => series.slice(row * gap, row * gap + steps)));
const next = (steps) => tf.tensor2d(series.slice(steps, steps + 40).map((value) => [value]));
const fitOnce = (xs, ys = next(8)) => net(xs.shape[1]).fit(xs, ys, { epochs: 1, validationSplit: 0.25 });
await fitOnce(windowsOf(8));
await fitOnce(tf.reverse(windowsOf(8), 1));
await fitOnce(windowsOf(8, 2));
await fitOnce(windowsOf(1), next(1));
await fitOnce(windowsOf(8).gather([...Array(40).keys()].map((row) => (row * 7) % 40)));
await fitOnce(windowsOf(1), next(3));
await fitOnce(tf.oneHot(tf.range(0, 40, 1, 'int32').mod(tf.scalar(2, 'int32')), 4).toFloat());
`,
};

describe('what a fit was given', () => {
  let told: Told;
  beforeAll(async () => {
    told = await runToEnd(FOUR_FITS);
    expect(told.problems).toEqual([]);
  });
  const of = (fit: number) => told.data.filter((each) => each.fit === fit);

  it('has the target among its inputs where a feature equals it', () => {
    expect([1, 5, 7].map((fit) => of(fit)[0]?.inputs?.targetFeature)).toEqual([undefined, undefined, 1]);
  });

  it('is told once of whole arrays', () => {
    expect(of(1)).toEqual([
      {
        fit: 1,
        inputs: {
          samples: 4,
          min: 0,
          max: 3,
          mean: 1.75,
          std: Math.sqrt(0.6875),
          notFinite: 0,
          constantFeatures: 0.5,
        },
        targets: {
          samples: 4,
          min: 0,
          max: 3,
          mean: 1,
          std: Math.sqrt(1.5),
          notFinite: 0,
          kind: 'numbers',
          classes: [],
          labels: [],
          variance: 1.5,
          deviation: 1,
        },
      },
    ]);
  });

  it('is told of evenly spread samples of large arrays', () => {
    expect(of(2)).toMatchObject([{ inputs: { samples: 992, min: 0, max: 1999 }, targets: { samples: 2000 } }]);
  });

  it('is told of a dataset ever less often, whole at the end of the first epoch, and not again', () => {
    expect(of(3).map(({ inputs, targets }) => [inputs?.samples, targets?.samples])).toEqual(
      [4, 8, 12, 20, 36, 40].map((samples) => [samples, samples]),
    );
    expect(of(3).at(-1)?.inputs).toMatchObject({ min: 0, max: 9, mean: expect.closeTo(4.5, 9) });
  });

  it('is told with the classes of what it is validated on, and without where that is nothing', () => {
    expect(of(1)[0]).not.toHaveProperty('validation');
    expect(of(5).map(({ validation }) => validation)).toMatchObject([{ samples: 3, classes: [3], labels: [1] }]);
    expect(of(6).map(({ validation }) => validation)).toMatchObject([
      { samples: 10, classes: [7, 3], labels: [0, 1], variance: expect.closeTo(0.21), deviation: expect.closeTo(0.3) },
    ]);
  });

  it('is told with the share of what it is validated on that it is trained on', () => {
    const shared = [8, 9, 10, 11].map((fit) => of(fit)[0]?.validation?.shared);
    expect(shared).toEqual([
      { compared: 200, share: 1, chance: 0 },
      { compared: 200, share: 0, chance: 0 },
      { compared: 200, share: 0, chance: 0 },
      { compared: 300, share: 1 / 3, chance: 0 },
    ]);
  });

  it('has that share of large samples by those drawn of them', () => {
    const shared = of(12)[0]?.validation?.shared;
    expect(shared?.compared).toBeLessThan(200);
    expect(shared?.share).toBeGreaterThan(0.5);
    expect(shared?.share).toBeLessThan(1);
    expect(of(13)[0]?.validation?.shared).toMatchObject({ compared: 19, share: 1 });
  });

  it('has that share of batches, too, when an epoch of them has gone by', () => {
    const validations = [14, 15, 16].map((fit) => of(fit).at(-1)?.validation);
    expect(validations).toMatchObject([
      { samples: 200, classes: [100, 100], shared: { compared: 200, share: 1, chance: 0 } },
      { samples: 200, classes: [100, 100], shared: { compared: 200, share: 0, chance: 0 } },
      { samples: 200, classes: [100, 100], shared: { compared: 200, share: 1, chance: 0 } },
    ]);
    expect(of(14)[0]?.validation).toBeUndefined();
  });

  it('is told with the share of what it is validated on that is beyond what it is trained on', () => {
    const [inputs, targets, given, wide] = [17, 18, 19, 8].map((fit) => of(fit)[0]?.validation);
    const [all, none] = [1, 0].map((share) => ({ compared: 10, share, chance: 2 / 31, trained: 30 }));
    expect([inputs?.inputsOutside, targets?.targetsOutside]).toEqual([all, all]);
    expect([targets?.inputsOutside?.share, inputs?.targetsOutside?.share]).toEqual([none?.share, none?.share]);
    expect(given?.targetsOutside).toEqual({ compared: 40, share: 0.1, chance: 2 / 41, trained: 40 });
    expect(wide?.inputsOutside).toMatchObject({ share: 0 });
  });

  it('has that of batches, too, once all that are trained on have gone by', () => {
    const outside = [20, 21, 22].map((fit) => of(fit).at(-1)?.validation?.inputsOutside);
    const told = (compared: number, share: number) => ({ compared, share, chance: 2 / 31, trained: 30 });
    expect(outside).toEqual([told(10, 1), told(15, 10 / 15), undefined]);
  });

  it('is told as a series where each sample goes on from the one before', () => {
    const series = [23, 24, 25, 26, 27, 28, 29].map((fit) => of(fit)[0]?.inputs?.isSeries);
    expect(series).toEqual([true, true, true, true, undefined, undefined, undefined]);
  });

  it('has none of that where samples are so wide that one element or another is always beyond', () => {
    expect(of(12)[0]?.validation).not.toHaveProperty('inputsOutside');
  });

  it('is told with what classes count for', () => {
    const weights = (fit: number) => told.fits.find((each) => each.fit === fit)?.setup?.classWeights;
    expect([weights(5), weights(6)]).toEqual([undefined, [1, 2]]);
  });

  it('is told of steps up to their last one', () => {
    expect(of(4).map(({ inputs }) => inputs?.samples)).toEqual([3, 6, 9, 15, 18]);
    expect(of(4).at(-1)?.inputs).toMatchObject({ max: 5 });
  });
});
