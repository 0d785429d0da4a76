import type { SourceLayer, SourceModel } from '../../../protocol/source.js';
import { type Activation, activationOf, passesOn } from './activation.js';
import { isWeighted, numberOf } from './layerArgument.js';

/** What comes out of a model, where the source leaves no doubt of it. */
export interface ModelOutput {
  /** The last layer with weights. */
  readonly layer: SourceLayer;
  /** The last activation: that layer's own, or of an `Activation` behind it. */
  readonly activation: Activation;
  /** The layer that has it. */
  readonly activationLayer: SourceLayer;
  /** How many outputs there are for one sample; null where that is open. */
  readonly units: number | null;
}

const known = new WeakMap<SourceModel, ModelOutput | null>();

export function modelOutput(model: SourceModel): ModelOutput | null {
  const found = known.get(model);
  if (found !== undefined) return found;
  const output = find(model.layers);
  known.set(model, output);
  return output;
}

function find(layers: readonly SourceLayer[]): ModelOutput | null {
  let last: { activation: Activation; layer: SourceLayer } | null = null;
  let isCertain = layers.at(-1)?.place?.always === true;
  for (const layer of layers.toReversed()) {
    if (!isCertain || layer.repeated) return null;
    isCertain = layer.follows;
    const activation = activationOf(layer);
    if (activation === undefined) return null;
    if (activation && layer.className !== 'Activation' && isWeighted(layer)) {
      const { activation: behind, layer: activationLayer } = last ?? { activation, layer };
      return { layer, activation: behind, activationLayer, units: numberOf(layer, 'units') };
    }
    if (activation) last ??= { activation, layer };
    else if (!passesOn(layer)) return null;
  }
  return null;
}
