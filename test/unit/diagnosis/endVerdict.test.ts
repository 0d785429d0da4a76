import { describe, expect, it } from 'vitest';
import { endVerdict } from '../../../src/diagnosis/endVerdict.js';
import { STATISTIC_COUNT, statisticIndex } from '../../../src/protocol/statistics.js';
import type { RecordBatch } from '../../../src/protocol/streams/batches.js';
import { latestOf } from '../../../src/runs/series/latestBatch.js';
import { SeriesPyramid } from '../../../src/runs/series/seriesPyramid.js';
import { sampleFit } from '../runFiles/sampleFit.js';

interface Made {
  readonly perEpoch?: number | null;
  readonly number?: number;
  readonly change?: (statistics: Float32Array) => void;
}

/** A fit with these losses, batch by batch, and all else in order. */
function fitOf(losses: readonly number[], { perEpoch = 1, number = 1, change }: Made = {}) {
  const summary = sampleFit(number, 2, []);
  const statistics = new Float32Array(losses.length * 2 * STATISTIC_COUNT).fill(0.5);
  change?.(statistics);
  const records: RecordBatch = {
    stream: 'batches',
    fit: number,
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
    return { fit: number, epoch, step: start + own.length, logs: { loss } };
  });
  return { summary, epochs, series, latest: latestOf(records) };
}

const kindOf = (losses: readonly number[], made?: Made) => endVerdict([fitOf(losses, made)]).kind;
/** About a level, the same numbers in each test. */
const noisy = (level: number, count: number, spread: number) =>
  Array.from({ length: count }, (_, index) => level + spread * Math.sin(12.9898 * (index + 1) ** 2));
const falling = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, index) => to + (from - to) * Math.exp((-5 * index) / count));

describe('the verdict over a loss that', () => {
  it.each<[string, string, number[], Made]>([
    ['fine', 'falls', [2, 1.5, 1], {}],
    ['fine', 'falls by little', [0.6836, 0.683, 0.6829], {}],
    ['fine', 'falls and rises again', [2, 1, 3], {}],
    ['fine', 'is 0 from the start', [0, 0, 0], {}],
    [
      'fine',
      'falls in its first epoch and not after it',
      [...falling(2.3, 0.5, 40), ...noisy(1.2, 80, 0.2)],
      { perEpoch: 40 },
    ],
    ['fine', 'begins with a lucky batch', [0.5, ...noisy(0.8, 9, 0.3), ...noisy(0.6, 10, 0.3)], { perEpoch: 10 }],
    ['fine', 'has two batches in all', [1, 2], { perEpoch: 2 }],
    ['fine', 'falls in a loop of steps', falling(3, 1, 200), { perEpoch: null }],
    ['fine', 'nobody tells', Array(20).fill(Number.NaN), { perEpoch: null }],
    ['never-fell', 'stays', [0.6936, 0.6936, 0.6936], {}],
    ['never-fell', 'stays but for rounding', [0.70000001, 0.70000002, 0.7], {}],
    ['never-fell', 'rises', [1, 2, 4], {}],
    [
      'never-fell',
      'stays while batches differ',
      Array(20)
        .fill(noisy(0.7, 20, 0.2))
        .flat(),
      { perEpoch: 20 },
    ],
    ['never-fell', 'leaps up at once and falls from there', [1.2, 1e9, ...falling(1e8, 4, 18)], { perEpoch: 5 }],
    ['never-fell', 'rises in one epoch', [1, ...noisy(5, 30, 1)], { perEpoch: 31 }],
    ['never-fell', 'stays above its first batch in a loop of steps', [1, ...noisy(5, 30, 1)], { perEpoch: null }],
    ['not-a-number', 'turns NaN', [2, 1, Number.NaN, Number.NaN], {}],
    ['not-a-number', 'turns infinite', [2, 1, Number.POSITIVE_INFINITY], {}],
    ['not-a-number', 'is NaN from the start', [Number.NaN, Number.NaN], {}],
    ['not-a-number', 'turns NaN in a loop of steps', [2, 1, Number.NaN], { perEpoch: null }],
    ['fine', 'was NaN once', [2, Number.NaN, 1], {}],
  ])('is %s where it %s', (kind, _what, losses, made) => {
    expect(kindOf(losses, made)).toBe(kind);
  });
});

describe('the verdict over weights and gradients', () => {
  const last = 2 * STATISTIC_COUNT * 2;
  const set = (index: number, value: number) => (statistics: Float32Array) => {
    statistics[last + index] = value;
  };

  it('is not-a-number where the last batch broke one, and names it', () => {
    const fit = fitOf([3, 2, 1], { change: set(statisticIndex(1, 'weightNorm'), Number.NaN) });
    expect(endVerdict([fit])).toEqual({
      kind: 'not-a-number',
      text: 'the gradient or the weights of layer1/kernel are NaN or infinite',
    });
    expect(kindOf([3, 2, 1], { change: set(statisticIndex(0, 'gradNorm'), Number.POSITIVE_INFINITY) })).toBe(
      'not-a-number',
    );
  });

  it('leaves out what has no gradient, and statistics that were not taken', () => {
    const frozen = (statistics: Float32Array) => {
      set(statisticIndex(0, 'gradNaNs'), Number.NaN)(statistics);
      set(statisticIndex(0, 'gradNorm'), Number.NaN)(statistics);
    };
    expect(kindOf([3, 2, 1], { change: frozen })).toBe('fine');
    expect(kindOf([3, 2, 1], { change: (statistics) => statistics.fill(Number.NaN) })).toBe('fine');
  });
});

it('Of several fits the worst is told, by its number', () => {
  const fits = [fitOf([3, 2]), fitOf([1, 1], { number: 2 }), fitOf([1, Number.NaN], { number: 3 })];
  expect(endVerdict(fits)).toEqual({ kind: 'not-a-number', text: 'fit 3: the loss is NaN' });
  expect(endVerdict(fits.slice(0, 2)).text).toBe('fit 2: the loss never fell below its first value');
  expect(endVerdict([])).toEqual({ kind: 'fine', text: '' });
});
