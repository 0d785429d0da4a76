import { formatNumber, formatTimes } from '../../../protocol/numberText.js';
import { clipGradient, LOWER, scaleLearningRate } from '../../source/remedies/changedOptimizer.js';
import type { FitFigures } from '../fitFigures.js';
import { guessText } from '../guessing.js';
import { lastLevel, lossLevels, lowest } from '../lossCurve.js';
import { gain, isWarm, LUCKY, NOTHING, type Progress } from '../progress.js';
import type { RunFinding, RunRule } from '../runRule.js';

/** Times what it was at first, and times what guessing gives, from which on a loss has run away. */
const TIMES_FIRST = 2;
const TIMES_GUESSING = 1.5;
/** Share of the way from guessing to a loss of 0 from which on a net had learned. */
const LEARNED = 0.25;

/** The loss has risen far above where it began, or from where it had learned much back to guessing. */
export const divergence: RunRule = {
  id: 'divergence',
  wantsFall: true,
  find(fit, reached) {
    const { curve, first, last, guess } = reached;
    if (!isWarm(fit) || fit.isRandom || curve.length < 3) return [];
    const threshold = Math.max(TIMES_FIRST * first, TIMES_GUESSING * (guess.loss ?? 0));
    if (!(first > 0 && last > threshold)) return lost(fit, reached);
    return [
      {
        ...common,
        message: `The loss diverges: ${formatNumber(last)} now, ${formatNumber(first)} at first (diverging from ${formatNumber(threshold)} on).`,
        why: 'Updates overshoot, so the weights move away from any good place.',
        since: curve.find(({ value }) => value > threshold)?.step ?? null,
        evidence: { first, last, threshold },
      },
    ];
  },
  fixes: (_, { model }) => [...scaleLearningRate(model, LOWER), ...clipGradient(model)],
  lesson({ evidence: { first = Number.NaN, last = Number.NaN, best } }, _, { guess }) {
    const known = guessText(guess);
    const beside = known === null ? '' : ` Giving the same answer to every sample costs ${known}.`;
    const here =
      best === undefined
        ? `The loss of this run began at ${formatNumber(first)} and is ${formatNumber(last)} by now, ${formatTimes(last / first)} times as much.${beside} The weights are worse than where they began, and more steps of this length take them further away.`
        : `The loss of this run had come down to ${formatNumber(best)} and is ${formatNumber(last)} by now.${beside} One or a few steps took the weights to where nothing of the inputs gets through any more, and from there the gradient does not lead back.`;
    return [
      'The gradient tells each weight which way to move for a lower loss, and the learning rate how far. That advice only holds nearby: a step that is too long leaps over the valley and lands higher on its other side, where the slope is steeper and the next step longer still. Then the loss climbs instead of falling.',
      here,
    ];
  },
};

const common = {
  rule: 'divergence',
  category: 'learning-rate',
  severity: 'error',
  help: 'Lower the learning rate, scale the inputs and targets, or clip the gradient.',
  layer: null,
} as const;

/** What had learned and is back at guessing for an eighth of the run. */
function lost(fit: FitFigures, reached: Progress): RunFinding[] {
  const { guess, last, first } = reached;
  const levels = lossLevels(fit);
  const best = lowest(levels);
  if (guess.loss === null || !guess.isMeasured || best === null || levels.length < 3) return [];
  const threshold = guess.loss * (1 - NOTHING);
  const isBack = last >= threshold && lastLevel(levels) >= threshold && (gain(reached) ?? 0) < LUCKY;
  if (best.value > guess.loss * (1 - LEARNED) || !isBack) return [];
  return [
    {
      ...common,
      message: `It had learned and lost it again: the loss came down to ${formatNumber(best.value)} and is ${formatNumber(last)} now, guessing gives ${formatNumber(guess.loss)}.`,
      why: 'A step that was too long took the weights to where they no longer tell samples apart.',
      since: best.step,
      evidence: { first, best: best.value, last, threshold },
    },
  ];
}
