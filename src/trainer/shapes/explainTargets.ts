import type { Shape } from '../../layers/shapes/shapedLayer.js';
import { fieldsOf } from '../../tfjs/layerFields.js';
import type { Layer } from '../../tfjs/tfjs.js';

/** A model's output and what it is compared with, both for one sample, a last axis of one in both or in none. */
export interface Comparison {
  readonly layers: readonly Layer[];
  readonly output: Shape;
  readonly target: readonly number[];
  /** tfjs's name; null for a loss that it has not. */
  readonly loss: string | null;
  /** The smallest and largest target; null where classes may be left out of the loss. */
  readonly range: readonly [number, number] | null;
  /** The call that gives the targets, such as `fit (line 12)`. */
  readonly call: string;
}

export interface TargetProblem {
  readonly message: string;
  /** The layer that would have to change; null where the targets or the loss would. */
  readonly layer: Layer | null;
}

/** Why Keras does not compare these targets with this output, and what would fit; null where it does. */
export function explainTargets(given: Comparison): TargetProblem | null {
  const { output, target, loss } = given;
  if (loss === 'sparseCategoricalCrossentropy') return indices(given);
  const [last, count] = [output.at(-1) ?? 1, target.at(-1) ?? 1];
  const isCategorical = loss === 'categoricalCrossentropy';
  if (isCategorical && last > 1 && count === 1 && target.length <= Math.max(output.length, 1)) return numbers(given);
  if (output.length !== target.length) return output.length > target.length ? places(given) : other(given);
  const isExact = isCategorical || loss === 'binaryCrossentropy';
  const wrong = output.findIndex((size, axis) => {
    const wanted = target[axis];
    // One number for all steps or places is no target that anybody means.
    const isLast = axis === output.length - 1;
    return size !== null && size !== wanted && (isExact || !isLast || (size !== 1 && wanted !== 1));
  });
  if (wrong === -1) return null;
  return wrong < output.length - 1 ? places(given) : other(given);
}

/** Targets that are the numbers of classes. */
function indices(given: Comparison): TargetProblem | null {
  const { output, target, range, call } = given;
  const units = output.at(-1) ?? 1;
  const own = target.length === output.length && target.at(-1) === 1 ? target.slice(0, -1) : target;
  if (target.length === output.length && units > 1 && target.at(-1) === units) {
    const message = `The targets of ${call} are rows of ${units} numbers, but sparse_categorical_crossentropy expects class numbers. Use the loss 'categorical_crossentropy'.`;
    return { message, layer: null };
  }
  const wanted = output.slice(0, -1);
  if (own.length < wanted.length) return places(given);
  if (own.length > wanted.length) return other(given);
  if (wanted.some((size, axis) => size !== null && size !== own[axis])) return places(given);
  if (!range || (range[0] >= 0 && range[1] < units)) return null;
  const wrong = range[0] < 0 ? range[0] : range[1];
  const message = `The targets of ${call} contain class ${wrong}, but the model has ${counted(units, 'output')}, for classes 0 to ${units - 1}. Give it one unit per class; classes count from 0.`;
  return { message, layer: given.layers.at(-1) ?? null };
}

function numbers({ output, call }: Comparison): TargetProblem {
  const message = `The targets of ${call} are one number per sample, but categorical_crossentropy expects a row of ${output.at(-1)} for each. Use the loss 'sparse_categorical_crossentropy', or convert the targets with to_categorical.`;
  return { message, layer: null };
}

/** The output has axes that the targets lack. */
function places({ layers, output, target, call }: Comparison): TargetProblem {
  const text = `The model outputs ${shown(output)} per sample, but the targets of ${call} have shape ${shown(target)}.`;
  const recurrent = layers.findLast((layer) => (layer as { returnSequences?: boolean }).returnSequences);
  if (recurrent && output.length === 2) {
    return {
      message: `${text} Remove return_sequences=True here, so that it outputs only the last step.`,
      layer: recurrent,
    };
  }
  const dense =
    layers.find((layer) => layer.getClassName() === 'Dense' && rankBefore(layer) > 2) ?? layers.at(-1) ?? null;
  return { message: `${text} Add a Flatten() before this ${dense?.getClassName() ?? 'layer'}.`, layer: dense };
}

function other({ layers, output, target, call }: Comparison): TargetProblem {
  const text = `The model outputs ${shown(output)} per sample, but the targets of ${call} have shape ${shown(target)}.`;
  const units = target.at(-1) ?? 1;
  const advice =
    output.length === target.length || target.length === 0
      ? ` Give it ${counted(units, 'unit')}, or change the targets.`
      : ' Reshape the targets.';
  return { message: text + advice, layer: layers.at(-1) ?? null };
}

/** Axes of what a layer is put on, the batch included. */
function rankBefore(layer: Layer): number {
  const [input] = [fieldsOf(layer).input].flat();
  return input?.shape.length ?? 0;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function shown(shape: Shape): string {
  return `[${shape.map((size) => size ?? 'any').join(', ')}]`;
}
