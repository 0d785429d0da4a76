import type { Layer } from '../tfjs/tfjs.js';
import { type Shape, windowOf } from './layerWindow.js';

/** A layer that is put on another one's output. */
export interface Link {
  readonly layer: Layer;
  /** With the batch. */
  readonly input: Shape;
  /** Null for a first layer. */
  readonly previous: { readonly layer: Layer; readonly line: number | null } | null;
  /** Whether the source spells arguments as Keras does. */
  readonly isPython: boolean;
}

/** Why a layer leaves nothing of its input, and what would fit. */
export function explainTooSmall({ layer, input, isPython }: Link): string {
  const name = layer.getClassName();
  if (name === 'RandomWidth') {
    return 'TensorFlow.js cannot train RandomWidth: it gives its output no width that the next layers could take. Leave it out.';
  }
  const window = windowOf(layer, input);
  if (!window) return `${name} leaves nothing of its input of shape ${shown(input)}. A larger input fits.`;
  const { kind, size, input: space } = window;
  const fitting = size.map((length, axis) => Math.min(length, space[axis] ?? length));
  const same = isPython ? "padding='same'" : "padding: 'same'";
  const smaller = fitting.every((length) => length > 0) ? ` A ${sized(kind, fitting)} fits, or ${same}.` : '';
  const what = `${name} puts a ${sized(kind, size)} on ${sized('input', space)} (in all ${shown(input)}), so that nothing is left.`;
  return `${what}${smaller} Else take a larger input, or fewer layers before it that make it smaller.`;
}

/** Why a layer does not take its input for its number of dimensions, and what would fit; null where that is not the reason. */
export function explainRank(link: Link): string | null {
  const { layer, input, previous } = link;
  const wanted = wantedRank(layer);
  if (wanted === null || wanted === input.length) return null;
  const from = previous ? ` from ${placed(previous)}` : '';
  const needs = `${layer.getClassName()} needs an input of ${wanted} dimensions, ${meaning(layer, wanted)}; it gets ${shown(input)}${from}.`;
  return `${needs} ${advice(link, wanted)}`;
}

function advice({ layer, input, previous, isPython }: Link, wanted: number): string {
  const name = layer.getClassName();
  const isLastStep = previous && isRecurrent(previous.layer) && !sequences(previous.layer);
  if (isLastStep && input.length === wanted - 1) {
    const all = isPython ? 'return_sequences=True' : 'returnSequences: true';
    return `Give ${placed(previous)} ${all}, so that it puts out every step and not the last one alone.`;
  }
  if (wanted === 2) return `Put a ${isPython ? 'Flatten()' : 'tf.layers.flatten()'} before it.`;
  if (input.length < wanted) {
    const reshape = isPython ? 'Reshape' : 'tf.layers.reshape';
    const first = isPython ? 'input_shape' : 'inputShape';
    return previous
      ? `Put a ${reshape} before it, or another layer than ${name}.`
      : `Give it an ${first} of ${wanted - 1} numbers.`;
  }
  if (wanted === 3 && isRecurrent(layer)) {
    return `Put a ${isPython ? 'Reshape or TimeDistributed(Flatten())' : 'tf.layers.reshape'} before it that makes steps of it.`;
  }
  return `Take a layer for ${input.length} dimensions, or reshape its input.`;
}

function wantedRank(layer: Layer): number | null {
  const { inputSpec, layer: inner } = layer as unknown as { inputSpec?: { ndim?: number }[] | null; layer?: Layer };
  if (layer.getClassName() === 'TimeDistributed') return inner ? (wantedRank(inner) ?? 2) + 1 : null;
  const ndim = inputSpec?.[0]?.ndim ?? null;
  return ndim ?? (isRecurrent(layer) ? 3 : null);
}

function meaning(layer: Layer, rank: number): string {
  if (/^ConvLSTM/.test(layer.getClassName())) return '[batch, steps, height, width, channels]';
  if (isRecurrent(layer)) return '[batch, steps, features]';
  const forms: Readonly<Record<number, string>> = {
    2: '[batch, features]',
    3: '[batch, steps, features]',
    4: '[batch, height, width, channels]',
    5: '[batch, depth, height, width, channels]',
  };
  return forms[rank] ?? 'the batch first';
}

function isRecurrent(layer: Layer): boolean {
  return /^(?:LSTM|GRU|SimpleRNN|RNN|Bidirectional)$/.test(layer.getClassName());
}

function sequences(layer: Layer): boolean {
  const { returnSequences, forwardLayer } = layer as unknown as { returnSequences?: boolean; forwardLayer?: Layer };
  return returnSequences ?? (forwardLayer ? sequences(forwardLayer) : false);
}

function placed({ layer, line }: NonNullable<Link['previous']>): string {
  return `the ${layer.getClassName()} before it${line === null ? '' : ` (line ${line})`}`;
}

function shown(shape: Shape): string {
  return `[${shape.map((size) => size ?? 'batch').join(', ')}]`;
}

/** `5x5 kernel`; along one axis, `kernel of 5`. */
function sized(thing: 'kernel' | 'pool' | 'input', lengths: Shape): string {
  const [first, ...others] = lengths.map((length) => length ?? '?');
  const article = thing === 'input' ? (others.length > 0 ? 'a ' : 'an ') : '';
  return others.length > 0 ? `${article}${[first, ...others].join('x')} ${thing}` : `${article}${thing} of ${first}`;
}
