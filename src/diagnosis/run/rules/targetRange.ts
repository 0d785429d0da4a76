import { ACTIVATION_RANGES, rangeText } from '../../../layers/activationRange.js';
import { formatNumber } from '../../../protocol/numberText.js';
import { outOfReach } from '../../ideas.js';
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
  lesson({ layer, evidence: { min = Number.NaN, max = Number.NaN, low = Number.NaN, high = Number.NaN } }, fit) {
    const activation = fit.summary.layers[layer ?? -1]?.activation ?? 'linear';
    const miss = Math.max(low - min, max - high);
    return [
      outOfReach(activation, rangeText([low, high])),
      `The targets of this run go from ${formatNumber(min)} to ${formatNumber(max)}. The farthest of them lies ${formatNumber(miss)} beyond what ${layerText(fit, layer ?? 0)} can give. However long it trains, it will be wrong there by at least that much.`,
    ];
  },
};
