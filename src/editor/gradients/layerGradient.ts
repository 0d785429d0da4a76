import { statisticKey } from '../../protocol/seriesKey.js';
import { type Statistic, statisticIndex } from '../../protocol/statistics.js';
import { primaryVariables } from '../../runs/primaryVariables.js';
import type { Fit } from '../../runs/types.js';
import { type BlockedGradient, blockedGradient } from './blockedGradient.js';
import { type GradientLevel, gradientLevel } from './gradientLevel.js';

/** Bars of the history beside a layer's line. */
const HISTORY_BARS = 5;
/** Batches whose mean is compared between layers, so that one odd batch does not change the verdict. */
const WINDOW = 32;

/** A layer's gradient as it stands after the last batch that arrived. */
export interface LayerGradient {
  readonly fit: Fit;
  /** Index into the fit's layers. */
  readonly layer: number;
  /** Index of the variable that stands for the layer, and its weight's name, such as kernel. */
  readonly variable: number;
  readonly weight: string;
  /** L2 norm on the last batch. */
  readonly norm: number;
  /** Mean norms over time, oldest first, few enough for a line of text. */
  readonly history: Float32Array;
  /** How many times smaller than the last layer's; null for the last layer itself. Infinity for no gradient at all. */
  readonly belowLast: number | null;
  readonly level: GradientLevel;
  /** Why the norm is 0, where the layers' outputs tell. */
  readonly blocked: BlockedGradient | null;
}

/** Gradients of all layers that have one, in the model's order; empty before the first batch. */
export function layerGradients(fit: Fit): LayerGradient[] {
  const { latest, summary, series } = fit;
  if (!latest) return [];
  const { variables } = summary;
  const ofLatest = (variable: number, statistic: Statistic): number =>
    latest.statistics[statisticIndex(variable, statistic)] ?? Number.NaN;
  const shown = primaryVariables(summary).flatMap((variable, layer) => {
    // Without even a count of NaN the last batch had no gradient for it: frozen later, or left out of what is minimized.
    if (variable === null || Number.isNaN(ofLatest(variable, 'gradNaNs'))) return [];
    return [{ layer, variable, weight: variables[variable]?.weight ?? '' }];
  });
  const from = Math.max(0, series.length - WINDOW);
  const recent = (variable: number): number =>
    series.read(statisticKey(variable, 'gradNorm'), from, series.length, 1).mean.at(-1) ??
    ofLatest(variable, 'gradNorm');
  const last = shown.at(-1);
  const lastNorm = last ? recent(last.variable) : null;
  return shown.map(({ layer, variable, weight }) => {
    const norm = ofLatest(variable, 'gradNorm');
    const isLast = layer === last?.layer;
    const recentNorm = recent(variable);
    return {
      fit,
      layer,
      variable,
      weight,
      norm,
      history: series.read(statisticKey(variable, 'gradNorm'), 0, series.length, HISTORY_BARS).mean,
      belowLast: isLast || lastNorm === null ? null : lastNorm / recentNorm,
      level: gradientLevel({
        norm: Number.isFinite(norm) ? recentNorm : norm,
        meanAbs: ofLatest(variable, 'gradMeanAbs'),
        lastNorm: isLast ? null : lastNorm,
      }),
      blocked: norm === 0 ? blockedGradient(fit, layer) : null,
    };
  });
}
