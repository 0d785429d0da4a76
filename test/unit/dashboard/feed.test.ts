import { expect, test } from 'vitest';
import { EpochTail } from '../../../src/dashboard/feed/epochTail.js';
import { HeatTail } from '../../../src/dashboard/feed/heatTail.js';
import { bucketSize, SeriesTail } from '../../../src/dashboard/feed/seriesTail.js';
import type { HeatUpdate, SeriesUpdate } from '../../../src/protocol/dashboard.js';
import { coarsen, type SeriesChunk } from '../../../src/protocol/seriesChunk.js';
import { mergeEpochs, mergeHeat, mergeSeries } from '../../../webview/state/mergeTail.js';
import { ArraySeries } from './arraySeries.js';

const asUpdate = ({ size, from, min, max, mean }: SeriesChunk): SeriesUpdate => ({
  key: 'loss',
  size,
  from,
  min: Float32Array.from(min),
  max: Float32Array.from(max),
  mean: Float32Array.from(mean),
});

test('The smallest power of two keeps a series within its buckets', () => {
  expect([1, 99, 100, 101, 200, 201].map((length) => bucketSize(length, 100))).toEqual([1, 1, 1, 2, 2, 4]);
});

test('Tails put together are the series read as a whole, at every bucket size it goes through', () => {
  const series = new ArraySeries();
  const tail = new SeriesTail(series, 'loss', 16);
  let page: SeriesUpdate | undefined;
  const sizes = new Set<number>();
  let sent = 0;
  for (let round = 0; round < 60; round += 1) {
    for (let batch = 0; batch <= round % 7; batch += 1) series.push('loss', Math.sin(series.length) * 10);
    const update = tail.next() ?? expect.fail('Something was appended');
    page = mergeSeries(page, asUpdate(update));
    const { size } = update;
    sent += update.mean.length;
    const buckets = Math.ceil(series.length / size);
    const whole = series.read('loss', 0, series.length, buckets);
    expect(whole.size).toBe(size);
    expect(page.mean).toHaveLength(buckets);
    expect(page.min).toEqual(whole.min);
    expect(page.max).toEqual(whole.max);
    expect([...page.mean]).toEqual([...whole.mean].map((value) => expect.closeTo(value, 4)));
    sizes.add(size);
  }
  expect([...sizes]).toEqual([1, 2, 4, 8, 16]);
  expect(sent).toBeLessThan(3 * 60);
});

test('Only the changed end of a long series is sent, and nothing when nothing came', () => {
  const series = new ArraySeries();
  const tail = new SeriesTail(series, 'loss', 1000);
  for (let batch = 0; batch < 900; batch += 1) series.push('loss', batch);
  expect(tail.next()?.mean).toHaveLength(900);
  expect(tail.next()).toBeNull();
  series.push('loss', 900);
  expect(tail.next()).toMatchObject({ size: 1, from: 900, mean: Float32Array.of(900) });
});

test('Where memory comes to hold a series only in larger buckets, the rest is sent in those', () => {
  const fine = new ArraySeries();
  let smallest = 1;
  const series = {
    get length() {
      return fine.length;
    },
    bytes: 0,
    append: () => undefined,
    read: (key: string, from: number, to: number, buckets: number) =>
      fine.read(key, from, to, Math.min(buckets, Math.ceil((to - from) / smallest))),
  };
  const tail = new SeriesTail(series, 'loss', 1000);
  for (let batch = 0; batch < 10; batch += 1) fine.push('loss', batch);
  const first = tail.next() ?? expect.fail('Something was appended');
  smallest = 8;
  for (let batch = 10; batch < 64; batch += 1) fine.push('loss', batch);
  const rest = tail.next() ?? expect.fail('Something was appended');
  expect(first).toMatchObject({ size: 1, from: 0 });
  expect(rest).toMatchObject({ size: 8, from: 1 });
  const page = mergeSeries(asUpdate(first), asUpdate(rest));
  expect(page.mean).toEqual(Float32Array.from({ length: 8 }, (_, bucket) => bucket * 8 + 3.5));
});

