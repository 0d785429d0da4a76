import type { DataEvidence } from '../../protocol/dataEvidence.js';
import { formatNumber } from '../../protocol/numberText.js';
import { knownLoss } from '../losses.js';
import type { FitFigures } from './fitFigures.js';

/** What a net reaches that ignores its inputs. */
export interface Guessing {
  /** Null where the loss is not known well enough. */
  readonly loss: number | null;
  /** Accuracy; null where no classes are told apart. */
  readonly accuracy: number | null;
  /** The same two on the validation, whose classes may have other shares; where these are not known, as above. */
  readonly heldAccuracy: number | null;
  /** Null also where a variance or mean distance of the validation is not known, or weights of classes count in training alone. */
  readonly heldLoss: number | null;
  /** From the targets themselves; else from the number of classes, which is a bound only. */
  readonly isMeasured: boolean;
}

/**
 * The loss of the best constant answer: the entropy of the classes' shares (ln C where they are alike), with their weights, the variance of numbers for a squared
 * error, the mean distance from the median for an absolute one, and the least of all for one in percent; of a focal one it hangs on settings that are not recorded. Its accuracy is the share of the largest class.
 */
export function guessing(fit: Pick<FitFigures, 'summary' | 'data'>): Guessing {
  const own = guessingOfTargets(fit);
  const held = own.accuracy === null ? null : largestShare(fit.data?.validation?.classes ?? []);
  return { ...own, heldAccuracy: held ?? own.accuracy, heldLoss: lossOfHeld(fit, own) };
}

type OwnGuessing = Omit<Guessing, 'heldAccuracy' | 'heldLoss'>;

function lossOfHeld(
  { summary, data }: Pick<FitFigures, 'summary' | 'data'>,
  { loss, isMeasured }: OwnGuessing,
): number | null {
  const kind = knownLoss(summary.loss)?.kind;
  if (kind === 'squared') return data?.validation?.variance ?? null;
  if (kind === 'absolute') return data?.validation?.deviation ?? null;
  if (loss === null || !isMeasured || summary.setup?.classWeights) return null;
  const isOfShares = kind === 'categorical' || kind === 'binary';
  return (isOfShares ? crossentropy(data?.targets ?? {}, data?.validation ?? {}) : null) ?? loss;
}

/** A share below it is taken for it, as Keras and tfjs clip what a net says. */
const LEAST_SHARE = 1e-7;

type Classes = Partial<Pick<NonNullable<DataEvidence['validation']>, 'classes' | 'labels'>>;

/** What the shares of these classes cost as the answer to all samples of others, in nats a sample; null where either are not known by their labels. */
function crossentropy({ classes = [], labels = [] }: Classes, held: Classes): number | null {
  const { classes: counts = [], labels: names = [] } = held;
  const areNamed =
    counts.length > 0 && counts.length === names.length && classes.length > 0 && classes.length === labels.length;
  if (!areNamed) return null;
  const shareOf = new Map(labels.map((label, index) => [label, (classes[index] ?? 0) / total(classes)]));
  const nats = counts.map(
    (count, index) => -count * Math.log(Math.max(LEAST_SHARE, shareOf.get(names[index] ?? Number.NaN) ?? 0)),
  );
  return total(nats) / total(counts);
}

function guessingOfTargets({ summary, data }: Pick<FitFigures, 'summary' | 'data'>): OwnGuessing {
  const targets = data?.targets;
  const { name, kind = 'other', isFocal = false } = knownLoss(summary.loss) ?? {};
  if (name === 'meanAbsolutePercentageError') return inPercent(targets);
  if (kind === 'squared' || kind === 'absolute') {
    const loss = targets ? (kind === 'squared' ? targets.variance : targets.deviation) : null;
    return { loss, accuracy: targets ? largestShare(targets.classes) : null, isMeasured: targets !== undefined };
  }
  if (kind === 'other') return { loss: null, accuracy: null, isMeasured: false };
  const classes = targets?.classes ?? [];
  if (classes.length > 0) {
    const weights = summary.setup?.classWeights;
    const weightOf = (index: number) => weights?.[targets?.labels?.[index] ?? Number.NaN] ?? 1;
    const loss = isFocal ? null : entropy(classes, weightOf);
    return { loss, accuracy: largestShare(classes), isMeasured: true };
  }
  if (targets) return { loss: null, accuracy: null, isMeasured: true };
  const units = summary.layers.at(-1)?.outputShape.at(-1) ?? 1;
  const count = kind === 'binary' ? 2 : Math.max(2, units);
  return { loss: isFocal ? null : Math.log(count), accuracy: 1 / count, isMeasured: false };
}

/** What Keras and tfjs divide by where a target is nearer to 0. */
const LEAST_TARGET = 1e-7;

/** What 0 as the answer to all costs at most, in percent. */
const ALL_OF_IT = 100;

/** The least mean distance of one answer from targets, in percent of each: where there are few values of them that of one of these. */
function inPercent(targets: DataEvidence['targets'] | undefined): OwnGuessing {
  const { classes: counts = [], labels: values = [] } = targets ?? {};
  const costs = values.map((answer) =>
    counts.reduce((sum, count, index) => {
      const target = values[index] ?? Number.NaN;
      return sum + (count * 100 * Math.abs(target - answer)) / Math.max(Math.abs(target), LEAST_TARGET);
    }, 0),
  );
  const isKnown = costs.length > 0 && costs.length === counts.length;
  return { loss: isKnown ? Math.min(...costs) / total(counts) : ALL_OF_IT, accuracy: null, isMeasured: isKnown };
}

/** What guessing costs, in a sentence: `1.10 on this data`; null where it is not known. */
export function guessText({ loss, isMeasured }: OwnGuessing): string | null {
  if (loss === null) return null;
  return isMeasured ? `${formatNumber(loss)} on this data` : `${formatNumber(loss)} at most`;
}

/** In nats a sample. @param weightOf what each sample of a class counts for; the best constant answer is of what they count for together */
function entropy(counts: readonly number[], weightOf: (index: number) => number): number {
  const weighed = counts.map((count, index) => count * weightOf(index));
  const all = total(weighed);
  const sum = weighed.reduce((nats, count) => (count > 0 ? nats - count * Math.log(count / all) : nats), 0);
  return sum / total(counts);
}

const largestShare = (counts: readonly number[]): number | null =>
  counts.length > 0 ? Math.max(...counts) / total(counts) : null;

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
