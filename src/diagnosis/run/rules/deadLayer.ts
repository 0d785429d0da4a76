import { activationOf } from '../../../protocol/activations.js';
import { formatShare } from '../../../protocol/numberText.js';
import { withoutLastActivation } from '../../source/remedies/changedActivations.js';
import { initialize, plainBias } from '../../source/remedies/changedLayers.js';
import { LOWER, scaleLearningRate } from '../../source/remedies/changedOptimizer.js';
import { layerSubject, layerText } from '../layerName.js';
import { outputMedian } from '../layerWindow.js';
import type { RunRule } from '../runRule.js';

/** Share of a layer's outputs that are 0 from which on hardly a unit can be alive; half is usual behind a relu. */
const DEAD = 0.99;

/** A relu puts out nothing but zeros: no gradient passes through it. */
export const deadLayer: RunRule = {
  id: 'dead-layer',
  find(fit, { learned }) {
    if (learned === 'unknown' || learned === 'much') return [];
    // The first one blocks what comes after it, which is zero because of it.
    const layer = fit.summary.layers.findIndex(
      ({ activation }, index) => activation === 'relu' && outputMedian(fit, index, 'actZeros', 'late') >= DEAD,
    );
    if (layer < 0) return [];
    const zeros = outputMedian(fit, layer, 'actZeros', 'late');
    const isLast = layer === fit.summary.layers.length - 1;
    const [first] = fit.outputs;
    // What lived at first was killed by a step.
    const wasAlive = first !== undefined && activationOf(first.values, layer, 'actZeros') < DEAD;
    return [
      {
        rule: deadLayer.id,
        category: isLast ? 'activation' : wasAlive ? 'learning-rate' : 'initialization',
        severity: learned === 'nothing' ? 'error' : 'warning',
        message: `${layerSubject(fit, layer)} is dead: ${formatShare(zeros)} of its outputs are 0 (dead from ${formatShare(DEAD)} on).`,
        why: 'A relu that outputs 0 passes no gradient, so neither it nor the layers before it learn.',
        help: isLast
          ? 'Use no activation in the last layer of a regression, sigmoid or softmax in that of a classifier.'
          : 'Lower the learning rate, scale the inputs, use the heNormal initializer, or leakyReLU instead of relu.',
        layer,
        since: null,
        evidence: { zeros, threshold: DEAD },
      },
    ];
  },
  fixes: ({ category }, { model, layer }) =>
    category === 'activation'
      ? withoutLastActivation(model)
      : category === 'learning-rate'
        ? [...scaleLearningRate(model, LOWER), ...(layer ? plainBias(model, layer) : [])]
        : [
            ...(layer ? [...plainBias(model, layer), ...initialize(model, layer, 'heNormal')] : []),
            ...scaleLearningRate(model, LOWER),
          ],
  lesson({ layer, evidence: { zeros = Number.NaN } }, fit) {
    const before =
      layer === 0 ? '' : ' What the layers before it learn from has to come through it, so they stand still as well.';
    return [
      'A relu passes on sums above 0 and makes 0 of all others. Where it gives 0 it is flat, so the gradient, which tells each weight which way to move and how far, ends there. A unit that gives 0 for every sample gets no gradient at all and never comes back: it is dead. One step that was too large, or inputs far from 0, can take a whole layer there.',
      `In this run ${formatShare(zeros)} of the outputs of ${layerText(fit, layer ?? 0)} are 0; behind a relu about half of them is usual. With so many hardly a unit is left that could learn.${before}`,
    ];
  },
};