test('The heat map of many layers arrives whole through its tails, NaN and 0 included', () => {
  const series = new ArraySeries();
  const heat = new HeatTail(series, [0, 2]);
  const norm = (batch: number, variable: number) =>
    batch >= 8 && batch < 16 ? Number.NaN : batch === 16 ? 0 : batch + variable / 10;
  let page: HeatUpdate | null = null;
  for (let batch = 0; batch < 700; batch += 1) {
    series.push('loss', 1);
    for (const variable of [0, 1, 2]) series.push(`stat:${variable}:gradNorm`, norm(batch, variable));
    if (batch % 9 === 0) page = mergeHeat(page, heat.next() ?? expect.fail('Something was appended'));
  }
  page = mergeHeat(page, heat.next() ?? expect.fail('Something was appended'));
  expect(page).toMatchObject({ size: 4, columns: 175 });
  const expected = [0, 2].flatMap((variable) => [...series.read(`stat:${variable}:gradNorm`, 0, 700, 175).mean]);
  expect([...page.values]).toEqual(
    expected.map((value) => (Number.isNaN(value) ? Number.NaN : expect.closeTo(value, 3))),
  );
});

test('Epochs arrive one by one, and anew when a key appears in the logs', () => {
  const tail = new EpochTail();
  const epochs = [{ fit: 1, epoch: 0, step: 10, logs: { loss: 1 } }];
  const first = tail.next(epochs) ?? expect.fail('An epoch ended');
  let page = mergeEpochs({ keys: [], rows: new Float64Array() }, first);
  epochs.push({ fit: 1, epoch: 1, step: 20, logs: { loss: Number.NaN } });
  const second = tail.next(epochs) ?? expect.fail('An epoch ended');
  expect(second.from).toBe(1);
  page = mergeEpochs(page, second);
  expect(page.rows).toEqual(Float64Array.of(0, 10, 1, 1, 20, Number.NaN));
  expect(tail.next(epochs)).toBeNull();
  epochs.push({ fit: 1, epoch: 2, step: 30, logs: { loss: 0.5, val_loss: 2 } as never });
  page = mergeEpochs(page, tail.next(epochs) ?? expect.fail('An epoch ended'));
  expect(page.keys).toEqual(['loss', 'val_loss']);
  expect(page.rows).toEqual(Float64Array.of(0, 10, 1, Number.NaN, 1, 20, Number.NaN, Number.NaN, 2, 30, 0.5, 2));
});

test('A series that was sent in large buckets goes on in those, whatever memory could give', () => {
  const fine = new ArraySeries();
  let most = 2;
  const series = {
    get length() {
      return fine.length;
    },
    bytes: 0,
    append: () => undefined,
    read: (key: string, from: number, to: number, buckets: number) => fine.read(key, from, to, Math.min(buckets, most)),
  };
  const tail = new SeriesTail(series, 'loss', 1000);
  for (let batch = 0; batch < 16; batch += 1) fine.push('loss', batch);
  const first = tail.next() ?? expect.fail('Something was appended');
  most = 1000;
  for (let batch = 16; batch < 20; batch += 1) fine.push('loss', batch);
  expect([first.size, tail.next()]).toMatchObject([8, { size: 8, from: 2, mean: Float32Array.of(17.5) }]);
});

test('A last bucket that is only partly filled weighs what it holds', () => {
  const chunk = {
    size: 4,
    from: 0,
    min: Float32Array.of(0, 4, 8),
    max: Float32Array.of(3, 7, 9),
    mean: Float32Array.of(1.5, 5.5, 8.5),
  };
  expect(coarsen(chunk, 16, 10)).toEqual({
    size: 16,
    from: 0,
    min: Float32Array.of(0),
    max: Float32Array.of(9),
    mean: Float32Array.of(4.5),
  });
});
