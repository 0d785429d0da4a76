import { formatNumber } from '../../../protocol/numberText.js';
import { EXPLODED, LARGE_NORM } from '../../gradientThresholds.js';
import { clipGradient, LOWER, scaleLearningRate } from '../../source/remedies/changedOptimizer.js';
import { normalizeInputs } from '../../source/remedies/scaledInputs.js';
import { layerText } from '../layerName.js';
import { layerMedian, trainedLayers } from '../layerWindow.js';
import type { RunRule } from '../runRule.js';

/** Optimizers that divide each gradient by its size: a large one makes no large step. */
const SCALES_GRADIENT = /^(?:ada|rms|nadam)/i;

/** The gradient is so large that updates overshoot. */
export const explodingGradient: RunRule = {
  id: 'exploding-gradient',
  find(fit, { learned }) {
    if (learned === 'unknown' || learned === 'much') return [];
    if (learned === 'some' && SCALES_GRADIENT.test(fit.summary.optimizer)) return [];
    const layers = trainedLayers(fit);
    const lastNorm = layerMedian(fit, layers.at(-1) ?? -1, 'gradNorm');
    const worst = layers
      .map((layer) => {
        const norm = layerMedian(fit, layer, 'gradNorm');
        return { layer, norm, meanAbs: layerMedian(fit, layer, 'gradMeanAbs') };
      })
      .filter(
        ({ norm, meanAbs }) => meanAbs > EXPLODED.meanAbs || (norm > LARGE_NORM && norm / lastNorm > EXPLODED.ratio),
      )
      .sort((a, b) => b.meanAbs - a.meanAbs)[0];
    if (!worst) return [];
    const { layer, norm, meanAbs } = worst;
    return [
      {
        rule: explodingGradient.id,
        category: 'learning-rate',
        severity: learned === 'nothing' ? 'error' : 'warning',
        message: `The gradient explodes: at ${layerText(fit, layer)} its norm is ${formatNumber(norm)}, |g| ${formatNumber(meanAbs)} on average (exploding above ${EXPLODED.meanAbs}).`,
        why: 'Each update overshoots, so the loss jumps instead of falling.',
        help: 'Scale the inputs and targets, lower the learning rate, or clip the gradient.',
        layer,
        since: null,
        evidence: { norm, meanAbs, threshold: EXPLODED.meanAbs, lastNorm },
      },
    ];
  },
  fixes: (_, { model }) => [...scaleLearningRate(model, LOWER), ...clipGradient(model), ...normalizeInputs(model)],
  lesson({ layer, evidence: { norm = Number.NaN, meanAbs = Number.NaN, lastNorm = Number.NaN } }, fit) {
    return [
      'The gradient tells each weight which way to move and how far. It is worked out from the loss back to the first layer, and multiplied by the weights of each layer on the way. Where these are large it grows from layer to layer, and large inputs or targets make it larger still. The weights are then moved far beyond the place that they should reach.',
      `At ${layerText(fit, layer ?? 0)} the gradient has a norm (its length over all weights of the layer) of ${formatNumber(norm)}, beside ${formatNumber(lastNorm)} at the last layer with weights. That is ${formatNumber(meanAbs)} for each weight on average; in nets that learn it is usually far below 1.`,
    ];
  },
};
