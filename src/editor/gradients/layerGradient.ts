import { blockedGradient } from '../../diagnosis/blockedGradient.js';
import type { GradientFacts } from '../../diagnosis/explainGradient.js';
import { gradientLevel } from '../../diagnosis/gradientLevel.js';
import { statisticKey } from '../../protocol/seriesKey.js';
import { type LayerFigures, layerFigures } from '../../runs/layerFigures.js';
import type { Fit } from '../../runs/types.js';

/** Bars of the history beside a layer's line. */
const HISTORY_BARS = 5;

/** A layer's gradient as it stands after the last batch that arrived. */
export interface LayerGradient extends Pick<LayerFigures, 'layer' | 'variable' | 'values'>, GradientFacts {
  readonly fit: Fit;
  /** Mean norms over time, oldest first, few enough for a line of text. */
  readonly history: Float32Array;
}

/** Gradients of all layers that have one, in the model's order; empty before the first batch. */
export function layerGradients(fit: Fit): LayerGradient[] {
  const { series } = fit;
  const layers = layerFigures(fit);
  const lastNorm = layers.at(-1)?.recentNorm ?? null;
  return layers.map(({ layer, variable, weight, values, recentNorm, belowLast }) => {
    const norm = values.gradNorm;
    return {
      fit,
      layer,
      variable,
      weight,
      values,
      norm,
      history: series.read(statisticKey(variable, 'gradNorm'), 0, series.length, HISTORY_BARS).mean,
      belowLast,
      level: gradientLevel({
        norm: Number.isFinite(norm) ? recentNorm : norm,
        meanAbs: values.gradMeanAbs,
        lastNorm: belowLast === null ? null : lastNorm,
      }),
      blocked: norm === 0 ? blockedGradient(fit.summary.layers, fit.samples.activations.latest?.values, layer) : null,
    };
  });
}
