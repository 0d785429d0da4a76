import { expect, test } from 'vitest';
import { fitView } from '../../../src/dashboard/view/fitView.js';
import { runView } from '../../../src/dashboard/view/runView.js';
import { type EpochTable, epochColumn, epochEnds } from '../../../src/protocol/dashboard/epochsPart.js';
import type { ToPage } from '../../../src/protocol/dashboard/messages.js';
import type { FitView, TrackUpdates } from '../../../src/protocol/dashboard/parts.js';
import type { RunView } from '../../../src/protocol/dashboard/runView.js';
import type { SeriesUpdate } from '../../../src/protocol/dashboard/seriesPart.js';
import {
  formatCount,
  formatDuration,
  formatNumber,
  formatRate,
  formatRound,
  formatShare,
} from '../../../src/protocol/numberText.js';
import { placeText } from '../../../src/runs/placeText.js';
import { formatBytes } from '../../../webview/format/units.js';
import { normDomain, scaleColor, scalePosition, trendDomain } from '../../../webview/heatmap/normScale.js';
import { emptyModel, reduce } from '../../../webview/pageModel.js';
import { type ClockFacts, clockOf, X_UNITS } from '../../../webview/plots/clock.js';
import { apartOf, apartText, bestValue, curveText, valuesText } from '../../../webview/plots/curveFigures.js';
import { epochTicks } from '../../../webview/plots/epochTicks.js';
import {
  batchValue,
  columnsOf,
  epochValue,
  type LineKind,
  plotData,
  trackCurve,
} from '../../../webview/plots/plotData.js';
import { smoothed } from '../../../webview/plots/smoothed.js';
import type { TrackLook } from '../../../webview/plots/trackLook.js';
import { contrast, faint, type Rgb, readable } from '../../../webview/theme/rgb.js';
import { SyntheticFit, SyntheticRun } from '../../webview/support/syntheticRun.js';

const run: RunView = runView(new SyntheticRun('a'), placeText);
const fit: FitView = fitView(new SyntheticFit().summary);

const series = (from: number, ...mean: number[]): SeriesUpdate => {
  const values = Float32Array.from(mean);
  return { key: 'loss', size: 1, from, min: values, max: values, mean: values };
};

const message = (type: ToPage['type'], generation: number, tracks: Record<string, TrackUpdates>): ToPage => ({
  type,
  generation,
  page: {},
  tracks: Object.entries(tracks).map(([key, parts]) => ({ key, parts })),
});

test('A delta changes what it names and keeps the rest, other tracks too', () => {
  const snapshot = message('snapshot', 1, {
    'a/1': { run, fit, series: [series(0, 3, 2)] },
    'b/2': { run, series: [series(0, 7)] },
  });
  const shown = reduce(emptyModel, snapshot);
  const next = reduce(shown, message('delta', 1, { 'a/1': { series: [series(1, 2.5, 1)] } }));
  const [first, second] = next.tracks;
  expect(next.tracks.map(({ key }) => key)).toEqual(['a/1', 'b/2']);
  expect(first?.series.get('loss')?.mean).toEqual(Float32Array.of(3, 2.5, 1));
  expect(first?.run).toBe(shown.tracks[0]?.run);
  expect(first?.fit).toBe(shown.tracks[0]?.fit);
  expect(second).toBe(shown.tracks[1]);
});

test('A delta of an earlier snapshot is dropped, and so is one before any', () => {
  const delta = message('delta', 1, { 'a/1': { series: [series(0, 9)] } });
  expect(reduce(emptyModel, delta)).toBe(emptyModel);
  const shown = reduce(emptyModel, message('snapshot', 2, { 'a/1': { run, fit } }));
  expect(reduce(shown, delta)).toBe(shown);
});

test('A snapshot forgets the tracks before it, and where the page looked', () => {
  let model = reduce(emptyModel, message('snapshot', 1, { 'a/1': { run, fit, series: [series(0, 3)] } }));
  model = reduce(model, { type: 'look', look: { zoom: { from: 1, to: 2 }, openLayers: [0] } });
  expect(model.look.zoom).toEqual({ from: 1, to: 2 });
  model = reduce(model, message('snapshot', 2, {}));
  expect(model).toEqual({ ...emptyModel, generation: 2 });
});

