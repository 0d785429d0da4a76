import { formatNumber, formatTimes } from '../../../protocol/numberText.js';
import { clipGradient, LOWER, scaleLearningRate } from '../../source/remedies/changedOptimizer.js';
import { guessText } from '../guessing.js';
import { isWarm } from '../progress.js';
import type { RunRule } from '../runRule.js';

/** Times what it was at first, and times what guessing gives, from which on a loss has run away. */
const TIMES_FIRST = 2;
const TIMES_GUESSING = 1.5;

/** The loss has risen far above where it began. */
export const divergence: RunRule = {
  id: 'divergence',
  wantsFall: true,
  find(fit, { curve, first, last, guess }) {
    if (!isWarm(fit) || fit.isRandom || !(first > 0) || curve.length < 3) return [];
    const threshold = Math.max(TIMES_FIRST * first, TIMES_GUESSING * (guess.loss ?? 0));
    if (!(last > threshold)) return [];
    return [
      {
        rule: divergence.id,
        category: 'learning-rate',
        severity: 'error',
        message: `The loss diverges: ${formatNumber(last)} now, ${formatNumber(first)} at first (diverging from ${formatNumber(threshold)} on).`,
        why: 'Updates overshoot, so the weights move away from any good place.',
        help: 'Lower the learning rate, scale the inputs and targets, or clip the gradient.',
        layer: null,
        since: curve.find(({ value }) => value > threshold)?.step ?? null,
        evidence: { first, last, threshold },
      },
    ];
  },
  fixes: (_, { model }) => [...scaleLearningRate(model, LOWER), ...clipGradient(model)],
  lesson({ evidence: { first = Number.NaN, last = Number.NaN } }, _, { guess }) {
    const known = guessText(guess);
    const beside = known === null ? '' : ` Giving the same answer to every sample costs ${known}.`;
    return [
      'The gradient tells each weight which way to move for a lower loss, and the learning rate how far. That advice only holds nearby: a step that is too long leaps over the valley and lands higher on its other side, where the slope is steeper and the next step longer still. Then the loss climbs instead of falling.',
      `The loss of this run began at ${formatNumber(first)} and is ${formatNumber(last)} by now, ${formatTimes(last / first)} times as much.${beside} The weights are worse than where they began, and more steps of this length take them further away.`,
    ];
  },
};
