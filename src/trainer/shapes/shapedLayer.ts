import type { Shape, ShapedLayer } from '../../layers/shapes/shapedLayer.js';
import type { Layer } from '../../tfjs/tfjs.js';

/** Fields that tfjs's layers have by the names of a `ShapedLayer`. */
type Own = Omit<ShapedLayer, 'className' | 'layer' | 'size'> & {
  readonly inputSpec?: readonly { readonly ndim?: number | null }[] | null;
  readonly layer?: Layer;
  readonly forwardLayer?: Layer;
  readonly targetShape?: Shape;
};

/** What of a layer of tfjs decides about shapes. */
export function shapedLayer(layer: Layer): ShapedLayer {
  const own = layer as unknown as Own;
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
