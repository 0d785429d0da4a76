import type { RunFinding } from '../../diagnosis/run/runRule.js';
import { statisticKey } from '../../protocol/seriesKey.js';
import { gradientFacts, type LayerGradientFacts } from '../../runs/gradientFacts.js';
import type { Fit } from '../../runs/types.js';

/** Bars of the history beside a layer's line. */
const HISTORY_BARS = 5;

/** What a run's figures say of a layer. */
export type LayerFinding = Pick<RunFinding, 'rule' | 'layer' | 'message'>;

/** A layer's gradient as it stands after the last batch that arrived. */
export interface LayerGradient extends Omit<LayerGradientFacts, 'recentNorm'> {
  readonly fit: Fit;
  /** Mean norms over time, oldest first, few enough for a line of text. */
  readonly history: Float32Array;
  /** The worst that the run's figures say of the layer: nothing that is told of it contradicts that. */
  readonly finding: LayerFinding | null;
}

/**
 * Gradients of all layers that have one, in the model's order; empty before the first batch.
 * @param findings what the run's figures say of the fit
 */
export function layerGradients(fit: Fit, findings: readonly LayerFinding[] = []): LayerGradient[] {
  const { series } = fit;
  return gradientFacts(fit).map(({ recentNorm: _, ...facts }) => ({
    ...facts,
    fit,
    finding: findings.find(({ layer }) => layer === facts.layer) ?? null,
    history: series.read(statisticKey(facts.variable, 'gradNorm'), 0, series.length, HISTORY_BARS).mean,
  }));
}