test('Numbers are short and say what they are', () => {
  const values = [0.2314, 12.34, 1234.5, 3.2e-4, 8e-10, 3.51e8, -0.5, 0, Number.NaN, Number.POSITIVE_INFINITY];
  expect(values.map((value) => formatNumber(value))).toEqual([
    '0.231',
    '12.3',
    '1235',
    '3.20e-4',
    '8.00e-10',
    '3.51e8',
    '-0.500',
    '0',
    'NaN',
    '∞',
  ]);
  expect([0, 0.25, 1e-10, 0.001, 20000, 1e6, 0.1 + 0.2].map(formatRound)).toEqual([
    '0',
    '0.25',
    '1e-10',
    '0.001',
    '20000',
    '1e6',
    '0.3',
  ]);
  expect([0, 0.001, 0.125, 0.995, 1, Number.NaN].map(formatShare)).toEqual([
    '0%',
    '< 1%',
    '13%',
    '> 99%',
    '100%',
    'NaN',
  ]);
  expect([4.21, 84.6, 12345, 3.5e8].map(formatRate)).toEqual(['4.2', '85', '12,345', '3.5e8']);
  expect(formatCount(1234567)).toBe('1,234,567');
  const lengths = [-5, 840, 9949, 9960, 59_400, 59_600, 200_000, 3_900_000];
  expect(lengths.map(formatDuration).join()).toBe('0.0 s,0.8 s,9.9 s,10 s,59 s,1 min,3 min 20 s,1 h 5 min');
  expect([12, 4_200_000].map(formatBytes)).toEqual(['12 B', '4.2 MB']);
});

