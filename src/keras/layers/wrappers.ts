import type { wrappers } from '../../layers/families/wrappers.js';
import type { KerasCall } from '../../protocol/keras.js';
import { codeOf, type Recurrent, type TimeDistributed } from '../../tfjs/layerCode.js';
import { fieldsOf } from '../../tfjs/layerFields.js';
import type { Layer, Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import { isCall } from '../arguments/isCall.js';
import { type KerasContext, tfLayer } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import type { LayerMaker, MakersOf } from './layerMaker.js';
import { countLossesOf } from './recurrentLosses.js';
import { layerArguments, tfjsLayer } from './tfjsLayer.js';

const timeDistributed: LayerMaker = (args, context, makeInner) => {
  const layer = makeInner(innerCall(args), context) as Layer;
  return overTime(context.tf, tfjsLayer(args, context, { layer }));
};

const bidirectional: LayerMaker = (args, context, makeInner) => {
  const inner = innerCall(args);
  const backward = args.value('backward_layer');
  const forwardLayer = makeInner(inner, context) as Layer;
  const turned = isCall(backward) ? backward : turn(inner);
  const backwardLayer = makeInner(turned, context) as Layer;
  const shape = fieldsOf(forwardLayer).batchInputShape;
  return twoWays(args, context, {
    forwardLayer,
    backwardLayer,
    arguments: { ...(shape ? { batchInputShape: shape } : {}), ...layerArguments(args) },
  });
};

function innerCall(args: BoundArguments): KerasCall {
  const inner = args.value('layer');
  if (isCall(inner)) return inner;
  throw kerasProblem(args.call, `${args.call.name} needs a layer, such as ${args.call.name}(LSTM(32)).`);
}

/** The same layer from the last step to the first, under a name of its own. */
function turn(call: KerasCall): KerasCall {
  const { name: _, ...named } = call.named;
  return { ...call, named: { ...named, go_backwards: named.go_backwards !== true } };
}

/** All steps as one large batch, as Keras does it: tfjs's own calls the layer step by step. */
function overTime(tf: Tfjs, layer: Layer): Layer {
  const wrapper = codeOf<TimeDistributed>(layer);
  wrapper.call = (inputs, { training = false }) =>
    tf.tidy(() => {
      const x = (Array.isArray(inputs) ? inputs[0] : inputs) as Tensor;
      const [batch = 1, steps = 1, ...sizes] = x.shape;
      const made = wrapper.layer.call(tf.reshape(x, [batch * steps, ...sizes]), { training });
      const y = (Array.isArray(made) ? made[0] : made) as Tensor;
      return tf.reshape(y, [batch, steps, ...y.shape.slice(1)]);
    });
  return layer;
}

interface Ways {
  readonly forwardLayer: Layer;
  readonly backwardLayer: Layer;
  readonly arguments: object;
}

/** tfjs makes both ways from a configuration, which loses what is not its own: they are put in afterwards. */
function twoWays(
  args: BoundArguments,
  context: KerasContext,
  { forwardLayer, backwardLayer, arguments: given }: Ways,
): Layer {
  const own: Partial<Recurrent> = codeOf<Recurrent>(forwardLayer);
  if (!own.cell?.units || forwardLayer.getClassName() === 'ConvLSTM2D') {
    throw kerasProblem(
      args.call,
      `In Bidirectional, tfjs supports LSTM, GRU, and SimpleRNN, but not ${forwardLayer.getClassName()}.`,
    );
  }
  const { units } = own.cell;
  const mergeMode = args.has('merge_mode') ? args.text('merge_mode') : 'concat';
  if (args.call.named.merge_mode === null) {
    throw kerasProblem(args.call, "Bidirectional with merge_mode=None has two outputs. In a Sequential, use 'concat'.");
  }
  const layer = tfLayer(context, 'bidirectional', {
    ...given,
    mergeMode,
    layer: tfLayer(context, 'simpleRNN', { units, returnSequences: own.returnSequences, returnState: own.returnState }),
  });
  forwardLayer.name = `forward_${forwardLayer.name}`;
  backwardLayer.name = `backward_${forwardLayer.name}`;
  Object.assign(layer, { forwardLayer, backwardLayer, layer: forwardLayer });
  return countLossesOf(layer, [forwardLayer, backwardLayer]);
}

export const wrapperMakers: MakersOf<typeof wrappers> = {
  TimeDistributed: timeDistributed,
  Bidirectional: bidirectional,
};
