/** What a loss compares. */
export type LossKind = 'categorical' | 'binary' | 'squared' | 'absolute' | 'other';

const KINDS = {
  categoricalCrossentropy: 'categorical',
  sparseCategoricalCrossentropy: 'categorical',
  categoricalFocalCrossentropy: 'categorical',
  binaryCrossentropy: 'binary',
  binaryFocalCrossentropy: 'binary',
  meanSquaredError: 'squared',
  meanAbsoluteError: 'absolute',
  meanAbsolutePercentageError: 'other',
  meanSquaredLogarithmicError: 'other',
  kullbackLeiblerDivergence: 'other',
  hinge: 'other',
  squaredHinge: 'other',
  categoricalHinge: 'other',
  poisson: 'other',
  cosineProximity: 'other',
  huber: 'other',
  logcosh: 'other',
} as const satisfies Readonly<Record<string, LossKind>>;

/** As TensorFlow.js spells it. */
export type LossName = keyof typeof KINDS;

const OTHER_NAMES: Readonly<Record<string, LossName>> = {
  mse: 'meanSquaredError',
  mae: 'meanAbsoluteError',
  mape: 'meanAbsolutePercentageError',
  msle: 'meanSquaredLogarithmicError',
  kld: 'kullbackLeiblerDivergence',
  kldivergence: 'kullbackLeiblerDivergence',
  absolutedifference: 'meanAbsoluteError',
  logloss: 'binaryCrossentropy',
};
/** Functions that take what comes before a softmax or sigmoid, whatever they are given. */
const OF_LOGITS: Readonly<Record<string, LossName>> = {
  softmaxcrossentropy: 'categoricalCrossentropy',
  sigmoidcrossentropy: 'binaryCrossentropy',
  softmaxcrossentropywithlogits: 'categoricalCrossentropy',
  sigmoidcrossentropywithlogits: 'binaryCrossentropy',
  sparsesoftmaxcrossentropywithlogits: 'sparseCategoricalCrossentropy',
};
/** Losses for numbers. */
const OF_NUMBERS: ReadonlySet<LossName> = new Set<LossName>([
  'meanSquaredError',
  'meanAbsoluteError',
  'meanAbsolutePercentageError',
  'meanSquaredLogarithmicError',
  'huber',
  'logcosh',
]);

export interface KnownLoss {
  readonly name: LossName;
  readonly kind: LossKind;
  /** Weighs samples by how wrong they are, by settings that its name does not tell. */
  readonly isFocal: boolean;
  readonly isOfNumbers: boolean;
  readonly takesLogits: boolean;
}

const plain = (text: string): string => text.replaceAll(/[_\s]/g, '').toLowerCase();
const NAMES = new Map((Object.keys(KINDS) as LossName[]).map((name) => [plain(name), name]));

/**
 * A loss of Keras or tfjs by any of its names: `mse`, `mean_squared_error`, `MeanSquaredError`, `softmaxCrossEntropy`; null for another.
 * @param text without the path before it
 */
export function knownLoss(text: string): KnownLoss | null {
  const key = plain(text);
  const ofLogits = Object.hasOwn(OF_LOGITS, key) ? OF_LOGITS[key] : undefined;
  const name = ofLogits ?? (Object.hasOwn(OTHER_NAMES, key) ? OTHER_NAMES[key] : NAMES.get(key));
  if (!name) return null;
  return {
    name,
    kind: KINDS[name],
    isFocal: /Focal/.test(name),
    isOfNumbers: OF_NUMBERS.has(name),
    takesLogits: ofLogits !== undefined,
  };
}
