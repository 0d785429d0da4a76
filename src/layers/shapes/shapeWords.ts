import type { Shape } from './shapedLayer.js';

/** How the source's language spells what a sentence advises. */
export function words(
  isPython: boolean,
): Readonly<Record<'same' | 'allSteps' | 'flatten' | 'reshape' | 'inputShape' | 'none', string>> {
  return isPython
    ? {
        same: "padding='same'",
        allSteps: 'return_sequences=True',
        flatten: 'Flatten()',
        reshape: 'Reshape',
        inputShape: 'input_shape',
        none: 'None',
      }
    : {
        same: "padding: 'same'",
        allSteps: 'returnSequences: true',
        flatten: 'tf.layers.flatten()',
        reshape: 'tf.layers.reshape',
        inputShape: 'inputShape',
        none: 'null',
      };
}

/** A shape with the batch, for people. */
export function shown(shape: Shape): string {
  return `[${shape.map((size, axis) => size ?? (axis === 0 ? 'batch' : 'any')).join(', ')}]`;
}

/** Sizes without the batch, as the source would write them. */
export function asArgument(sizes: Shape, isPython: boolean): string {
  const list = sizes.map((size) => size ?? words(isPython).none);
  return isPython ? `(${list.join(', ')}${list.length === 1 ? ',' : ''})` : `[${list.join(', ')}]`;
}

/** `5x5 kernel`; along one axis, `kernel of 5`. */
export function sized(thing: 'kernel' | 'pool' | 'input', lengths: Shape): string {
  const [first, ...others] = lengths.map((length) => length ?? '?');
  const article = thing === 'input' ? (others.length > 0 ? 'a ' : 'an ') : '';
  return others.length > 0 ? `${article}${[first, ...others].join('x')} ${thing}` : `${article}${thing} of ${first}`;
}