test('The color scale covers whole decades and gets lighter all the way up', () => {
  const domain = normDomain(Float32Array.of(3e-9, 0.2, 0, Number.NaN, Number.POSITIVE_INFINITY));
  expect(domain).toEqual({ low: -9, high: 0 });
  expect(normDomain(Float32Array.of(0.5))).toEqual({ low: -3, high: 0 });
  expect(normDomain(new Float32Array())).toEqual({ low: -3, high: 0 });
  expect([1, 1e-9, 0, Number.NaN].map((norm) => scalePosition(norm, domain))).toEqual([1, 0, null, null]);
  const lightness = Array.from({ length: 50 }, (_, step) => {
    const [red, green, blue] = scaleColor(step / 49);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
  expect(lightness).toEqual([...lightness].sort((a, b) => a - b));
  // Purple and red mean vanishing and exploding in the editor.
  for (let step = 0; step < 50; step += 1) {
    const [red, green, blue] = scaleColor(step / 49);
    expect(red - green < 40 || blue >= red).toBe(true);
    expect(Math.min(red, blue) - green).toBeLessThan(10);
  }
});

test('A trend is at least two decades high', () => {
  expect(trendDomain(Float32Array.of(1, 1))).toEqual({ low: -1, high: 1 });
  expect(trendDomain(Float32Array.of(1e-4, 1, Number.NaN, 0))).toEqual({ low: expect.closeTo(-4), high: 0 });
  expect(trendDomain(Float32Array.of(Number.NaN))).toEqual({ low: -1, high: 1 });
});

const NOTHING: ClockFacts = { ends: [], batchesPerEpoch: null, batches: 0, times: [] };
const batchClock = clockOf('batch', NOTHING);
const plain = { log: false, hidden: [] as LineKind[] };
const MAIN: TrackLook = { kind: 'main' };
const BEHIND: TrackLook = { kind: 'behind' };
const curveOf = (batches: SeriesUpdate, table: EpochTable, smoothing = 0, clock = batchClock) =>
  trackCurve('loss', { look: MAIN, clock, batches, epochs: table, folds: null }, smoothing);

test('Epoch labels stand at round numbers and never crowd', () => {
  const ends = Array.from({ length: 200 }, (_, epoch) => ({ epoch, step: (epoch + 1) * 10, x: (epoch + 1) * 10 }));
  expect(epochTicks(ends, 0, 2000, 250).map(({ epoch }) => epoch + 1)).toEqual([50, 100, 150, 200]);
  expect(epochTicks(ends, 0, 20_000, 2500).map(({ epoch }) => epoch + 1)).toEqual([50, 100, 150, 200]);
  expect(epochTicks(ends, 0, 50, 600).map(({ epoch }) => epoch + 1)).toEqual([1, 2, 3, 4, 5]);
  expect(epochTicks([], 0, 1, 600)).toEqual([]);
});

test('Batches and epochs share an axis; what cannot be drawn is a gap, but is read out as it is', () => {
  const table = { keys: ['loss', 'val_loss'], rows: Float64Array.of(0, 2, 2.5, 3, 1, 4, 0, 2) };
  const curve = curveOf(series(0, 3, 2, Number.NaN, 1), table);
  const data = plotData([curve], { ...plain, log: true });
  expect(epochEnds(table)).toEqual([
    { epoch: 0, step: 2 },
    { epoch: 1, step: 4 },
  ]);
  // A mean of batches 1 and 2 stands between them; a value after them at their end.
  expect(data[0]).toEqual([1, 1.5, 2, 3, 3.5, 4]);
  const column = (name: ReturnType<typeof columnsOf>[number]) => data[1 + columnsOf(MAIN).indexOf(name)];
  expect(column('mean')).toEqual([3, undefined, 2, null, undefined, 1]);
  expect([column('training')?.[1], column('training')?.[4]]).toEqual([2.5, null]);
  expect([column('validation')?.[2], column('validation')?.[5]]).toEqual([3, 2]);
  expect(column('smooth')?.[0]).toBeNull();
  expect(batchValue(curve, 3)).toBeNaN();
  expect([null, 4, 4.5, 5].map((batches) => batchValue(curve, batches))).toEqual([1, 1, null, null]);
  expect(epochValue(curve.steps, curve.training, 3)).toBe(2.5);
  expect(epochValue(curve.steps, curve.training, 1)).toBeNull();
  expect(epochColumn(table, 'val_acc')).toBeNull();
});

test('Of a track behind the main one the batches and the validation are drawn; lines that are switched off are not', () => {
  const table = { keys: ['loss', 'val_loss'], rows: Float64Array.of(0, 3, 5, 6) };
  const behind = { ...curveOf(series(0, 9, 8, 7), table), look: BEHIND };
  const main = curveOf(series(0, 3, 2), { ...table, rows: new Float64Array() }, 0.5);
  const drawn = (hidden: LineKind[]) => {
    const data = plotData([behind, main], { log: false, hidden });
    const isThere = (column: number) => data[column]?.some((value) => typeof value === 'number');
    const [back, front] = [columnsOf(BEHIND), columnsOf(MAIN)];
    expect(data).toHaveLength(1 + back.length + front.length);
    return [
      back.filter((_, index) => isThere(1 + index)),
      front.filter((_, index) => isThere(1 + back.length + index)),
    ];
  };
  const all = ['max', 'min', 'mean', 'smooth'];
  expect(drawn([])).toEqual([['smooth', 'validation'], all]);
  expect(drawn(['behind'])).toEqual([[], all]);
  expect(drawn(['batch', 'validation'])).toEqual([[], []]);
});

test('Smoothing is an average that does not start at zero, and passes over what is no number', () => {
  expect([...smoothed(Float32Array.of(4, 4, 4), 0.9)]).toEqual([4, 4, 4].map((value) => expect.closeTo(value)));
  const [first, second, third] = smoothed(Float32Array.of(1, Number.NaN, 3), 0.5);
  expect([first, second, third]).toEqual([1, Number.NaN, expect.closeTo((1 * 0.25 + 3 * 0.5) / 0.75)]);
  expect([...smoothed(Float32Array.of(1, 2), 0)]).toEqual([1, 2]);
});

test('The x axis counts batches or epochs, also where epochs are of different lengths', () => {
  const clock = clockOf('epoch', {
    ...NOTHING,
    ends: [10, 30].map((step, epoch) => ({ epoch, step })),
    batchesPerEpoch: 20,
  });
  expect([0, 5, 10, 20, 30, 40, 60].map(clock.toX)).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3.5]);
  expect([0, 0.5, 1, 1.5, 3.5].map(clock.toBatches)).toEqual([0, 5, 10, 20, 60]);
  const early = clockOf('epoch', { ...NOTHING, ends: [], batchesPerEpoch: 50 });
  expect(early.toX(25)).toBe(0.5);
  const resumed = clockOf('epoch', { ...NOTHING, ends: [{ epoch: 4, step: 8 }], batchesPerEpoch: null });
  expect([0, 4, 8, 12].map(resumed.toX)).toEqual([4, 4.5, 5, 5.5]);
  const uncounted = clockOf('epoch', { ...NOTHING, ends: [], batchesPerEpoch: null });
  expect(uncounted.toX(7)).toBe(7);
  expect([clock, early, uncounted].map(({ unit }) => unit)).toEqual(['epoch', 'epoch', 'batch']);
  const empty = clockOf('epoch', {
    ...NOTHING,
    ends: [0, 10].map((step, epoch) => ({ epoch, step })),
    batchesPerEpoch: null,
  });
  expect([0, 5, 10].map(empty.toX)).toEqual([0, 1.5, 2]);
});

test('The x axis counts seconds, in more detail where there is some, and a pause is in its place', () => {
  const coarse = { size: 4, from: 0, max: Float32Array.of(400, 10_800, 11_000) };
  const facts = { ...NOTHING, batches: 10, times: [coarse] };
  const clock = clockOf('time', facts);
  expect([0, 2, 4, 6, 8, 9, 10].map(clock.toX)).toEqual(
    [0, 0.2, 0.4, 5.6, 10.8, 10.9, 11].map((x) => expect.closeTo(x)),
  );
  expect([0.2, 5.6, 11].map(clock.toBatches).map(Math.round)).toEqual([2, 6, 10]);
  // The training was paused before the last of these four batches.
  const fine = { size: 1, from: 4, max: Float32Array.of(500, 600, 700, 10_800) };
  const exact = clockOf('time', { ...facts, times: [coarse, fine] });
  expect([2, 5, 6, 7, 8].map(exact.toX)).toEqual([0.2, 0.5, 0.6, 0.7, 10.8].map((value) => expect.closeTo(value)));
  expect(clockOf('time', NOTHING).unit).toBe('batch');
  const words = [X_UNITS.batch.text(1200), X_UNITS.epoch.text(1.5), X_UNITS.time.text(200)];
  expect(words).toEqual(['batch 1,200', 'epoch 1.50', '3 min 20 s']);
});

