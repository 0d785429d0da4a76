import { knownLoss } from '../../diagnosis/losses.js';
import type { FitSummary } from '../../protocol/fit.js';
import { sizeOf } from '../../protocol/fitSamples.js';

/** Outputs that are told one by one; more than that are numbers that belong together, as an image's pixels do. */
const MOST_OUTPUTS = 16;

/** What a model's outputs mean. */
export type OutputReading =
  /** One of `count` classes for each of `places` of a sample. */
  | { readonly kind: 'classes'; readonly count: number; readonly places: number; readonly isOneHot: boolean }
  /** Yes or no for each of `count` outputs: yes from `threshold` on. */
  | { readonly kind: 'binary'; readonly count: number; readonly threshold: number }
  /** `count` numbers, each for itself or all together. */
  | { readonly kind: 'numbers'; readonly count: number; readonly areAlike: boolean };

/** Reads loss, last activation, and the numbers themselves; null where targets and outputs are not of one kind. */
export function readOutputs(
  { loss, layers, samples }: Pick<FitSummary, 'loss' | 'layers' | 'samples'>,
  targets: Float32Array,
): OutputReading | null {
  if (!samples) return null;
  const width = sizeOf(samples.output);
  const classes = samples.output.at(-1) ?? 1;
  const places = width / Math.max(1, classes);
  const activation = layers.at(-1)?.activation ?? null;
  const { kind = 'other', takesLogits = false } = knownLoss(loss) ?? {};
  const isSparse = samples.target === places && classes > 1;
  if (isSparse && kind === 'categorical') return { kind: 'classes', count: classes, places, isOneHot: false };
  if (samples.target !== width) return null;
  const isOneHot = classes > 1 && areOneHot(targets, classes);
  if (isOneHot && (kind !== 'binary' || activation === 'softmax')) {
    return { kind: 'classes', count: classes, places, isOneHot };
  }
  const isYesOrNo = targets.every((value) => value === 0 || value === 1) && targets.length > 0;
  if (width <= MOST_OUTPUTS && isYesOrNo && (kind === 'binary' || isBounded(activation))) {
    return { kind: 'binary', count: width, threshold: takesLogits ? 0 : 0.5 };
  }
  return { kind: 'numbers', count: width, areAlike: width > MOST_OUTPUTS };
}

const isBounded = (activation: string | null): boolean => /sigmoid|softmax/i.test(activation ?? '');

function areOneHot(targets: Float32Array, classes: number): boolean {
  for (let from = 0; from < targets.length; from += classes) {
    let ones = 0;
    for (let at = from; at < from + classes; at++) {
      const value = targets[at];
      if (value !== 0 && value !== 1) return false;
      ones += value;
    }
    if (ones !== 1) return false;
  }
  return targets.length > 0;
}
