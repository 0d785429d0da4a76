import { argumentOrder } from '../../../layers/argumentNames.js';
import { findLayer } from '../../../layers/catalogue.js';
import type { SourceLayer } from '../../../protocol/source.js';
import type { SourceArgument } from '../../../protocol/sourceValue.js';
import { entryOf, layerArgument } from './layerArgument.js';
import { camelCase, lastPart } from './names.js';

/** What a layer puts its sums through. */
export interface Activation {
  /** As TensorFlow.js spells it: `relu`, `softmax`, `linear`, `hardSigmoid`. */
  readonly name: string;
  /** Null where the layer's class says it. */
  readonly argument: SourceArgument | null;
}

/** A layer's activation; null for a layer that has none, undefined where the source leaves it open. */
export function activationOf(layer: SourceLayer): Activation | null | undefined {
  const { className } = layer;
  const entry = entryOf(layer);
  if (!entry) return undefined;
  if (!argumentOrder(className).includes('activation')) {
    if (entry.kind === 'activation') return { name: nameOfClass(entry.className), argument: null };
    return entry.computes === 'nonlinear' ? undefined : null;
  }
  const argument = layerArgument(layer, 'activation');
  if (argument === undefined) return undefined;
  if (argument === null) return { name: entry.kind === 'recurrent' ? 'tanh' : 'linear', argument: null };
  const name = activationName(argument);
  return name === null ? undefined : { name, argument };
}

function activationName({ value, path, call }: SourceArgument): string | null {
  if (value === null) return 'linear';
  if (typeof value === 'string') return camelCase(value);
  const callee = call && lastPart(call.callee);
  if (callee) return findLayer(callee)?.kind === 'activation' ? nameOfClass(callee) : null;
  const module = path === null ? null : /(?:^|\.)(?:nn|activations|K|backend)\.(\w+)$/.exec(path)?.[1];
  return module ? camelCase(module) : null;
}

/** A layer that is an activation, such as `ReLU`, is called as that: `relu`. */
const nameOfClass = (className: string): string => className.toLowerCase();

/** Whether a layer passes the values before it on, in another shape at most, or in training some of them. */
export const passesOn = (layer: SourceLayer): boolean => entryOf(layer)?.computes === 'nothing';
