import type { Latest } from '../../protocol/dashboard/parts.js';
import { FIGURES, figureIndex } from '../../protocol/statistics.js';
import { layerFigures } from '../../runs/layerFigures.js';
import type { Fit } from '../../runs/types.js';

/** The last batch as the page shows it; null before the first one. */
export function latestView(fit: Pick<Fit, 'summary' | 'latest' | 'series'>): Latest | null {
  const { latest, summary } = fit;
  if (!latest) return null;
  const count = summary.layers.length;
  const layers = new Float32Array(figureIndex(count, 'gradNorm')).fill(Number.NaN);
  const belowLast = new Float32Array(count).fill(Number.NaN);
  for (const each of layerFigures(fit)) {
    for (const { name } of FIGURES) layers[figureIndex(each.layer, name)] = each.values[name];
    belowLast[each.layer] = each.belowLast ?? 1;
  }
  return { values: Float32Array.of(latest.loss, ...latest.metrics), layers, belowLast };
}
