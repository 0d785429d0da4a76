import { blockedGradient } from '../diagnosis/blockedGradient.js';
import type { GradientFacts } from '../diagnosis/explainGradient.js';
import { gradientLevel } from '../diagnosis/gradientLevel.js';
import { isSolved } from '../diagnosis/solved.js';
import { type LayerFigures, layerFigures } from './layerFigures.js';
import type { Fit } from './types.js';

/** What a layer's gradient comes to, as editor and dashboard alike tell it. */
export type LayerGradientFacts = LayerFigures & GradientFacts;

/** Of all layers that had a gradient on the last batch, in the model's order; empty before the first batch. */
export function gradientFacts(fit: Pick<Fit, 'summary' | 'latest' | 'series' | 'samples'>): LayerGradientFacts[] {
  const layers = layerFigures(fit);
  const lastNorm = layers.at(-1)?.recentNorm ?? null;
  const nothingLeft = layers.length > 0 && isSolved(fit);
  return layers.map((figures) => {
    const { layer, values, recentNorm, belowLast } = figures;
    const norm = values.gradNorm;
    const blocked =
      norm === 0 ? blockedGradient(fit.summary.layers, fit.samples.activations.latest?.values, layer) : null;
    const solved = nothingLeft && blocked === null;
    return {
      ...figures,
      norm,
      level: gradientLevel({
        norm: Number.isFinite(norm) ? recentNorm : norm,
        meanAbs: values.gradMeanAbs,
        lastNorm: belowLast === null ? null : lastNorm,
        solved,
      }),
      blocked,
      solved,
    };
  });
}
