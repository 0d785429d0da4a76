import { statisticKey } from '../../protocol/seriesKey.js';
import { gradientFacts, type LayerGradientFacts } from '../../runs/gradientFacts.js';
import type { Fit } from '../../runs/types.js';

/** Bars of the history beside a layer's line. */
const HISTORY_BARS = 5;

/** A layer's gradient as it stands after the last batch that arrived. */
export interface LayerGradient extends Omit<LayerGradientFacts, 'recentNorm'> {
  readonly fit: Fit;
  /** Mean norms over time, oldest first, few enough for a line of text. */
  readonly history: Float32Array;
}

/** Gradients of all layers that have one, in the model's order; empty before the first batch. */
export function layerGradients(fit: Fit): LayerGradient[] {
  const { series } = fit;
  return gradientFacts(fit).map(({ recentNorm: _, ...facts }) => ({
    ...facts,
    fit,
    history: series.read(statisticKey(facts.variable, 'gradNorm'), 0, series.length, HISTORY_BARS).mean,
  }));
}
