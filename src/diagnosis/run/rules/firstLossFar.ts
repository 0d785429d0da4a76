import { formatNumber, formatTimes } from '../../../protocol/numberText.js';
import { guessText } from '../guessing.js';
import type { RunRule } from '../runRule.js';

/** Times what guessing gives: start weights that are sure of wrong answers. */
const FAR = 5;

/** The first loss is far from what guessing gives: weights or inputs are too large; TheDeepChecker. */
export const firstLossFar: RunRule = {
  id: 'first-loss',
  find(fit, { learned, first, guess }) {
    if (fit.isRandom || guess.loss === null || guess.loss <= 0 || learned === 'unknown' || learned === 'much')
      return [];
    const ratio = first / guess.loss;
    if (!(ratio > FAR)) return [];
    return [
      {
        rule: firstLossFar.id,
        category: 'initialization',
        severity: 'hint',
        message: `The first loss is ${formatNumber(first)}, ${formatTimes(ratio)} times what guessing gives (${formatNumber(guess.loss)}; far above ${FAR} times).`,
        why: 'The net begins sure of wrong answers, and has to unlearn them first.',
        help: 'Scale the inputs and targets, and use the default initializers.',
        layer: null,
        since: null,
        evidence: { first, guessing: guess.loss, ratio, threshold: FAR },
      },
    ];
  },
  lesson({ evidence: { first = Number.NaN, guessing = Number.NaN, ratio = Number.NaN } }, _, { guess }) {
    return [
      'Before training a net knows nothing, so its loss should be about that of guessing: of the one answer that is best if it has to be the same for all samples. A first loss far above it means that the net begins with strong opinions that are wrong. Usually the weights, the inputs, or the targets are too large.',
      `Guessing costs ${guessText(guess)}, and the first batch cost ${formatNumber(first)}, ${formatTimes(ratio)} times as much. The first steps go into taking that back: only below ${formatNumber(guessing)} has the net learned anything from its inputs.`,
    ];
  },
};
