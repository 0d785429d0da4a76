import { ACTIVATION_RANGES, rangeText } from '../../../layers/activationRange.js';
import type { Lesson } from '../../../protocol/lesson.js';
import { formatCount, formatNumber } from '../../../protocol/numberText.js';
import { outOfReach } from '../../ideas.js';
import { withoutLastActivation } from '../../source/remedies/changedActivations.js';
import { classesOutOfReach } from '../classesOutOfReach.js';
import { layerText } from '../layerName.js';
import type { RunFinding, RunRule } from '../runRule.js';

/** Losses of class numbers and of margins, whose targets are not what the net puts out. */
const OTHER_TARGETS = /sparse|hinge|cosine/i;
/** What rounding may put beyond a bound. */
const ROUNDING = 1e-4;

/** Targets that the last layer can never reach: beyond its activation's range, or classes that it has no unit for. */
export const targetRange: RunRule = {
  id: 'target-range',
  find(fit, { learned }) {
    const classes = classesOutOfReach(fit);
    if (classes) return [{ rule: targetRange.id, ...classes }];
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
        // It reaches what counts, all the same.
        severity: learned === 'much' ? 'hint' : 'warning',
        message: `The targets, ${formatNumber(targets.min)} to ${formatNumber(targets.max)}, are out of reach: ${activation} gives ${rangeText(range)}.`,
        why: `What ${layerText(fit, last)} can never put out, it cannot learn.`,
        help: 'Use no activation in the last layer, or scale the targets to its range.',
        layer: last,
        since: null,
        evidence: { min: targets.min, max: targets.max, low, high },
      },
    ];
  },
  fixes: ({ category }, { model }) => (category === 'activation' ? withoutLastActivation(model) : []),
  lesson(finding, fit) {
    if (finding.category !== 'activation') return classesLesson(finding);
    const { layer, evidence } = finding;
    const { min = Number.NaN, max = Number.NaN, low = Number.NaN, high = Number.NaN } = evidence;
    const activation = fit.summary.layers[layer ?? -1]?.activation ?? 'linear';
    const miss = Math.max(low - min, max - high);
    return [
      outOfReach(activation, rangeText([low, high])),
      `The targets of this run go from ${formatNumber(min)} to ${formatNumber(max)}. The farthest of them lies ${formatNumber(miss)} beyond what ${layerText(fit, layer ?? 0)} can give. However long it trains, it will be wrong there by at least that much.`,
    ];
  },
};

function classesLesson({ evidence }: RunFinding): Lesson {
  const { max = Number.NaN, units = Number.NaN, lost = Number.NaN, samples = Number.NaN } = evidence;
  return [
    'A net that tells classes apart has one output for each, and a class number says which of them is to be large. Numbers count from 0, so five classes are 0 to 4. A number beyond the last output points at none of them: whatever the net answers costs the same, so no weight is told to change by such a sample.',
    `Here the last layer has ${formatCount(units)} units, and the largest class number is ${formatCount(max)}. Of ${formatCount(samples)} samples ${formatCount(lost)} are of a class without a unit. The loss counts them as if they were answered well, so it looks lower than it is.`,
  ];
}
