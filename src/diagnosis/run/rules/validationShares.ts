import { formatNumber, formatShare } from '../../../protocol/numberText.js';
import { shuffleBeforeSplit } from '../../source/remedies/shuffledData.js';
import { difference, heldShare } from '../heldShares.js';
import type { RunRule } from '../runRule.js';
import { BY_CHANCE, worseLoss } from '../unlikeTraining.js';

/** Difference between a class's shares from which on it is told, and from which on it is no small part of what the validation costs. */
const DIFFERS = 0.1;
const DIFFERS_MUCH = 0.3;

/** A validation split has a class far more often, or more seldom, than what is trained on, as the end of rows that are nearly sorted has. */
export const validationShares: RunRule = {
  id: 'validation-shares',
  find(fit, reached) {
    const [held, loss] = [heldShare(fit), worseLoss(reached)];
    if (!held || loss === null || difference(held) < DIFFERS) return [];
    const { label, share, trainedShare, chance } = held;
    const { learned, last } = reached;
    const isMuch = difference(held) >= DIFFERS_MUCH && learned !== 'much';
    return [
      {
        rule: validationShares.id,
        category: 'data',
        severity: isMuch ? 'warning' : 'hint',
        message: `${formatShare(share)} of the validation samples are of class ${label}, and ${formatShare(trainedShare)} of the training samples (a random draw would differ so with a probability of ${formatNumber(chance, 1)}; no coincidence below ${BY_CHANCE}).`,
        why: `The net learns how frequent each class is, too: val_loss ${formatNumber(loss)} beside a loss of ${formatNumber(last)} is partly that.`,
        help: 'Where the order of the rows means nothing, shuffle them before they are split.',
        layer: null,
        since: null,
        evidence: { label, share, trainedShare, chance, threshold: BY_CHANCE, valLoss: loss, loss: last },
      },
    ];
  },
  fixes: (_, { model }) => shuffleBeforeSplit(model),
  lesson({ evidence: { label = Number.NaN, share = Number.NaN, trainedShare = Number.NaN, valLoss = Number.NaN } }) {
    return [
      'Validation data are samples that are kept apart and that the net never learns from. They stand for all the samples that it will ever meet, so validation data have to be a fair draw of those. A validation split takes the last samples as they are, before any shuffling. Where rows are sorted, or come from one source after another, the last ones are a mixture of their own, and figures on them are those of another task.',
      `Here class ${label} is ${formatShare(trainedShare)} of what the net is trained on, and ${formatShare(share)} of what it is validated on. Where it is in doubt, it names what was frequent so far, which costs it there: val_loss is ${formatNumber(valLoss)}. Shuffle inputs and targets in the same order before they are split, and each class gets its share of both parts. Where the order is time, leave it: then classes do change, and these figures say how well the net will do.`,
    ];
  },
};