test('The best value is that of validation where there is some, and a curve is told in words', () => {
  const keys = ['loss', 'val_loss'];
  const table = { keys, rows: Float64Array.of(0, 2, 3, 5, 1, 4, 2, 4, 2, 6, 1, 4.5) };
  const curve = curveOf(series(0, 3, 3, 2, 2, 1, 1), table);
  const best = bestValue(curve, false);
  expect(best).toEqual({ value: 4, epoch: 2, of: 'validation', x: 4 });
  expect(bestValue(curve, true)).toMatchObject({ value: 5, epoch: 1 });
  expect(curveText('loss', curve, { best, range: { from: 0, to: 6 } })).toBe(
    'loss over 6 batches: start 3.00, best validation 4.00 at epoch 2, last 1.00, validation 4.50',
  );
  expect(valuesText(curve, 'batch', 3)).toBe('batch 3: batch 2.00, epoch 3.00, validation 5.00');
  expect(valuesText(curve, 'batch', 1)).toBe('batch 1: batch 3.00');
  const unvalidated = curveOf(series(0, 3), { keys: ['loss'], rows: Float64Array.of(0, 2, Number.NaN, 1, 4, 2) });
  expect(bestValue(unvalidated, false)).toEqual({ value: 2, epoch: 2, of: 'training', x: 3.5 });
  expect(bestValue(curveOf(series(0), { keys: [], rows: new Float64Array() }), false)).toBeNull();
});

test('Two curves are compared where the shorter one ends, not each at its own end', () => {
  const table = { keys: [], rows: new Float64Array() };
  const long = curveOf(series(0, 3, 2, 1, 0.5), table);
  const apart = (from: number, ...mean: number[]) => apartText(curveOf(series(from, ...mean), table), long);
  expect(apart(0, 3, 2.5)).toBe('where the shorter one ends, this run is 0.500 above it');
  expect(apart(0, 3, 2, 1, 0.25, 0)).toBe('where the shorter one ends, this run is 0.250 below it');
  expect(apart(0, 3)).toBe('where the shorter one ends, this run is equal to it');
  for (const [from, ...mean] of [[0], [6, 1], [0, Number.NaN]] as const)
    expect(apart(from, ...mean)).toBe('the two have no batch to compare');
});

test('Two curves that are compared are as far apart as what is shown of them, at the pointer too', () => {
  const validated = (mean: number[], ...validation: number[]) => {
    const epochs = validation.flatMap((value, epoch) => [epoch, 2 * epoch + 2, value]);
    return curveOf(series(0, ...mean), { keys: ['val_loss'], rows: Float64Array.from(epochs) });
  };
  const first = validated([8, 7, 6, 5, 4, 3], 6, 4, 2);
  const second = validated([9, 5, 3, 2], 3.5, 1);
  // Where the shorter one ends, at an epoch's end, in its middle, and before there is any validation.
  expect([null, 2, 3, 1].map((x) => apartOf(second, first, x))).toEqual([-3, -2.5, -2.5, 1]);
  expect([null, 5].map((x) => apartOf(validated([9, 5, 3]), first, x))).toEqual([-3, Number.NaN]);
});

test('Colors of lines and of text stand out from their ground, whatever the theme has', () => {
  const grounds: Rgb[] = [
    [31, 31, 31],
    [255, 255, 255],
    [0, 0, 0],
    [120, 120, 120],
  ];
  const colors: Rgb[] = [
    [26, 133, 255],
    [191, 136, 3],
    [157, 157, 157],
    [40, 40, 40],
  ];
  for (const ground of grounds) {
    for (const color of colors) {
      const text = readable(color, ground, 4.5);
      expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
      const line = faint(text, ground, 3);
      expect(contrast(line, ground)).toBeGreaterThanOrEqual(3);
      expect(contrast(line, ground)).toBeLessThanOrEqual(contrast(text, ground));
    }
  }
  expect(readable([255, 255, 255], [0, 0, 0], 4.5)).toEqual([255, 255, 255]);
  expect(contrast([0, 0, 0], [255, 255, 255])).toBe(21);
});
