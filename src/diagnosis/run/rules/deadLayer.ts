import { activationOf } from '../../../protocol/activations.js';
import { formatShare } from '../../../protocol/numberText.js';
import { withoutLastActivation } from '../../source/remedies/changedActivations.js';
import { initialize, plainBias } from '../../source/remedies/changedLayers.js';
import { LOWER, scaleLearningRate } from '../../source/remedies/changedOptimizer.js';
import type { FitFigures } from '../fitFigures.js';
import { layerSubject, layerText } from '../layerName.js';
import { outputMedian } from '../layerWindow.js';
import type { RunRule } from '../runRule.js';

/** Share of a layer's units that are 0 for every sample from which on it is told, and from which it is a fault; SageMaker Debugger, AutoTrainer. */
const MANY = 0.5;
const MOST = 0.7;
/** Share of its outputs that are 0 from which on hardly a unit can be alive; half is usual behind a relu. */
const ALL = 0.99;

/** Units of a relu put out nothing but zeros: no gradient passes through them. */
export const deadLayer: RunRule = {
  id: 'dead-layer',
  find(fit, { learned }) {
    if (learned === 'unknown' || learned === 'much') return [];
    const shares = fit.summary.layers.map(({ activation }, index) => (activation === 'relu' ? deadIn(fit, index) : 0));
    // The first that is dead as a whole blocks what comes after it, which is zero because of it.
    const whole = shares.findIndex((share) => share >= ALL);
    const layer = whole < 0 ? shares.indexOf(Math.max(...shares)) : whole;
    const dead = shares[layer] ?? 0;
    if (dead < MANY) return [];
    const threshold = dead < MOST ? MANY : MOST;
    const zeros = outputMedian(fit, layer, 'actZeros', 'late');
    const isLast = layer === fit.summary.layers.length - 1;
    const [first] = fit.outputs;
    // What lived at first was killed by a step.
    const wasAlive =
      first !== undefined &&
      (dead >= ALL
        ? activationOf(first.values, layer, 'actZeros') < ALL
        : activationOf(first.values, layer, 'actDead') < MANY);
    return [
      {
        rule: deadLayer.id,
        category: isLast ? 'activation' : wasAlive ? 'learning-rate' : 'initialization',
        severity: dead < MOST ? 'hint' : dead >= ALL && learned === 'nothing' ? 'error' : 'warning',
        message: `${layerSubject(fit, layer)} is ${dead >= ALL ? '' : 'mostly '}dead: ${formatShare(dead)} of its units are 0 for every sample measured (too many from ${formatShare(threshold)} on).`,
        why: 'A relu that outputs 0 passes no gradient, so neither those units nor what feeds them learn.',
        help: isLast
          ? 'Use no activation in the last layer of a regression, sigmoid or softmax in that of a classifier.'
          : 'Lower the learning rate, scale the inputs, use a He initializer, or a leaky ReLU instead of relu.',
        layer,
        since: null,
        evidence: { zeros, dead, threshold },
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
  lesson({ layer, evidence: { zeros = Number.NaN, dead = Number.NaN } }, fit) {
    const before =
      layer === 0 ? '' : ' What the layers before it learn from has to come through it, so they stand still as well.';
    return [
      'A relu passes on sums above 0 and makes 0 of all others. Where it gives 0 it is flat, so the gradient, which tells each weight which way to move and how far, ends there. A unit that gives 0 for every sample gets no gradient at all and never comes back: it is dead. One step that was too large, or inputs far from 0, can take a whole layer there.',
      `In this run ${formatShare(dead)} of the units of ${layerText(fit, layer ?? 0)} were 0 for every sample that was measured, and ${formatShare(zeros)} of all its outputs were 0. After a relu about half of the outputs usually are, and hardly any unit is dead.${before}`,
    ];
  },
};

/** The share of a layer's units that were dead at the end; of runs that do not tell it, only whether all of them were. */
function deadIn(fit: FitFigures, layer: number): number {
  const zeros = outputMedian(fit, layer, 'actZeros', 'late');
  const dead = outputMedian(fit, layer, 'actDead', 'late');
  return zeros >= ALL ? Math.max(zeros, dead || 0) : dead || 0;
}
