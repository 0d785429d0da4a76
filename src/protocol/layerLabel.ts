import type { LayerSummary } from './fit.js';

/** What of a layer its label is made of. */
export type LabeledLayer = Pick<LayerSummary, 'className' | 'activation' | 'outputShape' | 'params'>;

/**
 * A layer as views name it, by its position in its own model: `1 Dense 16 relu`, `2 Dropout`. tfjs counts the layers of all models of a process in its
 * names, which therefore stay for where a name is looked up.
 * @param index into `layers`, from 0
 */
export function layerLabel(layers: readonly LabeledLayer[], index: number): string {
  const layer = layers[index];
  if (!layer) return String(index + 1);
  const { className, activation, outputShape, params } = layer;
  const units = params > 0 ? outputShape.at(-1) : null;
  const own = activation === null || activation === 'linear' ? [] : [activation];
  return [index + 1, className, ...(units === null || units === undefined ? [] : [units]), ...own].join(' ');
}

/** A tensor shape as people write it, such as `? × 28 × 28 × 1`: `?` stands for the batch, and for any other size that is open. */
export const shapeLabel = (shape: readonly (number | null)[]): string => shape.map((size) => size ?? '?').join(' × ');
