import { formatNumber } from '../../../protocol/numberText.js';
import { LOWER, scaleLearningRate } from '../../source/remedies/changedOptimizer.js';
import type { FitFigures } from '../fitFigures.js';
import { layerMedian, median, type Part, trainedLayers, updateRatio } from '../layerWindow.js';
import { halves } from '../lossCurve.js';
import type { RunRule } from '../runRule.js';

/** Cosine of successive gradients, the median of all layers, below which steps undo each other: noise alone gives about 0. */
const OPPOSED = -0.3;
/**
 * Update norm over weight norm, the median of all layers, below which no step jumps across anything: where weights hardly move, gradients of
 * the few batches of an epoch add up to about 0, and point against each other for that alone.
 */
const STEP = 1e-3;
/** Share by which the second half of the loss has to be below the first for it to fall all the same. */
const FALLS = 0.02;

/** Each gradient points against the last one, and the loss does not fall: steps jump to and fro across the minimum. */
export const oscillation: RunRule = {
  id: 'oscillation',
  wantsFall: true,
  find(fit, { learned, curve }) {
    if (learned === 'unknown' || learned === 'much') return [];
    const cosine = Math.max(medianCosine(fit, 'whole'), medianCosine(fit, 'late'));
    const [before, after] = halves(curve);
    if (!(cosine < OPPOSED) || Number.isNaN(before) || after < before * (1 - FALLS)) return [];
    const step = median(trainedLayers(fit).map((layer) => updateRatio(fit, layer)));
    if (!(step >= STEP)) return [];
    return [
      {
        rule: oscillation.id,
        category: 'learning-rate',
        severity: learned === 'nothing' ? 'error' : 'warning',
        message: `Training oscillates: each gradient points against the last one (cosine ${formatNumber(cosine, 2)}, oscillating below ${OPPOSED}), and the loss does not fall.`,
        why: 'Each step jumps across the minimum, and the next one back: the learning rate is too large.',
        help: 'Lower the learning rate tenfold.',
        layer: null,
        since: null,
        evidence: { cosine, threshold: OPPOSED, updateRatio: step, firstHalf: before, secondHalf: after },
      },
    ];
  },
  fixes: (_, { model }) => scaleLearningRate(model, LOWER),
  lesson({ evidence: { cosine = Number.NaN, firstHalf = Number.NaN, secondHalf = Number.NaN } }) {
    return [
      'The gradient tells each weight which way to move and how far. Where the step is longer than the way to the bottom, it ends beyond it, and the next gradient points straight back. The cosine of the angle between two gradients shows it: 1 is the same direction, 0 a right angle, -1 the opposite one.',
      `In this run the cosine is ${formatNumber(cosine, 2)} in the typical layer, over all batches and in the last third of them. The loss was ${formatNumber(firstHalf)} on average in the first half, and ${formatNumber(secondHalf)} in the second.`,
    ];
  },
};

const medianCosine = (fit: FitFigures, part: Part): number =>
  median(trainedLayers(fit).map((layer) => layerMedian(fit, layer, 'gradCosine', part)));
