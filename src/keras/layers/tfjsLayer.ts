import { saidInputShape } from '../../layers/arguments.js';
import { findLayer } from '../../layers/catalogue.js';
import type { Shape } from '../../layers/shapes/shapedLayer.js';
import type { Layer } from '../../tfjs/tfjs.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import { type KerasContext, tfLayer } from '../kerasContext.js';

/** What a layer says of itself and of its input, as tfjs takes it. */
export interface LayerArguments {
  readonly name?: string;
  readonly trainable?: boolean;
  readonly batchInputShape?: Shape;
}

/** The layer that tfjs has for the class that is called. @param own its arguments, without those that every layer has */
export function tfjsLayer(args: BoundArguments, context: Pick<KerasContext, 'tf'>, own: object = {}): Layer {
  const [factory = args.call.name] = findLayer(args.call.name)?.tfjs ?? [];
  return tfLayer(context, factory, { ...layerArguments(args), ...own });
}

/** The arguments that every layer has. */
export function layerArguments(args: BoundArguments): LayerArguments {
  const name = args.text('name');
  const trainable = args.flag('trainable');
  const batchInputShape = saidInputShape(args, findLayer(args.call.name));
  return {
    ...(name === undefined ? {} : { name }),
    ...(trainable === undefined ? {} : { trainable }),
    ...(batchInputShape === undefined ? {} : { batchInputShape }),
  };
}
