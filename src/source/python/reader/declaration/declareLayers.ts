import type { KerasCall } from '../../../../protocol/keras.js';
import type { SourceSpan } from '../../../../protocol/sourceSpan.js';
import type { PythonNode } from '../../syntax/node.js';
import { modelLayers } from '../program/modelLayers.js';
import type { Use } from '../questions/use.js';
import { expressionText } from '../values/unknown.js';
import { argumentsOf, type Call, isKind, modelOf, type PyModel, type Value } from '../values/values.js';
import { hasUnits, type LayerFacts, layerFacts, takesAnyShape, takesSequence } from './layerFacts.js';
import { sampleShape, targetShape } from './sampleShape.js';
import type { Writer } from './writer.js';

/** Why a model's layers cannot be told, and where. */
export class UnknownLayer extends Error {
  constructor(
    message: string,
    readonly node: PythonNode,
  ) {
    super(message);
  }
}

/**
 * The layers of a model, one entry an instance.
 * @throws {UnknownLayer} where what is added is known only when the program runs.
 */
export function declareLayers(
  writer: Writer,
  model: PyModel,
  spanOf: (node: PythonNode) => SourceSpan,
  goal: Use['goal'],
  depth = 0,
): KerasCall[] {
  if (depth > 8) throw new UnknownLayer('A model contains itself as a layer', model.node);
  const values = modelLayers(model);
  const facts = values.map((value) => layerFacts(value));
  return values.flatMap((value, i) => {
    const nested = modelOf(value);
    if (nested) {
      const positional = [declareLayers(writer, nested, spanOf, goal, depth + 1)];
      const { node } = isKind(value, 'instance') ? value.made : nested;
      return [{ kind: 'call', name: 'Sequential', positional, named: {}, span: spanOf(node) }];
    }
    const call = declareLayer(writer, value, model, contextAt(facts, i, depth === 0, goal));
    return call ? [withTrainable(value, call)] : [];
  });
}

/**
 * A layer that is no model; null where nothing is added, or only an answer tells what.
 * @throws {UnknownLayer}
 */
export function declareLayer(writer: Writer, value: Value, model: PyModel, context: Partial<Use>): KerasCall | null {
  if (isKind(value, 'unknown') && value.leaves) {
    writer.askForLayers(value);
    return null;
  }
  const call = callOf(value, model.node);
  return call && writer.call(call, context);
}

/** What decides which values fit a layer. @param outermost whether its model stands in no other */
export function contextAt(
  facts: readonly LayerFacts[],
  i: number,
  outermost: boolean,
  goal: Use['goal'],
): Partial<Use> {
  const last = outermost && i === facts.findLastIndex(hasUnits);
  const next = facts.slice(i + 1).find((layer) => !takesAnyShape(layer));
  return { last, goal, sampleShape: shapeAt(facts, i), sequence: next !== undefined && takesSequence(next) };
}

function shapeAt(facts: readonly LayerFacts[], i: number): number[] {
  return facts[i]?.name === 'Reshape' && i > 0 ? targetShape(facts, i) : sampleShape(facts.slice(i));
}

/** The call that makes a layer; null where nothing is added. */
function callOf(value: Value, model: PythonNode): Call | null {
  if (value === null) return null;
  if (isKind(value, 'object')) return value.call;
  if (isKind(value, 'instance')) return { ...value.made, args: argumentsOf([]) };
  if (isKind(value, 'name')) return { path: value.path, args: argumentsOf([]), node: model };
  if (isKind(value, 'function') || isKind(value, 'class'))
    return { path: value.name, args: argumentsOf([]), node: value.node };
  if (isKind(value, 'unknown')) {
    if (value.call) return { ...value.call, args: argumentsOf([]) };
    throw new UnknownLayer(
      `The layer \`${expressionText(value.node)}\` is known only when the program runs`,
      value.node,
    );
  }
  throw new UnknownLayer('What is added here is not a layer', model);
}

/** `layer.trainable = False`. */
function withTrainable(value: Value, call: KerasCall): KerasCall {
  const trainable = isKind(value, 'object') ? value.attributes.get('trainable') : undefined;
  return typeof trainable === 'boolean' ? { ...call, named: { ...call.named, trainable } } : call;
}
