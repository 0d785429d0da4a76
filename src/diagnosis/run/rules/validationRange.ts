import { formatNumber, formatShare } from '../../../protocol/numberText.js';
import { shuffleBeforeSplit } from '../../source/remedies/shuffledData.js';
import { heldOutside } from '../heldOutside.js';
import { meanOf } from '../lossCurve.js';
import type { RunRule } from '../runRule.js';

/** Times the training loss from which on the validation's is so much worse that it matters. */
const WORSE = 1.5;
/** Epochs of which the mean is told. */
const RECENT = 2;

/** Validation samples are beyond what the net is trained on, as the end of sorted rows, or of a series that grows, is. */
export const validationRange: RunRule = {
  id: 'validation-range',
  find(fit, { learned, last, validation }) {
    const held = heldOutside(fit);
    if (!held || learned === 'unknown' || validation.length === 0) return [];
    const { what, share, threshold } = held;
    const loss = meanOf(validation.slice(-RECENT));
    if (!(loss > WORSE * last)) return [];
    return [
      {
        rule: validationRange.id,
        category: 'data',
        severity: learned === 'much' ? 'hint' : 'warning',
        message: `${formatShare(share)} of the validation samples have ${what} outside the range of the training samples (more than chance from ${formatShare(threshold)} on).`,
        why: `Nothing tells the net how things go on there: val_loss ${formatNumber(loss)} beside a loss of ${formatNumber(last)} is no sign of over-fitting.`,
        help: 'Shuffle rows that are sorted before they are split. Of a series that grows, predict changes in place of values.',
        layer: null,
        since: null,
        evidence: { share, threshold, valLoss: loss, loss: last },
      },
    ];
  },
  fixes: (_, { model }) => shuffleBeforeSplit(model),
  lesson({ evidence: { share = Number.NaN, valLoss = Number.NaN, loss = Number.NaN } }) {
    return [
      'A net learns what lies between the samples that it is given. Beyond them nothing tells it how things go on: a relu goes straight ahead, a tanh stays where it is. Validation data, which it never learns from, stand for all samples that it will meet, so they have to be a fair draw of them. A validation split takes the last rows as they are, before any shuffling: where rows are sorted, or are a series that grows, those are just the ones beyond.',
      `Here ${formatShare(share)} of the validation samples are beyond what the net is trained on. The loss is ${formatNumber(loss)} on its own samples and ${formatNumber(valLoss)} on those. Where the order of the rows means nothing, shuffle inputs and targets alike before the split, and both parts have the same range. Where it is time, the net is asked about a future unlike the past: give it something that stays in range, as the change since the row before.`,
    ];
  },
};
