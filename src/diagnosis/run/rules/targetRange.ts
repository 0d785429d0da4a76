import { ACTIVATION_RANGES, rangeText } from '../../../layers/activationRange.js';
import { formatNumber } from '../../../protocol/numberText.js';
import { withoutLastActivation } from '../../source/remedies/changedActivations.js';
import { layerText } from '../layerName.js';
import type { RunRule } from '../runRule.js';

/** Losses of class numbers and of margins, whose targets are not what the net puts out. */
const OTHER_TARGETS = /sparse|hinge|cosine/i;
/** What rounding may put beyond a bound. */
const ROUNDING = 1e-4;

/** Targets that the last activation can never reach. */
export const targetRange: RunRule = {
  id: 'target-range',
  find(fit) {
    const targets = fit.data?.targets;
    const last = fit.summary.layers.length - 1;
    const activation = fit.summary.layers[last]?.activation ?? 'linear';
    const range = ACTIVATION_RANGES.get(activation);
    if (!targets || !range || fit.isRandom || OTHER_TARGETS.test(fit.summary.loss)) return [];
    const [low, high] = range;
    if (targets.min >= low - ROUNDING && targets.max <= high + ROUNDING) return [];
    return [
      {
        rule: targetRange.id,
        category: 'activation',
        severity: 'warning',
        message: `The targets, ${formatNumber(targets.min)} to ${formatNumber(targets.max)}, are out of reach: ${activation} gives ${rangeText(range)}.`,
        why: `What ${layerText(fit, last)} can never put out, it cannot learn.`,
        help: 'Use no activation in the last layer, or scale the targets to its range.',
        layer: last,
        since: null,
        evidence: { min: targets.min, max: targets.max, low, high },
      },
    ];
  },
  fixes: (_, { model }) => withoutLastActivation(model),
};
