/** What a loss compares, whatever it is called in tfjs or Keras. */
export type LossKind = 'categorical' | 'binary' | 'squared' | 'absolute' | 'other';

const KINDS: readonly (readonly [RegExp, LossKind])[] = [
  [/^(sparse)?categorical(focal)?crossentropy$/, 'categorical'],
  [/^(binary(focal)?crossentropy|sigmoidcrossentropy)$/, 'binary'],
  [/^softmaxcrossentropy$/, 'categorical'],
  [/^(mse|meansquarederror)$/, 'squared'],
  [/^(mae|meanabsoluteerror|absolutedifference)$/, 'absolute'],
];

/** @param loss as in `FitSummary.loss` */
export function lossKind(loss: string): LossKind {
  const plain = loss.replaceAll(/[_\s]/g, '').toLowerCase();
  return KINDS.find(([pattern]) => pattern.test(plain))?.[1] ?? 'other';
}
