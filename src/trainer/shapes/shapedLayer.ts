import type { ShapedLayer } from '../../layers/shapes/shapedLayer.js';
import { fieldsOf } from '../../tfjs/layerFields.js';
import type { Layer } from '../../tfjs/tfjs.js';

/** What of a layer of tfjs decides about shapes. */
export function shapedLayer(layer: Layer): ShapedLayer {
  const own = fieldsOf(layer);
  const inner = own.layer ?? own.forwardLayer;
  const { kernelSize, poolSize, strides, dilationRate, padding, dataFormat, returnSequences, targetShape } = own;
  const known = { kernelSize, poolSize, strides, dilationRate, padding, dataFormat, returnSequences, targetShape };
  return {
    className: layer.getClassName(),
    ndim: own.inputSpec?.[0]?.ndim ?? null,
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    ...(inner ? { layer: shapedLayer(inner) } : {}),
  };
}
