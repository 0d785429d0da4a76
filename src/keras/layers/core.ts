import { tfLayer } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import { activation } from '../values/activations.js';
import { layerArguments } from './inputShape.js';
import { type LayerRule, type LayerRules, named } from './layerRule.js';
import { weightArguments } from './weightArguments.js';

const dense: LayerRule = {
  order:
    'units activation use_bias kernel_initializer bias_initializer kernel_regularizer bias_regularizer activity_regularizer kernel_constraint bias_constraint lora_rank',
  oldOrder:
    'units kernel_initializer activation weights kernel_regularizer bias_regularizer activity_regularizer kernel_constraint bias_constraint use_bias input_dim',
  make: (args, context) =>
    tfLayer(context, 'dense', {
      ...layerArguments(args, dense),
      units: args.size('units'),
      activation: activation(args.value('activation'), args.call, context),
      useBias: args.flag('use_bias'),
      ...weightArguments(args, context, 'kernel bias'),
    }),
};

const embedding: LayerRule = {
  order:
    'input_dim output_dim embeddings_initializer embeddings_regularizer activity_regularizer embeddings_constraint mask_zero input_length sparse dropout lora_rank',
  oldOrder:
    'input_dim output_dim embeddings_initializer input_length embeddings_regularizer activity_regularizer embeddings_constraint mask_zero weights dropout',
  ownsInputDim: true,
  make: (args, context) =>
    tfLayer(context, 'embedding', {
      ...layerArguments(args, embedding),
      inputDim: args.size('input_dim'),
      outputDim: args.size('output_dim'),
      maskZero: args.flag('mask_zero') ?? false,
      ...weightArguments(args, context, 'embeddings'),
    }),
};

const input: LayerRule = {
  order: 'shape batch_size name dtype sparse tensor ragged type_spec batch_shape optional',
  make: (args, context) => {
    const shape = args.shape('shape') ?? args.shape('input_shape');
    const whole = args.shape('batch_shape') ?? args.shape('batch_input_shape');
    const batchInputShape = whole ?? (shape ? [args.number('batch_size') ?? null, ...shape] : undefined);
    if (!batchInputShape) throw kerasProblem(args.call, `${args.call.name} needs a shape, such as shape=(784,).`);
    return tfLayer(context, 'inputLayer', { batchInputShape, name: args.text('name') });
  },
};

const masking: LayerRule = {
  order: 'mask_value',
  make: (args, context) =>
    tfLayer(context, 'masking', { ...layerArguments(args, masking), maskValue: args.number('mask_value') ?? 0 }),
};

export const coreLayers: LayerRules = {
  ...named('Dense TimeDistributedDense', dense),
  Embedding: embedding,
  Input: input,
  InputLayer: {
    ...input,
    order: 'input_shape batch_size dtype input_tensor sparse name ragged type_spec batch_shape shape',
  },
  Masking: masking,
};
