import type { FitView, LayerView } from '../../protocol/dashboard/parts.js';
import type { FitSummary } from '../../protocol/fit.js';
import { primaryVariables } from '../../runs/layerFigures.js';
import { formatShape } from './formatShape.js';

/** What does not change during a fit: the model, how it trains, what is recorded. */
export function fitView(summary: FitSummary): FitView {
  const primary = primaryVariables(summary);
  const layers = summary.layers.map((layer, index): LayerView => {
    const variable = summary.variables[primary[index] ?? -1];
    return {
      name: layer.name,
      className: layer.className,
      activation: layer.activation,
      outputShape: formatShape(layer.outputShape),
      params: layer.params,
      weight: variable?.weight ?? null,
      noGradient: variable ? null : layer.params === 0 ? 'no weights' : 'frozen',
      revealable: layer.location !== null,
    };
  });
  const { fit, name, optimizer, learningRate, loss, metrics, batchSize } = summary;
  const { metricsOver = null } = summary;
  return { fit, name, optimizer, learningRate, loss, metrics: [...metrics], metricsOver, batchSize, layers };
}
