import { outputFigure } from '../../protocol/activations.js';
import type { Fit } from '../../runs/types.js';

/** Why a layer's gradient is exactly 0, as far as the layers' outputs on the last measured batch tell. */
export interface BlockedGradient {
  /** Which layer puts out nothing but zeros: this one, one between it and the loss, or the one that feeds it. */
  readonly by: 'itself' | 'later' | 'input';
  /** That layer's name. */
  readonly name: string;
}

/** @param layer index into the fit's layers; null where no layer's outputs explain it: then the loss gives no gradient */
export function blockedGradient({ summary, activations }: Fit, layer: number): BlockedGradient | null {
  const values = activations.latest?.values;
  if (!values) return null;
  const isSilent = (index: number): boolean => outputFigure(values, index, 'actZeros') === 1;
  const nameOf = (index: number): string => summary.layers[index]?.name ?? '';
  if (layer > 0 && isSilent(layer - 1)) return { by: 'input', name: nameOf(layer - 1) };
  const first = summary.layers.findIndex((_, index) => index >= layer && isSilent(index));
  if (first < 0) return null;
  return { by: first === layer ? 'itself' : 'later', name: nameOf(first) };
}
