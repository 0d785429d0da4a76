import type { SeriesChunk } from '../../protocol/seriesChunk.js';
import { isOfValidation, metricKey, statisticKey } from '../../protocol/seriesKey.js';
import { FIGURES, STATISTICS, type Statistic } from '../../protocol/statistics.js';
import type { AlertFigures } from '../alerts/alertExpression.js';
import { type Aggregate, isOfEpochs, layerFigure } from '../alerts/alertNames.js';
import type { FitFigures } from './fitFigures.js';
import { batchCurve } from './lossCurve.js';

/** Stretches of batches that a condition is checked on. */
const STRETCHES = 256;

type Figures = Pick<FitFigures, 'summary' | 'epochs' | 'series' | 'primary'>;

/** Points of a training at which a condition is checked, in their order, with the figures that it uses there. */
export interface Timeline {
  /** Batches done at each. */
  readonly steps: readonly number[];
  at(point: number): AlertFigures;
}

/** The points for a condition with these figures; null where the fit has not one of them. */
export function alertTimeline(fit: Figures, names: readonly string[]): Timeline | null {
  const byEpoch = names.some(isOfEpochs);
  const columns = new Map<string, ArrayLike<number>>();
  const steps = (byEpoch ? fit.epochs : batchCurve(fit.series, STRETCHES)).map(({ step }) => step);
  for (const name of names) {
    const values = byEpoch ? ofEpochs(fit, name, steps) : ofBatches(fit, name, steps);
    if (!values) return null;
    columns.set(name, values);
  }
  const of = (name: string) => columns.get(name) ?? [];
  const soFar = new Map([...columns].map(([name, values]) => [name, running(values)]));
  return {
    steps,
    at: (point) => ({
      value: (name) => of(name)[point] ?? Number.NaN,
      over: (aggregate, name) => soFar.get(name)?.[aggregate][point] ?? Number.NaN,
    }),
  };
}

/** The value at the end of each epoch: its log, else the mean over its batches. */
function ofEpochs(fit: Figures, name: string, steps: readonly number[]): number[] | null {
  if (name === 'epoch') return fit.epochs.map(({ epoch }) => epoch + 1);
  if (name === 'batch') return [...steps];
  if (fit.epochs.some(({ logs }) => name in logs)) return fit.epochs.map(({ logs }) => logs[name] ?? Number.NaN);
  if (isOfValidation(name)) return null;
  const read = reader(fit, name);
  return read && steps.map((step, epoch) => read((chunk) => chunk.mean.at(-1), steps[epoch - 1] ?? 0, step));
}

function ofBatches(fit: Figures, name: string, steps: readonly number[]): number[] | null {
  if (name === 'batch') return [...steps];
  const read = reader(fit, name);
  return read && steps.map((_, point) => read((chunk) => chunk.mean[point], 0, fit.series.length, STRETCHES));
}

type Read = (pick: (chunk: SeriesChunk) => number | undefined, from: number, to: number, buckets?: number) => number;

/** Reads means of a recorded series; null where the fit has none of that name. */
function reader(fit: Figures, name: string): Read | null {
  const ofLayer = layerFigure(name);
  if (!ofLayer) {
    const key = name === 'loss' ? name : fit.summary.metrics.includes(name) ? metricKey(name) : null;
    return key === null ? null : one(fit, key);
  }
  const index =
    ofLayer.position === null
      ? fit.summary.layers.findIndex((layer) => layer.name === ofLayer.layer)
      : ofLayer.position - 1;
  const variable = fit.primary[index] ?? null;
  const figure = FIGURES.find((each) => each.name === ofLayer.figure);
  if (variable === null || !figure) return null;
  const ofStatistic = (statistic: string) => one(fit, statisticKey(variable, statistic as Statistic));
  if (!figure.from) return STATISTICS.includes(figure.name as Statistic) ? ofStatistic(figure.name) : null;
  const { from } = figure;
  return (pick, start, end, buckets) => from((statistic) => ofStatistic(statistic)(pick, start, end, buckets));
}

/** Keeps what it read last: the points of a stretch are asked for one by one. */
function one({ series }: Figures, key: string): Read {
  let last: { readonly place: string; readonly chunk: SeriesChunk } | null = null;
  return (pick, from, to, buckets = 1) => {
    const place = `${from} ${to} ${buckets}`;
    if (last?.place !== place) last = { place, chunk: series.read(key, from, to, buckets) };
    return pick(last.chunk) ?? Number.NaN;
  };
}

/** What each aggregate is at each point; values that are not numbers are passed over. */
function running(values: ArrayLike<number>): Readonly<Record<Aggregate, readonly number[]>> {
  const all: Record<Aggregate, number[]> = { min: [], max: [], mean: [], last: [] };
  let [min, max, sum, count, last] = [Number.NaN, Number.NaN, 0, 0, Number.NaN];
  for (const value of Array.from(values)) {
    if (!Number.isNaN(value)) {
      min = count === 0 ? value : Math.min(min, value);
      max = count === 0 ? value : Math.max(max, value);
      sum += value;
      count++;
      last = value;
    }
    all.min.push(min);
    all.max.push(max);
    all.mean.push(sum / count);
    all.last.push(last);
  }
  return all;
}
