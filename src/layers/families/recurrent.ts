import type { Family, LayerEntry } from '../layerEntry.js';
import { channelsOf, putsOutSequences, withSpace } from '../shapes/shapedLayer.js';
import { afterSliding, windowOver } from '../shapes/window.js';
import { describeConvolution, kernelPlaces } from './convolution.js';

const weights = (gates = '') =>
  `use_bias kernel_initializer recurrent_initializer bias_initializer ${gates}kernel_regularizer recurrent_regularizer bias_regularizer activity_regularizer kernel_constraint recurrent_constraint bias_constraint`;
const dropouts = 'dropout recurrent_dropout';
const outputs = 'return_sequences return_state go_backwards stateful';
const keywordOnly = 'implementation seed use_cudnn zero_output_for_mask';

/** @param gates how often each step multiplies what comes in and the state by weights */
function recurrent(gates: number, entry: Pick<LayerEntry, 'order' | 'oldOrder' | 'tfjs' | 'aliases'>): LayerEntry {
  return {
    kind: 'recurrent',
    rank: 3,
    sample: 'steps',
    weights: 'kernel recurrent bias',
    sizedBy: 'units',
    needs: 'units',
    computes: 'nonlinear',
    describe: (args) => ({
      units: args.number('units'),
      useBias: args.flag('use_bias'),
      returnSequences: args.flag('return_sequences'),
    }),
    outputShape: (layer, input) => {
      if (layer.units === undefined) return null;
      return [input[0] ?? null, ...(putsOutSequences(layer) ? [input[1] ?? null] : []), layer.units];
    },
    weightCount: ({ units, useBias = true, resetAfter = false }, input) => {
      const size = input.at(-1) ?? null;
      if (size === null || units === undefined) return null;
      const biases = useBias ? (resetAfter ? 2 : 1) : 0;
      return gates * (size + units + biases) * units;
    },
    ...entry,
  };
}

const gru = recurrent(3, {
  aliases: ['CuDNNGRU'],
  tfjs: ['gru'],
  order: `units activation recurrent_activation ${weights()} ${dropouts} ${outputs} unroll time_major reset_after ${keywordOnly}`,
  oldOrder:
    'units kernel_initializer recurrent_initializer activation recurrent_activation kernel_regularizer recurrent_regularizer bias_regularizer dropout recurrent_dropout',
});

const LSTM_GATES = 4;

const convolutionalLstm: LayerEntry = {
  kind: 'recurrent',
  aliases: ['ConvRecurrent2D'],
  tfjs: ['convLstm2d'],
  space: 2,
  rank: 5,
  sample: 'frames',
  order: `filters kernel_size strides padding data_format dilation_rate activation recurrent_activation ${weights('unit_forget_bias ')} ${outputs} ${dropouts} unroll time_major ${keywordOnly} nb_row nb_col`,
  oldOrder:
    'filters nb_row nb_col kernel_initializer recurrent_initializer forget_bias_init activation recurrent_activation padding data_format strides kernel_regularizer recurrent_regularizer bias_regularizer dropout recurrent_dropout',
  weights: 'kernel recurrent bias',
  sizedBy: 'filters',
  needs: 'filters kernel_size padding',
  computes: 'nonlinear',
  describe: (args, context) => ({
    ...describeConvolution(args, context, 2),
    returnSequences: args.flag('return_sequences'),
  }),
  window: (layer, input) => windowOver(layer, input, 2),
  outputShape: (layer, input) => {
    const after = afterSliding(layer, input, 2);
    const all = after && withSpace(layer, input, after, layer.filters ?? null);
    return all && (putsOutSequences(layer) ? all : [all[0] ?? null, ...all.slice(2)]);
  },
  weightCount: (layer, input) => {
    const { filters, useBias = true } = layer;
    const places = kernelPlaces(layer, 2);
    const channels = channelsOf(layer, input, 2);
    if (filters === undefined || places === null || channels === null) return null;
    return LSTM_GATES * (places * (channels + filters) + Number(useBias)) * filters;
  },
};

/** Says once what a layer that runs cells is not made for. */
const CELLS =
  'GradLens supports LSTM, GRU, and SimpleRNN, but not cells. Stack these layers with return_sequences=True';

const cell = (tfjs: readonly string[] = []) =>
  ({ kind: 'recurrent', tfjs, order: 'units activation', computes: 'nonlinear', unsupported: CELLS }) as const;

export const recurrentLayers = {
  SimpleRNN: recurrent(1, {
    tfjs: ['simpleRNN'],
    order: `units activation ${weights()} ${dropouts} ${outputs} unroll time_major ${keywordOnly}`,
    oldOrder:
      'units kernel_initializer recurrent_initializer activation kernel_regularizer recurrent_regularizer bias_regularizer dropout recurrent_dropout',
  }),
  LSTM: recurrent(LSTM_GATES, {
    aliases: ['CuDNNLSTM'],
    tfjs: ['lstm'],
    order: `units activation recurrent_activation ${weights('unit_forget_bias ')} ${dropouts} ${outputs} time_major unroll ${keywordOnly} forget_bias_init`,
    oldOrder:
      'units kernel_initializer recurrent_initializer forget_bias_init activation recurrent_activation kernel_regularizer recurrent_regularizer bias_regularizer dropout recurrent_dropout',
  }),
  GRU: {
    ...gru,
    describe: (args, context) => ({
      ...gru.describe?.(args, context),
      // Keras 1 and tfjs apply the gate before the product, with one bias.
      resetAfter: args.flag('reset_after') ?? context.version > 1,
    }),
  },
  ConvLSTM2D: convolutionalLstm,
  ConvLSTM1D: {
    ...convolutionalLstm,
    aliases: [],
    tfjs: [],
    space: 1,
    rank: 4,
    unsupported: 'tfjs has only ConvLSTM2D',
  },
  ConvLSTM3D: {
    ...convolutionalLstm,
    aliases: [],
    tfjs: [],
    space: 3,
    rank: 6,
    unsupported: 'tfjs has only ConvLSTM2D',
  },
  RNN: {
    kind: 'recurrent',
    tfjs: ['rnn'],
    rank: 3,
    sample: 'steps',
    order: `cell ${outputs}`,
    needs: 'cell',
    computes: 'nonlinear',
    unsupported: CELLS,
  },
  SimpleRNNCell: cell(['simpleRNNCell']),
  LSTMCell: cell(['lstmCell']),
  GRUCell: cell(['gruCell']),
  ConvLSTM2DCell: cell(['convLstm2dCell']),
  StackedRNNCells: cell(['stackedRNNCells']),
  AbstractRNNCell: cell(),
} satisfies Family;
