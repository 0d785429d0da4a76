import { findLayer, isRecurrent } from '../catalogue.js';
import { SAMPLE_AXES, sampleKind } from '../samples.js';
import { inputSize, outputShape, takenRank, windowOf } from './layerSizes.js';
import { product, putsOutSequences, type Shape, type ShapedLayer } from './shapedLayer.js';
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
    return 'TensorFlow.js cannot train RandomWidth: the width of its output is unknown to the next layers. Remove it.';
  }
  const window = windowOf(layer, input);
  if (!window) return `${className} leaves nothing of its input of shape ${shown(input)}. Use a larger input.`;
  const { kind, size, input: space } = window;
  const fitting = size.map((length, axis) => Math.min(length, space[axis] ?? length));
  const { same } = words(isPython);
  // A window of 1 would change nothing.
  const isPoint = fitting.every((length) => length === 1);
  const smaller =
    fitting.every((length) => length > 0) && !isPoint ? ` A ${sized(kind, fitting)} would fit, or ${same}.` : '';
  const what = `${className} puts a ${sized(kind, size)} on ${sized('input', space)} (shape ${shown(input)}), which leaves nothing.`;
  const rest = isPoint ? `Remove it, or use ${same}. Otherwise, use` : smaller ? 'Otherwise, use' : 'Use';
  return `${what}${smaller} ${rest} a larger input, or fewer layers before it that shrink it.`;
}

/** Why a layer does not take its input for its number of dimensions, and what would fit; null where that is not the reason. */
export function explainRank(link: Link): string | null {
  const { layer, input } = link;
  const wanted = takenRank(layer, input.length);
  if (wanted === null || wanted === input.length) return null;
  const needs = `${layer.className} needs an input with ${wanted} dimensions, ${meaning(layer, wanted)}, but gets ${shown(input)}${from(link)}.`;
  return `${needs} ${rankAdvice(link, wanted)}`;
}

function rankAdvice({ layer, input, previous, isPython }: Link, wanted: number): string {
  const { allSteps, flatten, reshape, inputShape } = words(isPython);
  const before = previous && isRecurrent(previous.layer.className) ? previous : null;
  if (before && !putsOutSequences(before.layer) && input.length === wanted - 1) {
    return `Give ${placed(before)} ${allSteps}, so that it outputs every step and not only the last.`;
  }
  if (before && putsOutSequences(before.layer) && wanted === 2) {
    return `Remove ${allSteps} from ${placed(before)}, so that it outputs only the last step.`;
  }
  if (wanted === 2) return `Add a ${flatten} before it.`;
  if (previous?.layer.className === 'Flatten' && input.length < wanted) {
    return `Remove ${placed(previous)}, which turns each sample into one row, or move it after this layer.`;
  }
  if (input.length < wanted) {
    if (previous) return `Add a ${reshape} before it, or use a different layer than ${layer.className}.`;
    const example = input.length === wanted - 1 ? `, such as ${asArgument([...input.slice(1), 1], isPython)}` : '';
    return `Give it an ${inputShape} with ${wanted - 1} numbers${example}.`;
  }
  if (wanted === 3 && isRecurrent(layer.className)) {
    return `Add a ${isPython ? 'Reshape or TimeDistributed(Flatten())' : reshape} before it that turns the input into steps.`;
  }
  return `Use a layer for ${input.length} dimensions, or reshape its input.`;
}

function meaning({ className }: ShapedLayer, rank: number): string {
  const own = SAMPLE_AXES[sampleKind(className)];
  const kinds = ['features', 'steps', 'image', 'volume'] as const;
  const axes =
    own.length === rank - 1
      ? own
      : SAMPLE_AXES[kinds.find((kind) => SAMPLE_AXES[kind].length === rank - 1) ?? 'features'];
  return axes.length === rank - 1 ? `[${['batch', ...axes].join(', ')}]` : 'the batch first';
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
  const what = `Reshape turns each sample into ${asArgument(targetShape, link.isPython)}, which takes ${count} numbers, but gets ${given} (${shown(input)})${from(link)}.`;
  const other = previous?.layer.className === 'Dense' && !isOpen ? `, or give ${placed(previous)} ${wanted} units` : '';
  return `${what} Give it sizes that multiply to ${given}${other}.`;
}

/** Why a layer cannot make its weights: how many numbers come in is left open. */
function explainOpenSize(link: Link): string | null {
  const { layer, input, previous, isPython } = link;
  if (!hasKernel(layer) || inputSize(layer, input) !== null) return null;
  const { none, inputShape } = words(isPython);
  const pooled =
    previous?.layer.className === 'Flatten' ? `, or use global pooling instead of ${placed(previous)}` : '';
  const what = `${layer.className} must know the size of its input, and ${shown(input)}${from(link)} leaves it open.`;
  return `${what} Use a number instead of ${none} in the first layer's ${inputShape}${pooled}.`;
}

/** Whether it multiplies what comes in by weights. */
function hasKernel({ className }: ShapedLayer): boolean {
  return /\b(?:kernel|depthwise)\b/.test(findLayer(className)?.weights ?? '');
}

function from({ previous }: Link): string {
  return previous ? ` from ${placed(previous)}` : '';
}

function placed({ layer, line }: NonNullable<Link['previous']>): string {
  return `the ${layer.className} before it${line === null ? '' : ` (line ${line})`}`;
}
