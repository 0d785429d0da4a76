import { formatCount, formatNumber, formatShare } from '../../../protocol/numberText.js';
import { moreEpochs } from '../../source/remedies/changedTraining.js';
import { endsLowest, judgedCurve, judgedName, lastFall, lastLevel } from '../lossCurve.js';
import type { RunRule } from '../runRule.js';

/** Share of the loss that it still fell by over its last quarter. */
const STILL_FALLS = 0.1;
/** Share from which on it is far from its end; below it, or after a peak, noisy data may be why. */
const FALLS_MUCH = 0.25;
const FEWEST_POINTS = 3;
/** As many again, and once more. */
const TIMES_EPOCHS = 3;

/** The loss still falls when the last epoch ends. */
export const stoppedEarly: RunRule = {
  id: 'stopped-early',
  wantsFall: true,
  find(fit, { learned, curve: own, validation }) {
    if (fit.end?.outcome !== 'completed' || fit.isRandom || learned === 'much' || learned === 'unknown') return [];
    const curve = judgedCurve(own, validation);
    if (curve.length < FEWEST_POINTS) return [];
    const fell = lastFall(curve);
    if (!(fell > STILL_FALLS)) return [];
    return [
      {
        rule: stoppedEarly.id,
        category: 'epochs',
        severity: fell > FALLS_MUCH && endsLowest(curve) ? 'warning' : 'hint',
        message: `It stops while it still learns: over its last quarter ${judgedName(validation)} fell by ${formatShare(fell)}, to ${formatNumber(lastLevel(curve))} (still learning above ${formatShare(STILL_FALLS)}).`,
        why: 'More epochs would make it better without any other change.',
        help: 'Train for more epochs; early stopping ends it when it no longer gets better.',
        layer: null,
        since: null,
        evidence: { fell, threshold: STILL_FALLS, epochs: fit.epochs.length },
      },
    ];
  },
  fixes: (_, { model }) => moreEpochs(model, TIMES_EPOCHS),
  lesson({ evidence: { fell = Number.NaN, epochs = Number.NaN } }, { series }, { curve, validation }) {
    const level = lastLevel(judgedCurve(curve, validation));
    const length = epochs > 1 ? `${formatCount(epochs)} epochs` : `${formatCount(series.length)} batches`;
    return [
      'While the loss still falls at a good pace, the weights are on their way to a better place and have not got there. A training has done its work when the loss, best that on validation data which the net does not learn from, has stayed level for some time.',
      `Over the last quarter of the ${length} of this run ${judgedName(validation)} fell by ${formatShare(fell)}, to ${formatNumber(level)}. If it went on at that pace, which is a guess, another quarter as long would take it to about ${formatNumber(level * (1 - fell), 2)}.`,
    ];
  },
};
