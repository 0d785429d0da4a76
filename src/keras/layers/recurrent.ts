import type { Layer } from '../../tfjs/tfjs.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import { type KerasContext, tfLayer } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import { activation } from '../values/activations.js';
import { kernelSize, windowArguments } from './convolution.js';
import { layerArguments } from './inputShape.js';
import { type LayerRule, type LayerRules, named } from './layerRule.js';
import { mendOneStep } from './oneStep.js';
import { countCellLosses } from './recurrentLosses.js';
import { resetAfter } from './resetAfter.js';
import { weightArguments } from './weightArguments.js';

const weights = (gates = '') =>
  `use_bias kernel_initializer recurrent_initializer bias_initializer ${gates}kernel_regularizer recurrent_regularizer bias_regularizer activity_regularizer kernel_constraint recurrent_constraint bias_constraint`;
const dropouts = 'dropout recurrent_dropout';
const outputs = 'return_sequences return_state go_backwards stateful';
const keywordOnly = 'implementation seed use_cudnn zero_output_for_mask';

/** What all recurrent layers share. */
function recurrentArguments(args: BoundArguments, context: KerasContext): Record<string, unknown> {
  return {
    activation: activation(args.value('activation') ?? 'tanh', args.call, context),
    useBias: args.flag('use_bias'),
    ...weightArguments(args, context, 'kernel recurrent bias'),
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
  const cheap = context.version === 1 && !/^CuDNN/.test(args.call.name);
  return activation(args.value('recurrent_activation') ?? (cheap ? 'hard_sigmoid' : 'sigmoid'), args.call, context);
}

const simple: LayerRule = {
  order: `units activation ${weights()} ${dropouts} ${outputs} unroll time_major ${keywordOnly}`,
  oldOrder:
    'units kernel_initializer recurrent_initializer activation kernel_regularizer recurrent_regularizer bias_regularizer dropout recurrent_dropout',
  takesSteps: true,
  make: (args, context) =>
    tfLayer(context, 'simpleRNN', {
      ...layerArguments(args, simple),
      units: args.size('units'),
      ...recurrentArguments(args, context),
    }),
};

const lstm: LayerRule = {
  order: `units activation recurrent_activation ${weights('unit_forget_bias ')} ${dropouts} ${outputs} time_major unroll ${keywordOnly} forget_bias_init`,
  oldOrder:
    'units kernel_initializer recurrent_initializer forget_bias_init activation recurrent_activation kernel_regularizer recurrent_regularizer bias_regularizer dropout recurrent_dropout',
  takesSteps: true,
  make: (args, context) =>
    tfLayer(context, 'lstm', {
      ...layerArguments(args, lstm),
      units: args.size('units'),
      ...recurrentArguments(args, context),
      recurrentActivation: recurrentActivation(args, context),
      unitForgetBias: forgetBias(args),
    }),
};

/** Keras 1 names what the forget gate's bias starts with. */
function forgetBias(args: BoundArguments): boolean {
  const given = args.value('forget_bias_init');
  return given === undefined ? (args.flag('unit_forget_bias') ?? true) : /^ones?$/.test(String(given));
}

const gru: LayerRule = {
  order: `units activation recurrent_activation ${weights()} ${dropouts} ${outputs} unroll time_major reset_after ${keywordOnly}`,
  oldOrder:
    'units kernel_initializer recurrent_initializer activation recurrent_activation kernel_regularizer recurrent_regularizer bias_regularizer dropout recurrent_dropout',
  takesSteps: true,
  make: (args, context) => {
    const layer: Layer = tfLayer(context, 'gru', {
      ...layerArguments(args, gru),
      units: args.size('units'),
      ...recurrentArguments(args, context),
      recurrentActivation: recurrentActivation(args, context),
    });
    return (args.flag('reset_after') ?? context.version > 1) ? resetAfter(context.tf, layer) : layer;
  },
};

const convLstm: LayerRule = {
  order: `filters kernel_size strides padding data_format dilation_rate activation recurrent_activation ${weights('unit_forget_bias ')} ${outputs} ${dropouts} unroll time_major ${keywordOnly} nb_row nb_col`,
  oldOrder:
    'filters nb_row nb_col kernel_initializer recurrent_initializer forget_bias_init activation recurrent_activation padding data_format strides kernel_regularizer recurrent_regularizer bias_regularizer dropout recurrent_dropout',
  make: (args, context) => {
    const { activation: _, ...window } = windowArguments(args, context, 2);
    if (window.dataFormat === 'channelsFirst') {
      throw kerasProblem(args.call, 'tfjs has no channels_first in ConvLSTM2D. Move the channels last.');
    }
    const cheap = context.version < 3 ? 'hard_sigmoid' : 'sigmoid';
    return tfLayer(context, 'convLstm2d', {
      ...layerArguments(args, convLstm),
      filters: args.size('filters'),
      ...window,
      ...recurrentArguments(args, context),
      kernelSize: kernelSize(args, 2),
      recurrentActivation: activation(args.value('recurrent_activation') ?? cheap, args.call, context),
      unitForgetBias: forgetBias(args),
    });
  },
};

/** A recurrent layer that trains as in Keras. */
function withCellLosses(rule: LayerRule): LayerRule {
  return {
    ...rule,
    make: (args, context) => {
      mendOneStep(context.tf);
      return countCellLosses(rule.make(args, context));
    },
  };
}

export const recurrentLayers: LayerRules = {
  SimpleRNN: withCellLosses(simple),
  ...named('LSTM CuDNNLSTM', withCellLosses(lstm)),
  ...named('GRU CuDNNGRU', withCellLosses(gru)),
  ...named('ConvLSTM2D ConvRecurrent2D', withCellLosses(convLstm)),
};
