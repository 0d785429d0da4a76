import { higherIsBetter } from '../../diagnosis/pairs/measure.js';
import type { FitView, LayerView, Progress } from '../../protocol/dashboard/parts.js';
import type { FitSummary } from '../../protocol/fit.js';
import { layerLabel, shapeLabel } from '../../protocol/layerLabel.js';
import { formatRound } from '../../protocol/numberText.js';
import { primaryVariables } from '../../runs/layerFigures.js';
import { multiplyAdds, outputsOf } from '../../runs/multiplyAdds.js';
import type { Fit } from '../../runs/types.js';

/** What does not change during a fit: the model, how it trains, what is recorded. */
export function fitView(summary: FitSummary): FitView {
  const primary = primaryVariables(summary);
  const layers = summary.layers.map((layer, index): LayerView => {
    const variable = summary.variables[primary[index] ?? -1];
    return {
      name: layer.name,
      label: layerLabel(summary.layers, index),
      outputShape: shapeLabel(layer.outputShape),
      outputs: outputsOf(layer),
      params: layer.params,
      multiplyAdds: multiplyAdds(summary, index),
      weight: variable?.weight ?? null,
      noGradient: variable ? null : layer.params === 0 ? 'no weights' : 'frozen',
      revealable: layer.location !== null,
    };
  });
  const { fit, name, optimizer, learningRate, loss, metrics, batchSize } = summary;
  const { metricsOver = null } = summary;
  return {
    fit,
    name,
    optimizer,
    learningRate: learningRate === null ? null : formatRound(learningRate),
    loss,
    metrics: [...metrics],
    higherIsBetter: metrics.filter(higherIsBetter),
    metricsOver,
    batchSize,
    layers,
  };
}

/** How far a fit is, counted from what has arrived. */
export function progress(fit: Fit): Progress {
  const { summary, latest, end } = fit;
  const batches = end?.batches ?? (latest ? latest.step + 1 : 0);
  const epochs = end?.epochs ?? fit.epochs.length;
  const total = summary.epochs === null ? null : Math.max(0, summary.epochs - summary.initialEpoch);
  const perEpoch = summary.batchesPerEpoch;
  const epoch = latest ? latest.epoch - summary.initialEpoch : 0;
  const intoEpoch = perEpoch === null ? null : Math.max(0, Math.min(perEpoch, batches - epoch * perEpoch));
  return {
    epoch: latest && !end && total !== null ? Math.min(epoch + 1, total) : epochs,
    totalEpochs: total,
    batches,
    batch: latest && !end ? intoEpoch : null,
    batchesPerEpoch: perEpoch,
    fraction: fraction(epochs, total, batches, perEpoch),
    batchesPerSecond: end ? (end.seconds > 0 ? end.batches / end.seconds : null) : fit.batchesPerSecond,
    stepMode: fit.stepMode && { mode: fit.stepMode.mode, reason: fit.stepMode.reason },
    timeLeft: end ? null : fit.timeLeft,
  };
}

function fraction(epochs: number, total: number | null, batches: number, perEpoch: number | null): number | null {
  if (total === null || total === 0) return null;
  const done = perEpoch ? batches / perEpoch : epochs;
  return Math.max(0, Math.min(1, done / total));
}
