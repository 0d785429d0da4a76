import { findLayer } from '../../../../layers/catalogue.js';
import { isPretrained } from '../../../../layers/families/models.js';
import { sameShape } from '../../../../layers/shapes/shapedLayer.js';
import { canonical } from '../../names/kerasModules.js';
import { type Call, isKind, lastName, modelOf, type Value } from '../values/values.js';
import { argumentName } from './argumentNames.js';

/** What decides which values fit a layer. */
export interface LayerFacts {
  readonly name: string;
  readonly wrapped: LayerFacts | null;
  readonly nested: readonly LayerFacts[] | null;
  readonly isApplication: boolean;
  argument(name: string): Value | undefined;
}

export function layerFacts(value: Value, depth = 0): LayerFacts {
  const model = modelOf(value);
  const call = isKind(value, 'object') || (isKind(value, 'unknown') && value.call) ? value.call : null;
  const name = model ? 'Sequential' : call ? lastName(call.path) : '';
  const inner = call?.args.positional[0] ?? call?.args.named.get('layer');
  const isWrapper = findLayer(name)?.wraps && inner !== undefined;
  return {
    name,
    wrapped: isWrapper && depth < 6 ? layerFacts(inner, depth + 1) : null,
    nested: model && depth < 6 ? model.layers.map((layer) => layerFacts(layer, depth + 1)) : null,
    isApplication: call !== null && isPretrained(canonical(call.path)),
    argument: (wanted) => (call ? argumentOf(call, name, wanted) : undefined),
  };
}

function argumentOf(call: Call, owner: string, wanted: string): Value | undefined {
  const i = call.args.positional.findIndex((_, position) => argumentName(owner, position) === wanted);
  if (i >= 0) return call.args.positional[i];
  for (const [key, value] of call.args.named) if (argumentName(owner, key) === wanted) return value;
  return undefined;
}

/** Whether a layer has weights that its `units` decide: the last one says what the model predicts. */
export function hasUnits({ name, wrapped }: LayerFacts): boolean {
  return findLayer((wrapped ?? { name }).name)?.sizedBy !== undefined;
}

/** Whether a layer takes inputs of any number of dimensions and hands them on with the shape they have: it tells nothing of what is around it. */
export function takesAnyShape({ name }: LayerFacts): boolean {
  const layer = findLayer(name);
  return layer?.outputShape === sameShape && layer.rank === undefined && layer.kind !== 'input' && !layer.sample;
}

export function takesSequence({ name, wrapped }: LayerFacts): boolean {
  const layer = findLayer(name);
  return layer?.rank === 3 || layer?.wraps === true || (wrapped !== null && takesSequence(wrapped));
}
