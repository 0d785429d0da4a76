import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { QuickDatasets } from '../../../../src/trainer/fit/dataset/quickDatasets.js';

type Rows = tf.data.Dataset<tf.TensorContainer>;
interface Pass {
  next(): Promise<{ value: { xs: tf.Tensor; ys: tf.Tensor } | null; done: boolean }>;
}

const COUNT = 23;
const numbers = Array.from({ length: COUNT }, (_, row) => row / 7);
const pairs = () => tf.data.array(numbers.map((x) => ({ xs: [x, 1 - x], ys: [[x > 1 ? 1 : 0]] })));
const zipped = (more = 0) =>
  tf.data.zip({
    xs: tf.data.array(numbers.map((x) => tf.tensor1d([x, Number.NaN, -0]))),
    ys: tf.data.array([...numbers, ...numbers.slice(0, more)].map((x) => tf.scalar(x * 9, 'int32'))),
  });

const quickChains: Record<string, () => Rows> = {
  'numbers and arrays': () => pairs().batch(5),
  'tensors, zipped with more of others': () => zipped(4).batch(5),
  'numbers alone, no small last batch': () =>
    tf.data.zip({ xs: tf.data.array(numbers), ys: tf.data.array(numbers) }).batch(4, false),
  'typed arrays': () => tf.data.array(numbers.map((x) => ({ xs: Float32Array.of(x, 1 / x), ys: x }))).batch(COUNT),
  'a shuffle of all': () => zipped().shuffle(COUNT, '3').batch(5),
  'a shuffle in a small window': () => pairs().shuffle(4, '3').batch(5),
  'a shuffle in a window that is never full': () => pairs().shuffle(99, '3').batch(5),
  'the same shuffle each time': () => pairs().shuffle(9, '3', false).batch(5),
  'shuffles of rows and batches, parts, reading ahead': () =>
    zipped()
      .prefetch(3)
      .shuffle(7, '1')
      .skip(2)
      .take(17)
      .shuffle(30, '2')
      .batch(3)
      .shuffle(2, '4')
      .skip(1)
      .take(4)
      .prefetch(2),
  'more than there is': () => pairs().skip(20).take(40).batch(2),
  nothing: () => pairs().skip(40).batch(2),
};

const otherChains: Record<string, () => Rows> = {
  'a map of the user’s': () =>
    pairs()
      .map((row) => row)
      .batch(5),
  'a map of batches': () =>
    pairs()
      .batch(5)
      .map((rows) => rows),
  'a zero below zero': () => tf.data.array([{ xs: [0, -0], ys: 1 }]).batch(5),
  'a filter': () =>
    pairs()
      .filter(() => true)
      .batch(5),
  'a repetition': () => pairs().repeat(2).batch(5),
  'two after each other': () => pairs().concatenate(pairs()).batch(5),
  'a generator': () =>
    tf.data
      .generator(function* () {
        yield* numbers.map((x) => ({ xs: [x], ys: [x] }));
      } as never)
      .batch(5),
  'shuffles of each part': () =>
    tf.data.zip({ xs: tf.data.array(numbers).shuffle(9, '1'), ys: tf.data.array(numbers) }).batch(5),
  'more than two parts': () => tf.data.array(numbers.map((x) => ({ xs: x, ys: x, id: x }))).batch(5),
  'parts of parts': () => tf.data.array(numbers.map((x) => ({ xs: { a: x }, ys: x }))).batch(5),
  'truth values': () => tf.data.array(numbers.map((x) => ({ xs: x, ys: x > 1 }))).batch(5),
  variables: () => tf.data.array(numbers.map((x) => ({ xs: tf.variable(tf.scalar(x)), ys: x }))).batch(5),
};

describe('datasets that go through arrays', () => {
  it.each(Object.entries(quickChains))('give the batches of tfjs in its order, without it: %s', async (_, make) => {
    const [own, quick] = [make(), new QuickDatasets(tf).quick(make())];
    for (let pass = 0; pass < 3; pass++) {
      const [expected, given] = [await passOf(own), await passOf(quick)];
      expect(isQuick(given)).toBe(true);
      expect(await batchesOf(given)).toEqual(await batchesOf(expected));
    }
  });

  it.each(Object.entries(otherChains))('leave the rest to tfjs: %s', async (_, make) => {
    const [own, quick] = [make(), new QuickDatasets(tf).quick(make())];
    const given = await passOf(quick);
    expect(isQuick(given)).toBe(false);
    expect(await batchesOf(given)).toEqual(await batchesOf(await passOf(own)));
  });

  it('see in each pass what is in the arrays by then', async () => {
    const rows = [
      { xs: [1], ys: [1] },
      { xs: [2], ys: [2] },
    ];
    const quick = new QuickDatasets(tf).quick(tf.data.array(rows).batch(2));
    await batchesOf(await passOf(quick));
    rows[0] = { xs: [5], ys: [1] };
    rows.push({ xs: [3], ys: [3] });
    const second = await passOf(quick);
    expect(isQuick(second)).toBe(true);
    expect((await batchesOf(second)).map(({ xs }) => [...xs.values])).toEqual([[5, 2], [3]]);
    rows[1] = { xs: [2, 2], ys: [2] };
    expect(isQuick(await passOf(quick))).toBe(false);
  });

  it('keep no tensor', async () => {
    const quick = new QuickDatasets(tf).quick(zipped().batch(5));
    const before = tf.memory().numTensors;
    await batchesOf(await passOf(quick));
    expect(tf.memory().numTensors).toBe(before);
  });
});

const passOf = async (dataset: Rows) => (await dataset.iterator()) as unknown as Pass;

const isQuick = (pass: Pass) => Object.hasOwn(pass, 'next');

async function batchesOf(pass: Pass) {
  const batches = [];
  for (let each = await pass.next(); !each.done; each = await pass.next()) batches.push(told(each.value));
  return batches;
}

function told(batch: { xs: tf.Tensor; ys: tf.Tensor } | null) {
  const of = (part: tf.Tensor | undefined) => {
    if (!(part instanceof tf.Tensor)) return { shape: [], dtype: '', values: [] };
    const values = part.dataSync();
    part.dispose();
    return { shape: part.shape, dtype: part.dtype, values };
  };
  return { xs: of(batch?.xs), ys: of(batch?.ys) };
}
