import type { Layer, LayerVariable, Sequential, Tfjs } from './tfjs.js';

/** The weights of a layer or model layer by layer, those that train first: the order of Keras's `get_weights`, whatever is frozen. */
export function orderedWeights(tf: Tfjs, layer: Layer | Sequential): LayerVariable[] {
  if (layer instanceof tf.LayersModel) return layer.layers.flatMap((inner) => orderedWeights(tf, inner));
  return layer.weights;
}
