/** Sentences on numbers that broke, from what was measured of the batch; each is the end of one that says when. */

/** Values above which a number is no result of learning any more. */
const EXPLODED = 1e8;

/** An operation, and the file and line of it in a person's code: `net.js:12`. */
export interface BrokenOperation {
  /** Such as `Log of a number below 0`. */
  readonly words: string;
  readonly where: string;
}

/** What broke first. @param lossKnown whether the loss was measured at all */
export function whatBroke({ loss, lossKnown }: { readonly loss: number; readonly lossKnown: boolean }): string {
  if (lossKnown && Number.isNaN(loss)) return 'The loss became NaN';
  return Number.isFinite(loss) || !lossKnown
    ? 'A gradient or weight became NaN or infinite'
    : 'The loss became infinite';
}

/** @param have what has them: `the inputs have` */
export function badData(
  have: string,
  { first, count, samples }: { readonly first: number; readonly count: number; readonly samples: number },
  of: string,
): string {
  return `: ${have} NaN or infinite values at sample ${first} (counted from 0; ${count} of ${samples} ${of}). Remove those samples, or fill in the values.`;
}

/** A tensor that the loss uses, and that was broken before. @param where `net.js:12`; null where that is not known */
export function badTensor(
  shape: readonly number[],
  where: string | null,
  rows: { readonly first: number; readonly count: number; readonly samples: number } | null,
): string {
  const use = where === null ? ', which the loss uses,' : `, which ${where} uses,`;
  const which = rows ? ` at row ${rows.first} (counted from 0; ${rows.count} of ${rows.samples} rows)` : '';
  return `: a tensor of [${shape.join(', ')}]${use} already has NaN or infinite values${which}. Remove those samples, or fill in the values.`;
}

/** A layer whose output is the first that broke. @param layer `layer 3 (Dense, relu)`, here and below @param largest its largest weight, without its sign */
export function brokenLayer(layer: string, operation: BrokenOperation | null, largest: number): string {
  if (operation) {
    return `, first in ${layer}: its input is finite, but ${operation.words} in its code (${operation.where}) gave NaN or infinity.`;
  }
  const grown = largest > EXPLODED ? `, whose weights have grown to ${largest.toExponential(1)}` : '';
  return `, first in ${layer}${grown}. A smaller learning rate or normalized data often helps.`;
}

/** @param broke the operation; null where it is not known */
export function brokenLoss(broke: string | null): string {
  const what = broke === null ? 'it gives' : `${broke} gives`;
  return `: all layers' outputs are finite, but in your own loss, ${what} NaN or infinity. Keep its input away from 0 by adding a small number, as in tf.log(p.add(1e-7)).`;
}

/** Whether outputs have grown past what can be learned from. */
export const exploded = (largest: number): boolean => largest > EXPLODED;

/** @param outputs the largest, without its sign */
export function explosion(outputs: number, targets: number | null): string {
  if (targets !== null && targets > outputs && exploded(targets)) {
    return `: all layers' outputs are finite, but the targets are as large as ${targets.toExponential(1)}, so the loss is too large a number. Scale the targets to about 1.`;
  }
  const beside = targets === null ? '' : ` (targets: ${targets.toExponential(1)})`;
  const sizes = `the outputs have grown to ${outputs.toExponential(1)}${beside}`;
  return `: all layers' outputs are finite, but ${sizes}, so the loss is too large a number. Training explodes: scale inputs and targets to about 1, or use a smaller learning rate.`;
}

export function infiniteSlope(where: string, operation: string): string {
  return `: all layers' outputs and the loss are finite, but the gradients are not: in ${where}, ${operation} is taken at 0, where its slope is infinite. Add a small number to its input, such as 1e-7.`;
}

export const BROKEN_GRADIENT_OF_LOSS = `: all layers' outputs and the loss are finite, but the gradient of your own loss is not: look for divisions, logarithms, and square roots at 0.`;

/** Of a step written by hand whose layers cannot be computed one by one. */
export const BROKEN_GRADIENTS = `: the loss is finite, but its gradients are not: look for divisions, logarithms, and square roots at 0 in it.`;

/** Of a step written by hand that cannot be computed again. @param layer the first whose weights broke; null where that is not known */
export function brokenOwnLoop(layer: string | null): string {
  const first = layer === null ? '' : `, first seen in the weights of ${layer}`;
  return `${first}. In a training loop of your own, check its data, and logarithms, divisions, and square roots in its loss; a smaller learning rate may also help.`;
}

export const brokenUpdate = (layer: string): string =>
  `: the update made the weights of ${layer} NaN or infinite. A smaller learning rate or normalized data often helps.`;

export const brokenBackwards = (layer: string): string =>
  `: all layers' outputs and the loss are finite, but the gradients are not, from ${layer} backward.`;
