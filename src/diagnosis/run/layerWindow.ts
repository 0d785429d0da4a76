import { type ActivationStatistic, activationOf, type RankStatistic, rankOf } from '../../protocol/activations.js';
import { type SeriesKey, statisticKey } from '../../protocol/seriesKey.js';
import type { Statistic } from '../../protocol/statistics.js';
import type { FitFigures } from './fitFigures.js';

/** Stretches of a run of which the median is taken: one wild batch does not count. */
const STRETCHES = 16;

/** `early`: the first third of the batches; `late`: the last one. */
export type Part = 'early' | 'late' | 'whole';

const known = new WeakMap<FitFigures, Map<string, number>>();

/** The median over a part of the run of a statistic of the variable that stands for a layer; NaN where it has none. */
export function layerMedian(fit: FitFigures, layer: number, statistic: Statistic, part: Part = 'whole'): number {
  const variable = fit.primary[layer];
  return variable === null || variable === undefined ? Number.NaN : variableMedian(fit, variable, statistic, part);
}

/** The same of any variable, by its index in `FitSummary.variables`. */
export function variableMedian(fit: FitFigures, variable: number, statistic: Statistic, part: Part = 'whole'): number {
  // Rules ask for the same ones; of nets of a hundred layers reading them is most of the work.
  const own = known.get(fit) ?? new Map<string, number>();
  known.set(fit, own);
  const key = `${variable} ${statistic} ${part}`;
  const value = own.get(key) ?? readMedian(fit, statisticKey(variable, statistic), part);
  own.set(key, value);
  return value;
}

function readMedian({ series }: FitFigures, key: SeriesKey, part: Part): number {
  const [from, to] = stretch(series.length, part);
  return median(Array.from(series.read(key, from, to, STRETCHES).mean));
}

/** The median over a part of the measured batches of a figure of a layer's outputs; NaN where it was not measured. */
export function outputMedian(
  fit: FitFigures,
  layer: number,
  figure: ActivationStatistic,
  part: Part = 'whole',
): number {
  const [from, to] = stretch(fit.outputs.length, part);
  return median(fit.outputs.slice(from, to).map(({ values }) => activationOf(values, layer, figure)));
}

/** The median over the last third of the ranks that were computed; NaN where none was. */
export function rankMedian({ ranks }: FitFigures, layer: number, figure: RankStatistic): number {
  const [from, to] = stretch(ranks.length, 'late');
  return median(ranks.slice(from, to).map(({ values }) => rankOf(values, layer, figure)));
}

/** By what share of their size a batch moves a layer's weights. */
export const updateRatio = (fit: FitFigures, layer: number, part: Part = 'whole'): number =>
  layerMedian(fit, layer, 'updateNorm', part) / layerMedian(fit, layer, 'weightNorm', part);

/** The layers whose gradient is recorded, in the model's order. */
export const trainedLayers = ({ primary }: Pick<FitFigures, 'primary'>): number[] =>
  primary.flatMap((variable, layer) => (variable === null ? [] : [layer]));

function stretch(length: number, part: Part): readonly [from: number, to: number] {
  const third = Math.ceil(length / 3);
  if (part === 'early') return [0, third];
  return part === 'late' ? [length - third, length] : [0, length];
}

/** Of those that are numbers; NaN where none is. */
export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
