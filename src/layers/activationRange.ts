/** Least and greatest output of an activation. */
export type Range = readonly [low: number, high: number];

/** What an activation can put out, of those that cannot put out every number; by their names in TensorFlow.js. */
export const ACTIVATION_RANGES: ReadonlyMap<string, Range> = new Map<string, Range>([
  ['sigmoid', [0, 1]],
  ['hardSigmoid', [0, 1]],
  ['softmax', [0, 1]],
  ['tanh', [-1, 1]],
  ['softsign', [-1, 1]],
  ['relu', [0, Number.POSITIVE_INFINITY]],
  ['relu6', [0, 6]],
  ['softplus', [0, Number.POSITIVE_INFINITY]],
]);

/** `0 to 1`, `0 or more`. */
export const rangeText = ([low, high]: Range): string =>
  Number.isFinite(high) ? `${low} to ${high}` : `${low} or more`;
