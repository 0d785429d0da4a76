import { activationOf } from '../protocol/activations.js';
import type { LayerSummary } from '../protocol/fit.js';
import { layerText } from './run/layerName.js';

/** Why a layer's gradient is exactly 0, as far as the layers' outputs on the last measured batch tell. */
export interface BlockedGradient {
  /** Which layer puts out nothing but zeros: this one, one between it and the loss, or the one that feeds it. */
  readonly by: 'itself' | 'later' | 'input';
  /** That layer within a sentence. */
  readonly name: string;
}

/**
 * Null where no layer's outputs explain it: then the loss gives no gradient.
 * @param outputs the layers' figures on the last measured batch, as `activationStream` has them; undefined where none was measured
 * @param layer index into the layers
 */
export function blockedGradient(
  layers: readonly Pick<LayerSummary, 'className' | 'activation'>[],
  outputs: Float32Array | undefined,
  layer: number,
): BlockedGradient | null {
  if (!outputs) return null;
  const isSilent = (index: number): boolean => activationOf(outputs, index, 'actZeros') === 1;
  const nameOf = (index: number): string => layerText({ summary: { layers } }, index);
  if (layer > 0 && isSilent(layer - 1)) return { by: 'input', name: nameOf(layer - 1) };
  const first = layers.findIndex((_, index) => index >= layer && isSilent(index));
  if (first < 0) return null;
  return { by: first === layer ? 'itself' : 'later', name: nameOf(first) };
}
