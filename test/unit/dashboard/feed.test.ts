import * as v from 'valibot';
import { expect, test } from 'vitest';
import { epochsPart } from '../../../src/protocol/dashboard/epochsPart.js';
import { heatPart } from '../../../src/protocol/dashboard/heatPart.js';
import { small, versioned } from '../../../src/protocol/dashboard/part.js';
import { bucketSize, type GrowingSeries, seriesPart } from '../../../src/protocol/dashboard/seriesPart.js';
import { coarsen } from '../../../src/protocol/seriesChunk.js';
import { ArraySeries } from './arraySeries.js';

/** The loss alone: what has changed of it. */
function lossFeed(series: GrowingSeries, buckets: number) {
  const next = seriesPart.changes({ series, keys: ['loss'], buckets });
  return () => next()?.[0] ?? null;
}

test('The smallest power of two keeps a series within its buckets', () => {
  expect([1, 99, 100, 101, 200, 201].map((length) => bucketSize(length, 100))).toEqual([1, 1, 1, 2, 2, 4]);
});

test('Tails put together are the series read as a whole, at every bucket size it goes through', () => {
  const series = new ArraySeries();
  const next = lossFeed(series, 16);
  let state = seriesPart.empty;
  const sizes = new Set<number>();
  let sent = 0;
  for (let round = 0; round < 60; round += 1) {
    for (let batch = 0; batch <= round % 7; batch += 1) series.push('loss', Math.sin(series.length) * 10);
    const update = next() ?? expect.fail('Something was appended');
    state = seriesPart.merge(state, [update]);
    const page = state.get('loss') ?? expect.fail('The series has come');
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
  const next = lossFeed(series, 1000);
  for (let batch = 0; batch < 900; batch += 1) series.push('loss', batch);
  expect(next()?.mean).toHaveLength(900);
  expect(next()).toBeNull();
  series.push('loss', 900);
  expect(next()).toMatchObject({ size: 1, from: 900, mean: Float32Array.of(900) });
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
  const next = lossFeed(series, 1000);
  for (let batch = 0; batch < 10; batch += 1) fine.push('loss', batch);
  const first = next() ?? expect.fail('Something was appended');
  smallest = 8;
  for (let batch = 10; batch < 64; batch += 1) fine.push('loss', batch);
  const rest = next() ?? expect.fail('Something was appended');
  expect(first).toMatchObject({ size: 1, from: 0 });
  expect(rest).toMatchObject({ size: 8, from: 1 });
  const page = seriesPart.merge(seriesPart.merge(seriesPart.empty, [first]), [rest]);
  expect(page.get('loss')?.mean).toEqual(Float32Array.from({ length: 8 }, (_, bucket) => bucket * 8 + 3.5));
});

test('The heat map of many layers arrives whole through its tails, NaN and 0 included', () => {
  const series = new ArraySeries();
  const next = heatPart.changes({ series, variables: [0, 2] });
  const norm = (batch: number, variable: number) =>
    batch >= 8 && batch < 16 ? Number.NaN : batch === 16 ? 0 : batch + variable / 10;
  let page = heatPart.empty;
  for (let batch = 0; batch < 700; batch += 1) {
    series.push('loss', 1);
    for (const variable of [0, 1, 2]) series.push(`stat:${variable}:gradNorm`, norm(batch, variable));
    if (batch % 9 === 0) page = heatPart.merge(page, next() ?? expect.fail('Something was appended'));
  }
  page = heatPart.merge(page, next() ?? expect.fail('Something was appended'));
  expect(page).toMatchObject({ size: 4, columns: 175 });
  const expected = [0, 2].flatMap((variable) => [...series.read(`stat:${variable}:gradNorm`, 0, 700, 175).mean]);
  expect([...(page?.values ?? [])]).toEqual(
    expected.map((value) => (Number.isNaN(value) ? Number.NaN : expect.closeTo(value, 3))),
  );
});

test('Epochs arrive one by one, and anew when a key appears in the logs', () => {
  const epochs = [{ fit: 1, epoch: 0, step: 10, logs: { loss: 1 } }];
  const next = epochsPart.changes(() => epochs);
  const first = next() ?? expect.fail('An epoch ended');
  let page = epochsPart.merge(epochsPart.empty, first);
  epochs.push({ fit: 1, epoch: 1, step: 20, logs: { loss: Number.NaN } });
  const second = next() ?? expect.fail('An epoch ended');
  expect(second.from).toBe(1);
  page = epochsPart.merge(page, second);
  expect(page.rows).toEqual(Float64Array.of(0, 10, 1, 1, 20, Number.NaN));
  expect(next()).toBeNull();
  epochs.push({ fit: 1, epoch: 2, step: 30, logs: { loss: 0.5, val_loss: 2 } as never });
  page = epochsPart.merge(page, next() ?? expect.fail('An epoch ended'));
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
  const next = lossFeed(series, 1000);
  for (let batch = 0; batch < 16; batch += 1) fine.push('loss', batch);
  const first = next() ?? expect.fail('Something was appended');
  most = 1000;
  for (let batch = 16; batch < 20; batch += 1) fine.push('loss', batch);
  expect([first.size, next()]).toMatchObject([8, { size: 8, from: 2, mean: Float32Array.of(17.5) }]);
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

test('A small part is told of when it reads otherwise, a versioned one when its source says so', () => {
  let value: { readonly a: number } | null = null;
  const next = small(v.object({ a: v.number() })).changes(() => value);
  expect(next()).toBeNull();
  value = { a: 1 };
  expect(next()).toEqual({ a: 1 });
  value = { a: 1 };
  expect(next()).toBeNull();
  value = { a: 2 };
  expect(next()).toEqual({ a: 2 });

  let version: number | null = null;
  let reads = 0;
  const read = () => ++reads;
  const nextVersion = versioned(v.number()).changes({ version: () => version, read });
  expect([nextVersion(), reads]).toEqual([null, 0]);
  version = 7;
  expect([nextVersion(), nextVersion(), reads]).toEqual([1, null, 1]);
  version = 8;
  expect(nextVersion()).toBe(2);
});
