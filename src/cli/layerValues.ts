import { type Statistic, statisticIndex } from '../protocol/statistics.js';
import { primaryVariables } from '../runs/primaryVariables.js';
import type { Fit } from '../runs/types.js';

/** A layer's gradient on the last batch: that of the weight that stands for it, null where it has none or is frozen. */
export interface LayerValues {
  readonly name: string;
  /** Its kernel, else its first recorded weight, such as `embeddings` or `gamma`. */
  readonly weight: string | null;
  /** The norm where that weight is a kernel. */
  readonly kernelNorm: number | null;
  readonly gradNorm: number | null;
  /** Norm of the update by the norm of the weights. */
  readonly updateRatio: number | null;
  /** Share of the gradient's elements that are exactly zero. */
  readonly zeros: number | null;
}

/** One entry for each of `model.layers`, in order. */
export function layerValues({ summary, latest }: Pick<Fit, 'summary' | 'latest'>): LayerValues[] {
  return primaryVariables(summary).map((variable, layer) => {
    const name = summary.layers[layer]?.name ?? '';
    const none = { name, weight: null, kernelNorm: null, gradNorm: null, updateRatio: null, zeros: null };
    if (variable === null || !latest) return none;
    const value = (statistic: Statistic) => latest.statistics[statisticIndex(variable, statistic)] ?? Number.NaN;
    // Frozen after the model was compiled, or left out of the variables that are minimized.
    if (Number.isNaN(value('gradNaNs'))) return none;
    const weight = summary.variables[variable]?.weight ?? null;
    const gradNorm = value('gradNorm');
    return {
      name,
      weight,
      kernelNorm: weight === 'kernel' ? gradNorm : null,
      gradNorm,
      updateRatio: value('updateNorm') / value('weightNorm'),
      zeros: value('gradZeros'),
    };
  });
}
