import { formatCount, formatNumber } from '../../../protocol/numberText.js';
import { shuffleBeforeSplit } from '../../source/remedies/shuffledData.js';
import type { FitFigures } from '../fitFigures.js';
import type { RunRule } from '../runRule.js';
import { BY_CHANCE, mayShuffle, WHY_NOT_SHUFFLED } from '../unlikeTraining.js';

/** The validation data lack classes that the others have, as the end of data that are sorted by class does. */
export const validationClasses: RunRule = {
  id: 'validation-classes',
  find(fit, { learned }) {
    const held = heldClasses(fit);
    if (!held || fit.isRandom || !(held.chance < BY_CHANCE)) return [];
    const { samples, kept, all, chance, onlyLabel } = held;
    const isOne = kept === 1;
    const what = isOne
      ? `The validation data contain only one class: all ${formatCount(samples)} samples are of class ${onlyLabel}, one of ${all} classes`
      : `The validation data lack classes: their ${formatCount(samples)} samples cover ${kept} of the ${all} classes`;
    return [
      {
        rule: validationClasses.id,
        category: 'data',
        severity: learned === 'much' ? 'hint' : 'warning',
        message: `${what} (a random draw would do so with a probability of ${formatNumber(chance, 1)}; no coincidence below ${BY_CHANCE}).`,
        why: 'val_loss and val_accuracy say nothing about the missing classes, and the net hardly learns those that only the validation data have.',
        help: mayShuffle(fit)
          ? 'Shuffle the samples before they are split, or split each class alike (stratified).'
          : 'Keep a part for validation in which each class occurs, and leave its samples in their order: shuffled, windows of one series overlap with those kept apart.',
        layer: null,
        since: null,
        evidence: { samples, classes: kept, allClasses: all, chance, threshold: BY_CHANCE },
      },
    ];
  },
  isFixable: (_, fit) => mayShuffle(fit),
  fixes: (_, { model }) => shuffleBeforeSplit(model),
  lesson({ evidence: { samples = Number.NaN, classes = Number.NaN, allClasses = Number.NaN } }, fit) {
    const help = mayShuffle(fit)
      ? 'Shuffle inputs and targets in the same order before they are split, and each class gets its share of both parts.'
      : `${WHY_NOT_SHUFFLED} Keep a stretch for validation that has all classes.`;
    return [
      'Validation data are samples that are kept apart and that the net never learns from. They stand for all the samples that it will ever meet, so they have to be a fair draw of them. A validation split takes the last samples as they are, before any shuffling: where the data are sorted by class, those are the last classes, and the net is asked for just what it was taught least of.',
      `Here ${formatCount(samples)} samples are kept for validation, and they cover ${classes} of the ${allClasses} classes. How the net does on them says nothing about the other ${allClasses - classes}. ${help}`,
    ];
  },
};

interface Held {
  readonly samples: number;
  /** Classes among them, and among all samples. */
  readonly kept: number;
  readonly all: number;
  /** That as many samples, drawn by chance, are of no other classes. */
  readonly chance: number;
  /** Of the most frequent one. */
  readonly onlyLabel: number;
}

/** Null where there are no classes, or it is not known which. */
function heldClasses({ data }: Pick<FitFigures, 'data'>): Held | null {
  const { targets, validation } = data ?? {};
  const { labels: kept = [], classes: held = [], samples = 0 } = validation ?? {};
  const { labels: trained = [], classes = [] } = targets ?? {};
  const [onlyLabel] = kept;
  if (onlyLabel === undefined || trained.length === 0) return null;
  // Of a split the targets are all samples, else those that are trained on: what only the others have counts, too.
  const counts = new Map([...pairs(kept, held), ...pairs(trained, classes)]);
  if (counts.size < 2) return null;
  const sum = (labels: Iterable<number>) => [...labels].reduce((total, label) => total + (counts.get(label) ?? 0), 0);
  const chance = (sum(kept) / sum(counts.keys())) ** samples;
  return { samples, kept: kept.length, all: counts.size, chance, onlyLabel };
}

const pairs = (labels: readonly number[], counts: readonly number[]): (readonly [number, number])[] =>
  labels.map((label, index) => [label, counts[index] ?? 0]);
