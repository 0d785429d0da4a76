import { OUTPUT_FIGURES, type OutputName, outputOf } from '../protocol/activations.js';
import { FIGURES, type FigureName } from '../protocol/statistics.js';
import { layerFigures } from '../runs/layerFigures.js';
import type { Fit } from '../runs/types.js';

/** A layer's gradient on the last batch: all figures of the weight that stands for it, null where it has none or is frozen. */
export interface LayerValues extends Readonly<Record<FigureName, number | null>> {
  /** tfjs's own name. */
  readonly name: string;
  /** Its kernel, else its first recorded weight, such as `embeddings` or `gamma`. */
  readonly weight: string | null;
  /** The norm where that weight is a kernel. */
  readonly kernelNorm: number | null;
  /** `gradZeros` by its first name. */
  readonly zeros: number | null;
  /** What it put out on the last measured batch, NaN for a figure that does not exist; null where that is not measured. */
  readonly outputs: Readonly<Record<OutputName, number>> | null;
}

const NO_FIGURES = Object.fromEntries(FIGURES.map(({ name }) => [name, null])) as Record<FigureName, null>;

/** One entry for each of `model.layers`, in order. */
export function layerValues(fit: Pick<Fit, 'summary' | 'latest' | 'series' | 'samples'>): LayerValues[] {
  const measured = new Map(layerFigures(fit).map((each) => [each.layer, each]));
  return fit.summary.layers.map(({ name }, layer) => {
    const found = measured.get(layer);
    const outputs = outputsOf(fit, layer);
    if (!found) return { name, weight: null, kernelNorm: null, zeros: null, ...NO_FIGURES, outputs };
    const { weight, values } = found;
    const kernelNorm = weight === 'kernel' ? values.gradNorm : null;
    return { name, weight, kernelNorm, zeros: values.gradZeros, ...values, outputs };
  });
}

function outputsOf({ samples }: Pick<Fit, 'samples'>, layer: number): LayerValues['outputs'] {
  if (Number.isNaN(outputOf(samples, layer, 'actZeros'))) return null;
  const figures = OUTPUT_FIGURES.map(({ name }) => [name, outputOf(samples, layer, name)]);
  return Object.fromEntries(figures);
}
