import { formatNumber } from '../../../protocol/numberText.js';
import { OVER_FITTED } from '../../overFitThresholds.js';
import { dropBeforeOutput } from '../../source/remedies/changedLayers.js';
import { stopEarly } from '../../source/remedies/changedTraining.js';
import type { FitFigures } from '../fitFigures.js';
import { type CurvePoint, epochCurve, lowest, meanOf, noiseOf, RECENT_EPOCHS } from '../lossCurve.js';
import type { Progress } from '../progress.js';
import type { RunRule } from '../runRule.js';
import { givesTheSame } from '../sameForAll.js';

/** And over what is luck: the lowest of so many epochs that are alike, within some deviations, and half a deviation more. */
const ALIKE = 3;
const OVER_LUCK = 0.5;
/** Epochs from which on their noise is told from a trend. */
const FEWEST_POINTS = 4;
/** Epochs since the best one that are looked at, and how many of them have to be over it by all of that. SageMaker's patience is 1, which is too eager. */
const WINDOW = 5;
const ENOUGH = 2;
/** With so many of them in a row the validation loss may be on its way down again. */
const IN_A_ROW = 3;
/** Share of the loss of guessing by which the training loss has to fall meanwhile, or of its own where it is next to nothing. */
const FALL = 0.02;
const OWN_FALL = 0.5;
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
    // A loss of logits may move behind answers that are always the same.
    if (!best || fit.isRandom || givesTheSame(fit)) return [];
    const at = fit.epochs.findIndex(({ step }) => step === best.step);
    const margin = Math.max(
      OVER_FITTED.overBest * Math.abs(best.value),
      OVER_FITTED.overGuessing * (guess.loss ?? 0),
      luckOf(held, held.indexOf(best)),
    );
    const over = overBest(held, best, margin);
    if (over.length < ENOUGH || !trainingFalls(fit, at, guess.loss)) return [];
    const recent = over.slice(-RECENT_EPOCHS);
    const isAsRight = isStillAsRight(accuracies, guess.heldAccuracy);
    const isStillGood = meanOf(recent) < FAR_BELOW_GUESSING * (guess.loss ?? 0);
    const epoch = (fit.epochs[at]?.epoch ?? at) + 1;
    return [
      {
        rule: overFitting.id,
        category: 'regularization',
        severity: isAsRight || isStillGood ? 'hint' : 'warning',
        message: `It over-fits since epoch ${epoch}: val_loss rose from ${formatNumber(best.value)} to ${formatNumber(meanOf(recent))} while loss went on falling (over-fitting from ${formatNumber(best.value + margin)} on, ${ENOUGH} epochs long).`,
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

/** The epochs that are over the best one by a margin; none where the validation loss may just be on its way down again. */
function overBest(held: readonly CurvePoint[], best: CurvePoint, margin: number): CurvePoint[] {
  const since = held.slice(held.indexOf(best) + 1).slice(-WINDOW);
  const over = since.filter(({ value }) => value >= best.value + margin);
  const isLong = since.length >= IN_A_ROW && since.slice(-IN_A_ROW).every((point) => over.includes(point));
  return isLong || meanOf(since.slice(-RECENT_EPOCHS)) >= meanOf(since) ? over : [];
}

/** By how much the best one is the lowest by luck: that of n normal numbers is about sqrt(2 ln n) deviations below their mean. */
function luckOf(held: readonly CurvePoint[], at: number): number {
  const [before, after] = [held.slice(0, at + 1), held.slice(at)];
  // A turn is no noise.
  const parts = [before, after].filter(({ length }) => length >= FEWEST_POINTS);
  const deviation = Math.min(noiseOf(held), ...parts.map(noiseOf));
  const best = held[at]?.value ?? Number.NaN;
  const alike = before.filter(({ value }) => value <= best + ALIKE * deviation).length;
  return deviation * (OVER_LUCK + Math.sqrt(2 * Math.log(Math.max(1, alike))));
}

/** @param at index of the epoch from which on: not every epoch need be validated */
function trainingFalls({ epochs }: FitFigures, at: number, guess: number | null): boolean {
  const losses = epochCurve(epochs, 'loss');
  const then = epochs[at]?.logs.loss ?? Number.NaN;
  const fell = then - meanOf(losses.slice(-RECENT_EPOCHS));
  return fell > 0 && fell >= Math.min(FALL * (guess ?? 0), OWN_FALL * Math.abs(then));
}

/** Validation that is hardly more often right than guessing is right by chance. */
function isStillAsRight({ validation }: Progress['accuracies'], chance: number | null): boolean {
  if (validation.length === 0) return false;
  const best = Math.max(...validation.map(({ value }) => value));
  const now = meanOf(validation.slice(-RECENT_EPOCHS));
  return now >= best - AS_RIGHT && now > (chance ?? 0) + ABOVE_CHANCE;
}
