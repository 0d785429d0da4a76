import { findLayer } from '../catalogue.js';
import { channelsOf, type Shape, type ShapedLayer } from './shapedLayer.js';
import type { LayerWindow } from './window.js';

/**
 * What a layer makes of its input, both with the batch; sizes that a window leaves nothing of are below 1.
 * @returns null for a layer that is not known
 */
export function outputShape(layer: ShapedLayer, input: Shape): Shape | null {
  return findLayer(layer.className)?.outputShape?.(layer, input, outputShape) ?? null;
}

/** How many numbers a layer's weights are on an input; 0 for one without weights, null where that is not known. */
export function weightCount(layer: ShapedLayer, input: Shape): number | null {
  const entry = findLayer(layer.className);
  if (!entry) return null;
  return entry.weightCount ? entry.weightCount(layer, input, weightCount, outputShape) : entry.weights ? null : 0;
}

/** The kernel or pool of a layer, and what of its input it lies on; null for a layer without. @param input shape with the batch */
export function windowOf(layer: ShapedLayer, input: Shape): LayerWindow | null {
  return findLayer(layer.className)?.window?.(layer, input, windowOf) ?? null;
}

/**
 * Dimensions of the input that a layer takes, the batch included; null for any, and for a layer that is not known.
 * @param given what it gets
 */
export function takenRank(layer: ShapedLayer, given: number): number | null {
  const entry = findLayer(layer.className);
  if (entry?.takenRank) return entry.takenRank(layer, given, takenRank);
  return layer.ndim ?? entry?.rank ?? null;
}

/** Numbers that come in at each place; null where the input leaves it open. */
export function inputSize(layer: ShapedLayer, input: Shape): number | null {
  return channelsOf(layer, input, findLayer(layer.className)?.space ?? 0);
}
