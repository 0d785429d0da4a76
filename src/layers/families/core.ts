import type { Family, LayerEntry } from '../layerEntry.js';
import { sameShape } from '../shapes/shapedLayer.js';

/** What a model begins with, and what multiplies by weights or looks up, one row at a time. */

const INPUT_ORDER = 'shape batch_size name dtype sparse tensor ragged type_spec batch_shape optional';

const input: LayerEntry = {
  kind: 'input',
  tfjs: ['inputLayer', 'input'],
  order: 'input_shape batch_size dtype input_tensor sparse name ragged type_spec batch_shape shape',
  variants: { Input: { order: INPUT_ORDER } },
  computes: 'nothing',
  outputShape: sameShape,
};

const dense: LayerEntry = {
  kind: 'dense',
  aliases: ['TimeDistributedDense'],
  tfjs: ['dense'],
  order:
    'units activation use_bias kernel_initializer bias_initializer kernel_regularizer bias_regularizer activity_regularizer kernel_constraint bias_constraint lora_rank',
  oldOrder:
    'units kernel_initializer activation weights kernel_regularizer bias_regularizer activity_regularizer kernel_constraint bias_constraint use_bias input_dim',
  weights: 'kernel bias',
  sizedBy: 'units',
  needs: 'units activation',
  computes: 'affine',
  describe: (args) => ({ units: args.number('units'), useBias: args.flag('use_bias') }),
  outputShape: ({ units }, shape) => (units === undefined ? null : [...shape.slice(0, -1), units]),
  weightCount: ({ units, useBias = true }, shape) => {
    const size = shape.at(-1) ?? null;
    return units === undefined || size === null ? null : (size + Number(useBias)) * units;
  },
};

const embedding: LayerEntry = {
  kind: 'embedding',
  tfjs: ['embedding'],
  order:
    'input_dim output_dim embeddings_initializer embeddings_regularizer activity_regularizer embeddings_constraint mask_zero input_length sparse dropout lora_rank',
  oldOrder:
    'input_dim output_dim embeddings_initializer input_length embeddings_regularizer activity_regularizer embeddings_constraint mask_zero weights dropout',
  oldNames: {
    init: 'embeddings_initializer',
    W_regularizer: 'embeddings_regularizer',
    W_constraint: 'embeddings_constraint',
    dropout: 'dropout',
  },
  weights: 'embeddings',
  needs: 'input_dim output_dim',
  computes: 'nonlinear',
  describe: (args) => ({ inputDim: args.number('input_dim'), outputDim: args.number('output_dim') }),
  outputShape: ({ outputDim }, shape) => (outputDim === undefined ? null : [...shape, outputDim]),
  weightCount: ({ inputDim, outputDim }) =>
    inputDim === undefined || outputDim === undefined ? null : inputDim * outputDim,
};

const masking: LayerEntry = {
  kind: 'masking',
  tfjs: ['masking'],
  order: 'mask_value',
  sample: 'steps',
  computes: 'nonlinear',
  outputShape: sameShape,
};

const einsumDense: LayerEntry = {
  kind: 'dense',
  order:
    'equation output_shape activation bias_axes kernel_initializer bias_initializer kernel_regularizer bias_regularizer activity_regularizer kernel_constraint bias_constraint',
  weights: 'kernel bias',
  computes: 'affine',
};

const ownFunction: LayerEntry = {
  kind: 'function',
  order: 'function output_shape mask arguments',
  computes: 'nonlinear',
};

export const core = {
  InputLayer: input,
  Dense: dense,
  Embedding: embedding,
  Masking: masking,
  EinsumDense: { ...einsumDense, unsupported: 'tfjs has no EinsumDense. Use Dense' },
  MaxoutDense: {
    ...dense,
    aliases: [],
    tfjs: [],
    computes: 'nonlinear',
    unsupported: 'tfjs has no MaxoutDense. Use Dense with a LeakyReLU',
  },
  Highway: {
    kind: 'dense',
    order: 'kernel_initializer activation',
    weights: 'kernel bias',
    computes: 'nonlinear',
    unsupported: 'tfjs has no Highway. Use Dense',
  },
  Lambda: {
    ...ownFunction,
    unsupported:
      'Lambda runs a Python function, which GradLens does not. Use a layer that does the same, such as Rescaling or Activation',
  },
} satisfies Family;
