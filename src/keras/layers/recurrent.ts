import type { recurrentLayers } from '../../layers/families/recurrent.js';
import { patchGradient } from '../../tfjs/patch.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import type { KerasContext } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import { activation } from '../values/activations.js';
import { windowArguments } from './convolution.js';
import type { LayerMaker, MakersOf } from './layerMaker.js';
import { countCellLosses } from './recurrentLosses.js';
import { resetAfter } from './resetAfter.js';
import { tfjsLayer } from './tfjsLayer.js';
import { weightArguments } from './weightArguments.js';

/** What all recurrent layers share. */
function recurrentArguments(args: BoundArguments, context: KerasContext): Record<string, unknown> {
  return {
    activation: activation(args.value('activation') ?? 'tanh', args.call, context),
    useBias: args.flag('use_bias'),
    ...weightArguments(args, context),
    dropout: args.number('dropout'),
    recurrentDropout: args.number('recurrent_dropout'),
    returnSequences: args.flag('return_sequences'),
    returnState: args.flag('return_state'),
    goBackwards: args.flag('go_backwards'),
    stateful: args.flag('stateful'),
  };
}

/** Keras 1 has the cheap one. */
function recurrentActivation(args: BoundArguments, context: KerasContext): unknown {
  const cheap = context.version === 1 && !args.call.name.startsWith('CuDNN');
  return activation(args.value('recurrent_activation') ?? (cheap ? 'hard_sigmoid' : 'sigmoid'), args.call, context);
}

const simple: LayerMaker = (args, context) =>
  tfjsLayer(args, context, { units: args.size('units'), ...recurrentArguments(args, context) });

const lstm: LayerMaker = (args, context) =>
  tfjsLayer(args, context, {
    units: args.size('units'),
    ...recurrentArguments(args, context),
    recurrentActivation: recurrentActivation(args, context),
    unitForgetBias: forgetBias(args),
  });

/** Keras 1 names what the forget gate's bias starts with. */
function forgetBias(args: BoundArguments): boolean {
  const given = args.value('forget_bias_init');
  return given === undefined ? (args.flag('unit_forget_bias') ?? true) : /^ones?$/.test(String(given));
}

const gru: LayerMaker = (args, context) => {
  const layer = tfjsLayer(args, context, {
    units: args.size('units'),
    ...recurrentArguments(args, context),
    recurrentActivation: recurrentActivation(args, context),
  });
  return (args.flag('reset_after') ?? context.version > 1) ? resetAfter(context.tf, layer) : layer;
};

const convLstm: LayerMaker = (args, context) => {
  const { activation: _, ...window } = windowArguments(args, context, 2, false);
  if (window.dataFormat === 'channelsFirst') {
    throw kerasProblem(args.call, 'tfjs has no channels_first in ConvLSTM2D. Move the channels last.');
  }
  const cheap = context.version < 3 ? 'hard_sigmoid' : 'sigmoid';
  return tfjsLayer(args, context, {
    filters: args.size('filters'),
    ...window,
    ...recurrentArguments(args, context),
    recurrentActivation: activation(args.value('recurrent_activation') ?? cheap, args.call, context),
    unitForgetBias: forgetBias(args),
  });
};

/** A recurrent layer that trains as in Keras. */
const withCellLosses =
  (make: LayerMaker): LayerMaker =>
  (args, context, makeInner) => {
    mendOneStep(context.tf);
    return countCellLosses(make(args, context, makeInner));
  };

const mended = new WeakSet<Tfjs>();

/** Lets a recurrent layer train on sequences of one step: tfjs's gradient of `unstack` fails where it gave one tensor. */
function mendOneStep(tf: Tfjs): void {
  if (mended.has(tf)) return;
  mended.add(tf);
  patchGradient(tf, 'unpackOne', 'Unpack', (own) => ({
    gradFunc: (dy, saved, attributes) => own?.(Array.isArray(dy) ? dy : ([dy] as Tensor[]), saved, attributes) ?? {},
  }));
}

export const recurrentMakers: MakersOf<typeof recurrentLayers> = {
  SimpleRNN: withCellLosses(simple),
  LSTM: withCellLosses(lstm),
  GRU: withCellLosses(gru),
  ConvLSTM2D: withCellLosses(convLstm),
};
