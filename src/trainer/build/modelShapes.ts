import type { ModelShapes } from '../../datasets/types.js';
import { findLayer } from '../../layers/catalogue.js';
import { fieldsOf } from '../../tfjs/layerFields.js';
import { innerModel, type Layer, type Sequential, type Tfjs } from '../../tfjs/tfjs.js';

/** Sizes for what a model leaves open: rows of a sequence, height and width of an image. */
const OPEN_LENGTH = 10;
const OPEN_SIDE = 32;

/** What data has to look like for a model; where the model leaves an input size open, a usual one stands in `concreteInput`. */
export interface BuiltShapes extends ModelShapes {
  readonly concreteInput: readonly number[];
}

/**
 * @param model built and compiled
 * @param sample shape of one sample of the data, where it is known
 */
export function modelShapes(tf: Tfjs, model: Sequential, sample: readonly number[] | null = null): BuiltShapes {
  const input = sampleShape(model.inputs[0]?.shape);
  const [first] = model.layers;
  const given = sample?.length === input.length ? sample : [];
  const usual = input.length > 2 ? OPEN_SIDE : OPEN_LENGTH;
  const concreteInput = input.map((size, axis) => size ?? given[axis] ?? usual);
  return {
    input,
    concreteInput,
    output: concreteOutput(tf, model, input, concreteInput),
    vocabulary: first ? vocabularyOf(model.layers) : null,
    loss: lossOf(model),
    lastActivation: lastActivation(model.layers),
  };
}

function concreteOutput(
  tf: Tfjs,
  model: Sequential,
  input: readonly (number | null)[],
  concreteInput: readonly number[],
): readonly (number | null)[] {
  const declared = sampleShape(model.outputs[0]?.shape);
  if (!declared.includes(null) || !input.includes(null)) return declared;
  const output = tf.tidy(() => model.predict(tf.zeros([1, ...concreteInput])));
  const [first] = Array.isArray(output) ? output : [output];
  tf.dispose(output);
  return first?.shape.slice(1) ?? declared;
}

function sampleShape(shape: readonly (number | null)[] | undefined): (number | null)[] {
  return (shape ?? []).slice(1);
}

/** Size of the first embedding, before which layers only pass ids on. */
function vocabularyOf(layers: readonly Layer[]): number | null {
  const first = layers.find((layer) => layer.getClassName() !== 'InputLayer');
  if (!first) return null;
  if (isModel(first)) return vocabularyOf(first.layers);
  return findLayer(first.getClassName())?.kind === 'embedding' ? (fieldsOf(first).inputDim ?? null) : null;
}

/** Activation of what comes last and has one, seen through wrappers, dropout and changes of shape. */
export function lastActivation(layers: readonly Layer[]): string | null {
  for (const layer of layers.toReversed()) {
    const className = layer.getClassName();
    if (findLayer(className)?.computes === 'nothing') continue;
    if (className === 'Softmax') return 'softmax';
    if (isModel(layer)) return lastActivation(layer.layers);
    const { layer: inner } = fieldsOf(layer);
    return activationName(layer) ?? (inner ? activationName(inner) : null);
  }
  return null;
}

function activationName(layer: Layer): string | null {
  return fieldsOf(layer).activation?.getClassName?.() ?? null;
}

function isModel(layer: Layer): layer is Sequential {
  return Array.isArray(fieldsOf(layer).layers);
}

/** A name of tfjs's, or the name of the function that computes it. */
export function lossOf(model: Sequential): string | null {
  const loss: unknown = innerModel(model)?.loss;
  const first = Array.isArray(loss) ? loss[0] : loss;
  if (typeof first === 'string') return first;
  return typeof first === 'function' ? first.name || null : null;
}
