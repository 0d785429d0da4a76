import { describe, expect, it } from 'vitest';
import { lossFell } from '../../../src/diagnosis/lossFell.js';
import { STATISTIC_COUNT } from '../../../src/protocol/statistics.js';
import type { RecordBatch } from '../../../src/protocol/streams/batches.js';
import { SeriesPyramid } from '../../../src/runs/series/seriesPyramid.js';
import { sampleFit } from '../runFiles/sampleFit.js';

interface Made {
  readonly perEpoch?: number | null;
}

/** A fit with these losses, batch by batch, and all else in order. */
function fitOf(losses: readonly number[], { perEpoch = 1 }: Made = {}) {
  const summary = sampleFit(1, 2, []);
  const statistics = new Float32Array(losses.length * 2 * STATISTIC_COUNT).fill(0.5);
  const records: RecordBatch = {
    stream: 'batches',
    fit: 1,
    rows: losses.length,
    step: Int32Array.from(losses, (_, step) => step),
    epoch: Int32Array.from(losses, (_, step) => Math.floor(step / (perEpoch ?? losses.length))),
    time: Float64Array.from(losses, (_, step) => step),
    loss: Float32Array.from(losses),
    metrics: new Float32Array(),
    statistics,
  };
  const series = new SeriesPyramid(summary, { maxBytes: 1 << 20 });
  series.append(records);
  const starts =
    perEpoch === null ? [] : Array.from({ length: Math.ceil(losses.length / perEpoch) }, (_, at) => at * perEpoch);
  const epochs = starts.map((start, epoch) => {
    const own = losses.slice(start, start + (perEpoch ?? 0));
    const loss = own.reduce((sum, value) => sum + value, 0) / own.length;
    return { fit: 1, epoch, step: start + own.length, logs: { loss } };
  });
  return { epochs, series };
}

const fell = (losses: readonly number[], made?: Made) => {
  const { epochs, series } = fitOf(losses, made);
  return lossFell(epochs, series);
};
/** About a level, the same numbers in each test. */
const noisy = (level: number, count: number, spread: number) =>
  Array.from({ length: count }, (_, index) => level + spread * Math.sin(12.9898 * (index + 1) ** 2));
const falling = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, index) => to + (from - to) * Math.exp((-5 * index) / count));

describe('a loss', () => {
  it.each<[string, string, number[], Made]>([
    ['falls', 'falls', [2, 1.5, 1], {}],
    ['falls', 'falls by little', [0.6836, 0.683, 0.6829], {}],
    ['falls', 'falls and rises again', [2, 1, 3], {}],
    ['falls', 'is 0 from the start', [0, 0, 0], {}],
    [
      'falls',
      'falls in its first epoch and not after it',
      [...falling(2.3, 0.5, 40), ...noisy(1.2, 80, 0.2)],
      { perEpoch: 40 },
    ],
    ['falls', 'begins with a lucky batch', [0.5, ...noisy(0.8, 9, 0.3), ...noisy(0.6, 10, 0.3)], { perEpoch: 10 }],
    ['falls', 'has two batches in all', [1, 2], { perEpoch: 2 }],
    ['falls', 'falls in a loop of steps', falling(3, 1, 200), { perEpoch: null }],
    ['falls', 'nobody tells', Array(20).fill(Number.NaN), { perEpoch: null }],
    ['never falls', 'stays', [0.6936, 0.6936, 0.6936], {}],
    ['never falls', 'stays but for rounding', [0.70000001, 0.70000002, 0.7], {}],
    ['never falls', 'rises', [1, 2, 4], {}],
    [
      'never falls',
      'stays while batches differ',
      Array(20)
        .fill(noisy(0.7, 20, 0.2))
        .flat(),
      { perEpoch: 20 },
    ],
    ['never falls', 'leaps up at once and falls from there', [1.2, 1e9, ...falling(1e8, 4, 18)], { perEpoch: 5 }],
    ['never falls', 'rises in one epoch', [1, ...noisy(5, 30, 1)], { perEpoch: 31 }],
    ['never falls', 'stays above its first batch in a loop of steps', [1, ...noisy(5, 30, 1)], { perEpoch: null }],
  ])('is told from others: it %s where it %s', (kind, _what, losses, made) => {
    expect(fell(losses, made)).toBe(kind === 'falls');
  });
});
