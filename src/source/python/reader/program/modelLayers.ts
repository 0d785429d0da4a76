import { findLayer } from '../../../../layers/catalogue.js';
import { isKind, lastName, type PyModel, type Value } from '../values/values.js';

/** What was added to a model, in order; lists of layers taken apart. */
export function modelLayers(model: PyModel): Value[] {
  return model.layers
    .flatMap((layer) => (isKind(layer, 'list') ? layer.items : [layer]))
    .filter((layer) => layer !== null);
}

/** Whether a layer is what only says a model's input: Keras does not count it among `layers`. */
export function isInput(layer: Value): boolean {
  return isKind(layer, 'object') && findLayer(lastName(layer.call.path))?.kind === 'input';
}
