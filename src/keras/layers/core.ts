import { saidInputShape } from '../../layers/arguments.js';
import { findLayer } from '../../layers/catalogue.js';
import type { core } from '../../layers/families/core.js';
import { tfLayer } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import { activation } from '../values/activations.js';
import type { LayerMaker, MakersOf } from './layerMaker.js';
import { masking } from './masking.js';
import { tfjsLayer } from './tfjsLayer.js';
import { weightArguments } from './weightArguments.js';

const dense: LayerMaker = (args, context) =>
  tfjsLayer(args, context, {
    units: args.size('units'),
    activation: activation(args.value('activation'), args.call, context),
    useBias: args.flag('use_bias'),
    ...weightArguments(args, context),
  });

const embedding: LayerMaker = (args, context) =>
  tfjsLayer(args, context, {
    inputDim: args.size('input_dim'),
    outputDim: args.size('output_dim'),
    maskZero: args.flag('mask_zero') ?? false,
    ...weightArguments(args, context),
  });

const input: LayerMaker = (args, context) => {
  const batchInputShape = saidInputShape(args, findLayer(args.call.name));
  if (!batchInputShape) throw kerasProblem(args.call, `${args.call.name} needs a shape, such as shape=(784,).`);
  return tfLayer(context, 'inputLayer', { batchInputShape, name: args.text('name') });
};

export const coreMakers: MakersOf<typeof core> = {
  InputLayer: input,
  Dense: dense,
  Embedding: embedding,
  Masking: masking,
};
