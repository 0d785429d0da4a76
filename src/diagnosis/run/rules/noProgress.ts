import { formatNumber } from '../../../protocol/numberText.js';
import type { RunRule } from '../runRule.js';

/** Nothing was learned: the loss is that of guessing, or never fell. What caused it is for the other rules. */
export const noProgress: RunRule = {
  id: 'no-progress',
  find(fit, { learned, guess, last, first, accuracy }) {
    if (learned !== 'nothing' || fit.isRandom) return [];
    const right = accuracy && guess.accuracy !== null;
    const beside =
      guess.loss === null ? `${formatNumber(first)} at first` : `guessing gives ${formatNumber(guess.loss)}`;
    const chance = right
      ? ` Its ${accuracy.name} of ${formatNumber(accuracy.value, 2)} is chance (${formatNumber(guess.accuracy, 2)}).`
      : '';
    return [
      {
        rule: noProgress.id,
        category: 'learning-rate',
        severity: 'error',
        message: `It learns nothing: the loss is ${formatNumber(last)}, ${beside}.${chance}`,
        why: 'Its answers do not depend on the inputs in any useful way.',
        help: 'Check that inputs and targets belong together and are scaled, then try another learning rate.',
        layer: null,
        since: null,
        evidence: {
          loss: last,
          firstLoss: first,
          ...(guess.loss === null ? {} : { guessing: guess.loss }),
          ...(right ? { accuracy: accuracy.value, chance: guess.accuracy } : {}),
        },
      },
    ];
  },
};
