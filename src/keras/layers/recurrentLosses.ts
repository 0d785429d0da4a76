import { codeOf, type LayerCode, type Recurrent } from '../../tfjs/layerCode.js';
import type { Layer } from '../../tfjs/tfjs.js';

/** Adds the penalties on the weights of inner parts, which tfjs's recurrent layers leave out of the loss. */
export function countLossesOf(layer: Layer, parts: readonly Pick<LayerCode, 'losses'>[]): Layer {
  const own = codeOf(layer)._losses;
  Object.defineProperty(layer, 'losses', {
    get: () => [...own, ...parts.flatMap((part) => part.losses)],
  });
  return layer;
}

/** A recurrent layer with the penalties of its cell. */
export function countCellLosses(layer: Layer): Layer {
  return countLossesOf(layer, [codeOf<Recurrent>(layer).cell]);
}
