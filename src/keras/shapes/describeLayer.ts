import { saidInputShape } from '../../layers/arguments.js';
import { findLayer } from '../../layers/catalogue.js';
import type { ArgumentContext } from '../../layers/layerEntry.js';
import type { ShapedLayer } from '../../layers/shapes/shapedLayer.js';
import type { KerasCall } from '../../protocol/keras.js';
import { bindArguments } from '../arguments/bindArguments.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import { isCall } from '../arguments/isCall.js';
import { defined, describeArguments } from './describeArguments.js';

export interface DescribedLayer extends ShapedLayer {
  /** With the batch, where the call says it. */
  readonly batchInputShape?: readonly (number | null)[];
}

/** What a call of Keras says about shapes; null for a class that GradLens does not make. @throws {SourceError} for arguments that it does not take */
export function describeLayer(call: KerasCall, context: ArgumentContext): DescribedLayer | null {
  const layer = findLayer(call.name);
  if (!layer || layer.unsupported) return null;
  if (layer.kind === 'model') return describeModel(call, context);
  const args = bindArguments(call, layer, context.version);
  const batchInputShape = saidInputShape(args, layer);
  return {
    ...describeArguments(args, context),
    ...defined({ batchInputShape }),
    ...(layer.wraps ? wrapped(args, context) : {}),
  };
}

function describeModel({ name, positional, named }: KerasCall, context: ArgumentContext): DescribedLayer {
  const list = positional[0] ?? named.layers;
  const layers = (Array.isArray(list) ? list.filter(isCall) : []).map(
    (layer) => describeLayer(layer, context) ?? { className: layer.name },
  );
  const batchInputShape = (layers[0] as DescribedLayer | undefined)?.batchInputShape;
  return { className: name, layers, ...defined({ batchInputShape }) };
}

/** What a wrapper holds. Bidirectional takes the input's shape from it where it says none itself. */
function wrapped(args: BoundArguments, context: ArgumentContext): Partial<DescribedLayer> {
  const inner = args.value('layer');
  const layer = isCall(inner) ? describeLayer(inner, context) : null;
  if (!layer) return {};
  const isRecurrent = findLayer(args.call.name)?.kind === 'recurrent';
  const saysShape = args.has('input_shape') || args.has('batch_input_shape');
  return { layer, ...defined({ batchInputShape: isRecurrent && !saysShape ? layer.batchInputShape : undefined }) };
}
