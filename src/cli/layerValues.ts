import { type Statistic, statisticIndex } from '../protocol/statistics.js';
import type { Fit } from '../runs/types.js';

/** A layer's gradient on the last batch: that of its weight called kernel, null where it has none or it is frozen. */
export interface LayerValues {
  readonly name: string;
  readonly kernelNorm: number | null;
  /** Norm of the update by the norm of the weights. */
  readonly updateRatio: number | null;
  /** Share of the gradient's elements that are exactly zero. */
  readonly zeros: number | null;
}

/** One entry for each of `model.layers`, in order. */
export function layerValues({ summary, latest }: Pick<Fit, 'summary' | 'latest'>): LayerValues[] {
  return summary.layers.map(({ name }, layer) => {
    const kernel = summary.variables.findIndex((variable) => variable.layer === layer && variable.weight === 'kernel');
    const none = { name, kernelNorm: null, updateRatio: null, zeros: null };
    if (kernel < 0 || !latest) return none;
    const value = (statistic: Statistic) => latest.statistics[statisticIndex(kernel, statistic)] ?? Number.NaN;
    // Frozen after the model was compiled, or left out of the variables that are minimized.
    if (Number.isNaN(value('gradNaNs'))) return none;
    return {
      name,
      kernelNorm: value('gradNorm'),
      updateRatio: value('updateNorm') / value('weightNorm'),
      zeros: value('gradZeros'),
    };
  });
}
