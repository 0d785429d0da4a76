import type { FitSummary } from '../protocol/fit.js';
import { statisticKey } from '../protocol/seriesKey.js';
import { type FigureName, figuresOf, hasGradient, timesBelowLast } from '../protocol/statistics.js';
import type { Fit } from './types.js';

/** Batches whose mean norm is compared between layers, so that one odd batch does not change what is said. */
const WINDOW = 32;

/** A layer as the weight that stands for it has it, on the last batch that arrived. */
export interface LayerFigures {
  /** Index into the fit's layers. */
  readonly layer: number;
  /** Index of the variable that stands for the layer, and its weight's name, such as kernel. */
  readonly variable: number;
  readonly weight: string;
  readonly values: Readonly<Record<FigureName, number>>;
  /** Mean of the gradient's norm over the last batches. */
  readonly recentNorm: number;
  /** How many times smaller than the last layer's that is; null for the last layer itself. Infinity for no gradient at all. */
  readonly belowLast: number | null;
}

/**
 * For each layer the index of the variable whose gradient stands for it: its kernel, else its first recorded variable
 * (an embedding's `embeddings`, a normalization's `gamma`); null where nothing of the layer is recorded.
 */
export function primaryVariables({ layers, variables }: Pick<FitSummary, 'layers' | 'variables'>): (number | null)[] {
  const primary = layers.map((): number | null => null);
  for (const [index, { layer, weight }] of variables.entries()) {
    const before = primary[layer];
    if (before === undefined) continue;
    const isFirstKernel = weight === 'kernel' && before !== null && variables[before]?.weight !== 'kernel';
    if (before === null || isFirstKernel) primary[layer] = index;
  }
  return primary;
}

/** The layers that had a gradient on the last batch, in the model's order; empty before the first batch. */
export function layerFigures({ summary, latest, series }: Pick<Fit, 'summary' | 'latest' | 'series'>): LayerFigures[] {
  if (!latest) return [];
  const { statistics } = latest;
  const from = Math.max(0, series.length - WINDOW);
  const layers = primaryVariables(summary).flatMap((variable, layer) => {
    if (variable === null || !hasGradient(statistics, variable)) return [];
    const values = figuresOf(statistics, variable);
    // In as many buckets as batches: one bucket for all of them would begin long before them, where a power of two is among them.
    const { mean } = series.read(statisticKey(variable, 'gradNorm'), from, series.length, WINDOW);
    const weight = summary.variables[variable]?.weight ?? '';
    return [{ layer, variable, weight, values, recentNorm: meanOf(mean) ?? values.gradNorm }];
  });
  const last = layers.at(-1);
  return layers.map((each) => {
    const belowLast = last && each !== last ? timesBelowLast(each.recentNorm, last.recentNorm) : null;
    return { ...each, belowLast };
  });
}

/** Of those that are numbers; null where none is. */
function meanOf(values: Float32Array): number | null {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
