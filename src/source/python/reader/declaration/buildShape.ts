import { findLayer } from '../../../../layers/catalogue.js';
import type { KerasCall } from '../../../../protocol/keras.js';
import { isKind, type PyModel } from '../values/values.js';

const shapes = ['input_shape', 'batch_input_shape', 'input_dim', 'batch_shape'];

/** `model.build((None, 784))` gives the input shape where no layer does. */
export function withBuildShape(layers: KerasCall[], model: PyModel): KerasCall[] {
  const [first, ...rest] = layers;
  const shape = model.buildShape;
  if (
    !first ||
    !isKind(shape, 'list') ||
    findLayer(first.name)?.kind === 'input' ||
    shapes.some((name) => name in first.named)
  )
    return layers;
  const sizes = shape.items.map((size) => (typeof size === 'number' ? size : null));
  if (sizes.slice(1).includes(null)) return layers;
  return [{ ...first, named: { ...first.named, batch_input_shape: sizes } }, ...rest];
}
