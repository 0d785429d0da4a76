import { formatCount, formatNumber } from '../../../protocol/numberText.js';
import { SHORT_WAY, stepsByRate } from '../../shortWay.js';
import { ADAPTIVE_RATE } from '../../source/facts/training.js';
import { defaultLearningRate } from '../../source/remedies/changedOptimizer.js';
import { moreEpochs } from '../../source/remedies/changedTraining.js';
import type { RunRule } from '../runRule.js';
import { isShortByRate } from '../smallRate.js';

/** As many epochs, and once more. */
const TIMES_EPOCHS = 10;

/** A fit that ended after so few steps that no weight has gone far: by arithmetic, whatever they were. */
export const fewSteps: RunRule = {
  id: 'few-steps',
  wantsFall: true,
  find({ end, summary, series, isRandom }, { learned }) {
    const { learningRate, optimizer } = summary;
    if (end?.outcome !== 'completed' || isRandom || learned === 'much' || learningRate === null) return [];
    if (!stepsByRate(optimizer)) return [];
    const way = series.length * learningRate;
    if (!(way > 0 && way < SHORT_WAY)) return [];
    const byRate = isShortByRate(series.length, learningRate);
    return [
      {
        rule: fewSteps.id,
        category: byRate ? 'learning-rate' : 'epochs',
        severity: 'warning',
        message: `${byRate ? 'Its steps are too small for so few' : 'It stops after too few steps'}: ${formatCount(series.length)} of ${formatNumber(learningRate, 1)} move a weight by ${formatNumber(way, 1)} at most (too little below ${SHORT_WAY}).`,
        why: `A step of ${optimizer} changes a weight by about the learning rate, so the weights are about where they began.`,
        help: byRate
          ? `Set the learning rate to ${ADAPTIVE_RATE}, which is usual for ${optimizer}; or train for many more epochs.`
          : 'Train for more epochs, in smaller batches, or at a larger learning rate.',
        layer: null,
        since: null,
        evidence: { steps: series.length, learningRate, way, threshold: SHORT_WAY },
      },
    ];
  },
  fixes: ({ category }, { model }) => [
    ...(category === 'learning-rate' ? defaultLearningRate(model) : []),
    ...moreEpochs(model, TIMES_EPOCHS),
  ],
  lesson({ evidence: { steps = Number.NaN, way = Number.NaN } }, { summary: { optimizer, learningRate } }) {
    return [
      `The learning rate sets how far a step goes. An optimizer such as ${optimizer} divides the gradient, which tells each weight which way to move and how far, by its own usual size, so a step moves each weight by about the learning rate, however steep the loss is. How far a weight can get is then a matter of arithmetic: the number of steps times the learning rate.`,
      `This fit took ${formatCount(steps)} steps of ${formatNumber(learningRate ?? Number.NaN, 1)}, ${formatNumber(way, 1)} in all. Weights start as large as a few tenths, so they are still close to where chance put them.`,
    ];
  },
};
