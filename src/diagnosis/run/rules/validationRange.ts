import { formatNumber, formatShare } from '../../../protocol/numberText.js';
import { shuffleBeforeSplit } from '../../source/remedies/shuffledData.js';
import { heldOutside } from '../heldOutside.js';
import type { RunRule } from '../runRule.js';
import { mayShuffle, WHY_NOT_SHUFFLED, worseLoss } from '../unlikeTraining.js';

/** Validation samples are beyond what the net is trained on, as the end of sorted rows, or of a series that grows, is. */
export const validationRange: RunRule = {
  id: 'validation-range',
  find(fit, reached) {
    const [held, loss] = [heldOutside(fit), worseLoss(reached)];
    if (!held || loss === null) return [];
    const { what, share, threshold } = held;
    const { learned, last } = reached;
    return [
      {
        rule: validationRange.id,
        category: 'data',
        severity: learned === 'much' ? 'hint' : 'warning',
        message: `${formatShare(share)} of the validation samples have ${what} outside the range of the training samples (more than chance from ${formatShare(threshold)} on).`,
        why: `Nothing tells the net how things go on there: val_loss ${formatNumber(loss)} beside a loss of ${formatNumber(last)} is no sign of over-fitting.`,
        help: mayShuffle(fit)
          ? 'Shuffle rows that are sorted before they are split. Of a series that grows, predict changes in place of values.'
          : 'Predict changes in place of values, or give the net inputs that stay in range. Leave the split in time: shuffled, windows of one series overlap with those kept apart.',
        layer: null,
        since: null,
        evidence: { share, threshold, valLoss: loss, loss: last },
      },
    ];
  },
  isFixable: (_, fit) => mayShuffle(fit),
  fixes: (_, { model }) => shuffleBeforeSplit(model),
  lesson({ evidence: { share = Number.NaN, valLoss = Number.NaN, loss = Number.NaN } }, fit) {
    const help = mayShuffle(fit)
      ? 'Where the order of the rows means nothing, shuffle inputs and targets alike before the split, and both parts have the same range. Where it is time, the net is asked about a future unlike the past: give it something that stays in range, as the change since the row before.'
      : `${WHY_NOT_SHUFFLED} It is asked about a future unlike the past: give it something that stays in range, as the change since the step before.`;
    return [
      'A net learns what lies between the samples that it is given. Beyond them nothing tells it how things go on: a relu goes straight ahead, a tanh stays where it is. Validation data, which it never learns from, stand for all samples that it will meet, so they have to be a fair draw of them. A validation split takes the last rows as they are, before any shuffling: where rows are sorted, or are a series that grows, those are just the ones beyond.',
      `Here ${formatShare(share)} of the validation samples are beyond what the net is trained on. The loss is ${formatNumber(loss)} on its own samples and ${formatNumber(valLoss)} on those. ${help}`,
    ];
  },
};
