import { formatNumber, formatShare } from '../../../protocol/numberText.js';
import { lossCurve, meanOf } from '../lossCurve.js';
import { validationLoss } from '../progress.js';
import type { RunRule } from '../runRule.js';

/** Share of the loss that it still fell by over its last quarter. */
const STILL_FALLS = 0.1;
const FEWEST_POINTS = 3;

/** The loss still falls when the last epoch ends. */
export const stoppedEarly: RunRule = {
  id: 'stopped-early',
  find(fit, { learned }) {
    if (fit.end?.outcome !== 'completed' || fit.isRandom || learned === 'much' || learned === 'unknown') return [];
    const held = validationLoss(fit);
    const curve = held.length > FEWEST_POINTS ? held : lossCurve(fit);
    const quarter = Math.max(1, Math.floor(curve.length / 4));
    if (curve.length < FEWEST_POINTS) return [];
    const [before, after] = [meanOf(curve.slice(-2 * quarter, -quarter)), meanOf(curve.slice(-quarter))];
    const fell = (before - after) / before;
    if (!(fell > STILL_FALLS)) return [];
    return [
      {
        rule: stoppedEarly.id,
        category: 'epochs',
        severity: 'hint',
        message: `It stops while it still learns: over its last quarter the loss fell by ${formatShare(fell)}, to ${formatNumber(after)} (still learning above ${formatShare(STILL_FALLS)}).`,
        why: 'More epochs would make it better without any other change.',
        help: 'Train for more epochs; early stopping ends it when it no longer gets better.',
        layer: null,
        since: null,
        evidence: { fell, threshold: STILL_FALLS, epochs: fit.epochs.length },
      },
    ];
  },
};
