import { formatNumber } from '../../../protocol/numberText.js';
import { dropBeforeOutput } from '../../source/remedies/changedLayers.js';
import { stopEarly } from '../../source/remedies/changedTraining.js';
import type { FitFigures } from '../fitFigures.js';
import { lowest, meanOf } from '../lossCurve.js';
import type { Progress } from '../progress.js';
import type { RunRule } from '../runRule.js';
import { givesTheSame } from '../sameForAll.js';

/** Share by which the validation loss has to be over its best, over so many epochs; SageMaker Debugger with more patience. */
const OVER_BEST = 0.1;
const EPOCHS = 3;
/** Share of the loss of guessing that it has to be over it, too: next to nothing is over next to nothing at once. */
const OVER_GUESSING = 0.03;
/** Share of it below which a rise is no more than a hint: of a net that is nearly always right, one hard sample is that much. */
const FAR_BELOW_GUESSING = 0.1;
/** By how much the validation's accuracy may be below its own best, where the loss alone rises: it is only more sure of its mistakes. */
const AS_RIGHT = 0.05;
/** And by how much it has to be above chance. */
const ABOVE_CHANCE = 0.1;

/** The validation loss rises while the training loss falls: the net learns the samples by heart. */
export const overFitting: RunRule = {
  id: 'over-fitting',
  find(fit, { validation: held, guess, accuracies }) {
    const best = lowest(held);
    const since = best && held.indexOf(best);
    if (!best || since === null || fit.isRandom || held.length - since <= EPOCHS) return [];
    // A loss of logits may move behind answers that are always the same.
    if (givesTheSame(fit)) return [];
    const recent = held.slice(-EPOCHS);
    const level = Math.min(...recent.map(({ value }) => value));
    const margin = Math.max(OVER_BEST * Math.abs(best.value), OVER_GUESSING * (guess.loss ?? 0));
    const at = fit.epochs.findIndex(({ step }) => step === best.step);
    if (level < best.value + margin || !trainingFalls(fit, at)) return [];
    const isAsRight = isStillAsRight(accuracies, guess.accuracy);
    const isStillGood = meanOf(recent) < FAR_BELOW_GUESSING * (guess.loss ?? 0);
    const epoch = (fit.epochs[at]?.epoch ?? at) + 1;
    return [
      {
        rule: overFitting.id,
        category: 'regularization',
        severity: isAsRight || isStillGood ? 'hint' : 'warning',
        message: `It over-fits since epoch ${epoch}: val_loss rose from ${formatNumber(best.value)} to ${formatNumber(meanOf(recent))} while loss went on falling (over-fitting from ${formatNumber(best.value + margin)} on, ${EPOCHS} epochs long).`,
        why: isAsRight
          ? 'It gets no more wrong answers, but is ever more sure of those that are wrong.'
          : isStillGood
            ? 'It does worse on samples that it has not seen, though its loss there is still less than a tenth of that of guessing.'
            : 'From there on it learns the training samples by heart, and does worse on others.',
        help: 'Stop early, add dropout or a regularizer, make the net smaller, or use more data.',
        layer: null,
        since: best.step,
        evidence: { best: best.value, epoch, last: meanOf(recent), threshold: best.value + margin },
      },
    ];
  },
  fixes: (_, { model }) => [...stopEarly(model), ...dropBeforeOutput(model)],
  lesson({ evidence: { best = Number.NaN, epoch = Number.NaN, last = Number.NaN } }, { epochs }) {
    const turned = epochs.find((each) => each.epoch === epoch - 1);
    const [then, now] = [turned?.logs.loss ?? Number.NaN, epochs.at(-1)?.logs.loss ?? Number.NaN];
    return [
      'A net can lower its loss in two ways: by finding what samples have in common, or by remembering each of them. Only the first one helps with samples that it has not seen. Validation data, which it never learns from, tell them apart: when their loss rises while that of the training data still falls, the net is remembering.',
      `In this run val_loss, the loss on validation data, was lowest in epoch ${epoch}, at ${formatNumber(best)}. Since then it has risen to ${formatNumber(last)}, while the loss on training data went from ${formatNumber(then)} to ${formatNumber(now)}. The weights of epoch ${epoch} were the best ones for new data.`,
    ];
  },
};

/** @param at index of the epoch from which on: not every epoch need be validated */
function trainingFalls({ epochs }: FitFigures, at: number): boolean {
  const losses = epochs.map(({ logs }) => logs.loss ?? Number.NaN);
  const then = losses[at] ?? Number.NaN;
  return Math.min(...losses.slice(-EPOCHS)) < then;
}

/** Validation that is hardly more often right than guessing is right by chance. */
function isStillAsRight({ validation }: Progress['accuracies'], chance: number | null): boolean {
  if (validation.length === 0) return false;
  const best = Math.max(...validation.map(({ value }) => value));
  const now = meanOf(validation.slice(-EPOCHS));
  return now >= best - AS_RIGHT && now > (chance ?? 0) + ABOVE_CHANCE;
}
