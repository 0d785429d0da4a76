import { channelsOf, windowOf } from './layerWindow.js';
import { outputShape, product } from './outputShape.js';
import { isRecurrent, putsOutSequences, type Shape, type ShapedLayer, takenRank } from './shapedLayer.js';
import { asArgument, shown, sized, words } from './shapeWords.js';

/** A layer that is put on another one's output. */
export interface Link {
  readonly layer: ShapedLayer;
  /** With the batch. */
  readonly input: Shape;
  /** Null for a first layer. */
  readonly previous: { readonly layer: ShapedLayer; readonly line: number | null } | null;
  /** Whether the source spells arguments as Keras does. */
  readonly isPython: boolean;
}

/** What is wrong with a layer where it stands, and what would fit; null where nothing is, or what comes in is not known. */
export function explainLink(link: Link): string | null {
  const said = explainRank(link) ?? explainReshape(link) ?? explainOpenSize(link);
  if (said) return said;
  const { layer, input } = link;
  const shrinks = layer.added !== undefined || windowOf(layer, input) !== null;
  return shrinks && isEmpty(outputShape(layer, input) ?? []) ? explainTooSmall(link) : null;
}

export function isEmpty(shape: Shape): boolean {
  return shape.slice(1).some((size) => size !== null && size < 1);
}

/** Why a layer leaves nothing of its input, and what would fit. */
export function explainTooSmall({ layer, input, isPython }: Link): string {
  const { className } = layer;
  if (className === 'RandomWidth') {
    return 'TensorFlow.js cannot train RandomWidth: it gives its output no width that the next layers could take. Leave it out.';
  }
  const window = windowOf(layer, input);
  if (!window) return `${className} leaves nothing of its input of shape ${shown(input)}. A larger input fits.`;
  const { kind, size, input: space } = window;
  const fitting = size.map((length, axis) => Math.min(length, space[axis] ?? length));
  const { same } = words(isPython);
  // A window of 1 would change nothing.
  const isPoint = fitting.every((length) => length === 1);
  const smaller =
    fitting.every((length) => length > 0) && !isPoint ? ` A ${sized(kind, fitting)} fits, or ${same}.` : '';
  const what = `${className} puts a ${sized(kind, size)} on ${sized('input', space)} (in all ${shown(input)}), so that nothing is left.`;
  const rest = isPoint ? `Leave it out, or take ${same}; else take` : 'Else take';
  return `${what}${smaller} ${rest} a larger input, or fewer layers before it that make it smaller.`;
}

/** Why a layer does not take its input for its number of dimensions, and what would fit; null where that is not the reason. */
export function explainRank(link: Link): string | null {
  const { layer, input } = link;
  const wanted = takenRank(layer, input.length);
  if (wanted === null || wanted === input.length) return null;
  const needs = `${layer.className} needs an input of ${wanted} dimensions, ${meaning(layer, wanted)}; it gets ${shown(input)}${from(link)}.`;
  return `${needs} ${rankAdvice(link, wanted)}`;
}

function rankAdvice({ layer, input, previous, isPython }: Link, wanted: number): string {
  const { allSteps, flatten, reshape, inputShape } = words(isPython);
  const before = previous && isRecurrent(previous.layer) ? previous : null;
  if (before && !putsOutSequences(before.layer) && input.length === wanted - 1) {
    return `Give ${placed(before)} ${allSteps}, so that it puts out every step and not the last one alone.`;
  }
  if (before && putsOutSequences(before.layer) && wanted === 2) {
    return `Leave ${allSteps} out of ${placed(before)}, so that it puts out its last step alone.`;
  }
  if (wanted === 2) return `Put a ${flatten} before it.`;
  if (previous?.layer.className === 'Flatten' && input.length < wanted) {
    return `Leave out ${placed(previous)}, which makes one row of a sample, or put it after this layer.`;
  }
  if (input.length < wanted) {
    if (previous) return `Put a ${reshape} before it, or another layer than ${layer.className}.`;
    const example = input.length === wanted - 1 ? `, such as ${asArgument([...input.slice(1), 1], isPython)}` : '';
    return `Give it an ${inputShape} of ${wanted - 1} numbers${example}.`;
  }
  if (wanted === 3 && isRecurrent(layer)) {
    return `Put a ${isPython ? 'Reshape or TimeDistributed(Flatten())' : reshape} before it that makes steps of it.`;
  }
  return `Take a layer for ${input.length} dimensions, or reshape its input.`;
}

function meaning(layer: ShapedLayer, rank: number): string {
  if (/^ConvLSTM/.test(layer.className)) return '[batch, steps, height, width, channels]';
  if (isRecurrent(layer)) return '[batch, steps, features]';
  const forms: Readonly<Record<number, string>> = {
    2: '[batch, features]',
    3: '[batch, steps, features]',
    4: '[batch, height, width, channels]',
    5: '[batch, depth, height, width, channels]',
  };
  return forms[rank] ?? 'the batch first';
}

/** Why a Reshape cannot make its shape of what it gets, and what would fit. */
export function explainReshape(link: Link): string | null {
  const { layer, input, previous } = link;
  const { targetShape, className } = layer;
  const given = product(input.slice(1));
  if (className !== 'Reshape' || !targetShape || given === null) return null;
  const wanted = product(targetShape.map((size) => size ?? 1)) ?? 1;
  const isOpen = targetShape.includes(null);
  if (isOpen ? given % wanted === 0 : given === wanted) return null;
  const count = isOpen ? `a multiple of ${wanted}` : `${wanted}`;
  const what = `Reshape makes ${asArgument(targetShape, link.isPython)} of a sample, which takes ${count} numbers; it gets ${given} (${shown(input)})${from(link)}.`;
  const other = previous?.layer.className === 'Dense' && !isOpen ? `, or ${placed(previous)} ${wanted} units` : '';
  return `${what} Give it sizes that make ${given}${other}.`;
}

const WEIGHS = /^(?:Dense|LSTM|GRU|SimpleRNN|(?:Separable|Depthwise)?Conv[123]D(?:Transpose)?)$/;

/** Why a layer cannot make its weights: how many numbers come in is left open. */
function explainOpenSize(link: Link): string | null {
  const { layer, input, previous, isPython } = link;
  if (!WEIGHS.test(layer.className) || channelsOf(layer, input) !== null) return null;
  const { none, inputShape } = words(isPython);
  const pooled = previous?.layer.className === 'Flatten' ? `, or a global pooling in place of ${placed(previous)}` : '';
  const what = `${layer.className} has to know how many numbers it gets, and ${shown(input)}${from(link)} does not say.`;
  return `${what} Take a number in place of ${none} in the first layer's ${inputShape}${pooled}.`;
}

function from({ previous }: Link): string {
  return previous ? ` from ${placed(previous)}` : '';
}

function placed({ layer, line }: NonNullable<Link['previous']>): string {
  return `the ${layer.className} before it${line === null ? '' : ` (line ${line})`}`;
}
