import { expect, test } from 'vitest';
import { fitView } from '../../../src/dashboard/view/fitView.js';
import { runView } from '../../../src/dashboard/view/runView.js';
import { epochColumn, epochEnds } from '../../../src/protocol/dashboard/epochsPart.js';
import type { ToPage } from '../../../src/protocol/dashboard/messages.js';
import type { FitView, TrackUpdates } from '../../../src/protocol/dashboard/parts.js';
import type { RunView } from '../../../src/protocol/dashboard/runView.js';
import type { SeriesUpdate } from '../../../src/protocol/dashboard/seriesPart.js';
import { formatCount, formatNumber, formatRate, formatRound, formatShare } from '../../../src/protocol/numberText.js';
import { formatBytes, formatDuration } from '../../../webview/format/units.js';
import { normDomain, scaleColor, scalePosition, trendDomain } from '../../../webview/heatmap/normScale.js';
import { emptyModel, reduce } from '../../../webview/pageModel.js';
import { batchValue, columnOf, epochValue, plotData, trackCurve } from '../../../webview/plots/plotData.js';
import { epochTicks } from '../../../webview/plots/plotOptions.js';
import { SyntheticFit, SyntheticRun } from '../../webview/support/syntheticRun.js';

const run: RunView = runView(new SyntheticRun('a'));
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
  expect([900, 61_000, 3_845_000].map(formatDuration)).toEqual(['1 s', '1 min 01 s', '1 h 04 min']);
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
});

test('A trend is at least two decades high', () => {
  expect(trendDomain(Float32Array.of(1, 1))).toEqual({ low: -1, high: 1 });
  expect(trendDomain(Float32Array.of(1e-4, 1, Number.NaN, 0))).toEqual({ low: expect.closeTo(-4), high: 0 });
  expect(trendDomain(Float32Array.of(Number.NaN))).toEqual({ low: -1, high: 1 });
});

test('Epoch labels stand at round numbers and never crowd', () => {
  const ends = Array.from({ length: 200 }, (_, epoch) => ({ epoch, step: (epoch + 1) * 10 }));
  expect(epochTicks(ends, 0, 2000, 250).map(({ epoch }) => epoch + 1)).toEqual([50, 100, 150, 200]);
  expect(epochTicks(ends, 0, 50, 600).map(({ epoch }) => epoch + 1)).toEqual([1, 2, 3, 4, 5]);
  expect(epochTicks([], 0, 1, 600)).toEqual([]);
});

test('Batches and epochs share an axis; what cannot be drawn is a gap, but is read out as it is', () => {
  const table = { keys: ['loss'], rows: Float64Array.of(0, 2, 2.5, 1, 4, 0) };
  const batches = series(0, 3, 2, Number.NaN, 1);
  const curve = trackCurve('loss', batches, table);
  const data = plotData([curve], true);
  expect(epochEnds(table)).toEqual([
    { epoch: 0, step: 2 },
    { epoch: 1, step: 4 },
  ]);
  expect(data[0]).toEqual([1, 2, 3, 4]);
  expect(data[columnOf(0, 'mean')]).toEqual([3, 2, null, 1]);
  expect(data[columnOf(0, 'training')]?.[1]).toBe(2.5);
  expect(data[columnOf(0, 'training')]?.[3]).toBeNull();
  expect(batchValue(batches, 3)).toBeNaN();
  expect(batchValue(batches, null)).toBe(1);
  expect(epochValue(curve.steps, curve.training, 3)).toBe(2.5);
  expect(epochValue(curve.steps, curve.training, 1)).toBeNull();
  expect(epochColumn(table, 'val_loss')).toBeNull();
});

test('Curves of several tracks stand beside each other over the same batches', () => {
  const table = { keys: ['loss', 'val_loss'], rows: Float64Array.of(0, 3, 5, 6) };
  const curves = [
    trackCurve('loss', series(0, 3, 2), table),
    trackCurve('loss', series(0, 9, 8, 7), { ...table, rows: new Float64Array() }),
  ];
  const data = plotData(curves, false);
  expect(data[0]).toEqual([1, 2, 3]);
  expect(data[columnOf(0, 'mean')]).toEqual([3, 2, undefined]);
  expect(data[columnOf(1, 'mean')]).toEqual([9, 8, 7]);
  expect(data[columnOf(0, 'validation')]?.[2]).toBe(6);
  expect(data).toHaveLength(1 + 2 * 5);
});
