import { layerText } from '../../diagnosis/run/layerName.js';
import type { Layer } from '../../tfjs/tfjs.js';
import type { CreatedLayers } from './createdLayers.js';

/** A layer within a sentence, by its position in its own model: `layer 3 (Dense, relu)`; one that is in no Sequential by its class alone: `a Dense layer`. */
export function layerWords(created: Pick<CreatedLayers, 'sequentials'>, layer: Layer): string {
  const layers = created.sequentials().find((model) => model.layers.includes(layer))?.layers;
  if (!layers) return `a ${layer.getClassName()} layer`;
  const named = layers.map((each) => ({ className: each.getClassName(), activation: activationName(each) }));
  return layerText({ summary: { layers: named } }, layers.indexOf(layer));
}

/** Of a layer that has one by a name. */
export function activationName(layer: Layer): string | null {
  const { activation } = layer as { activation?: { getClassName?: () => unknown } };
  const name = typeof activation?.getClassName === 'function' ? activation.getClassName() : null;
  return typeof name === 'string' ? name : null;
}
