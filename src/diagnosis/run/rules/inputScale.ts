import { findLayer } from '../../../layers/catalogue.js';
import { formatAmount } from '../../../protocol/numberText.js';
import { OUT_OF_SCALE } from '../../ideas.js';
import { STANDARDIZE, takesAnyScale, WHY_SCALE } from '../../inputScaling.js';
import { divideBytes, normalizeInputs } from '../../source/remedies/scaledInputs.js';
import type { RunRule } from '../runRule.js';

/** Mean or deviation of the inputs above which they are out of scale; UMLAUT, AutoTrainer, DeepDiagnosis. */
const FAR = 10;

/** Inputs of a scale for which the start weights and learning rates are not made. */
export const inputScale: RunRule = {
  id: 'input-scale',
  find(fit, { learned }) {
    const inputs = fit.data?.inputs;
    const first = fit.summary.layers[0];
    if (!inputs || fit.isRandom || learned === 'unknown' || learned === 'much' || !first) return [];
    if (takesAnyScale(findLayer(first.className)?.kind)) return [];
    const { min, max, mean, std } = inputs;
    const size = Math.max(Math.abs(mean), std);
    if (size <= FAR) return [];
    return [
      {
        rule: inputScale.id,
        category: 'preprocessing',
        severity: learned === 'nothing' ? 'error' : 'warning',
        message: `The inputs are out of scale: from ${formatAmount(min)} to ${formatAmount(max)}, mean ${formatAmount(mean)}, deviation ${formatAmount(std)} (out of scale above ${FAR}).`,
        why: WHY_SCALE,
        help: areBytes({ min, max }) ? 'Divide the inputs by 255.' : STANDARDIZE,
        layer: null,
        since: null,
        evidence: { min, max, mean, std, threshold: FAR },
      },
    ];
  },
  fixes: ({ evidence }, { model }) => [...(areBytes(evidence) ? divideBytes(model) : []), ...normalizeInputs(model)],
  lesson({ evidence: { min = Number.NaN, max = Number.NaN, mean = Number.NaN, std = Number.NaN } }) {
    const after = areBytes({ min, max })
      ? 'Divided by 255, they would lie between 0 and 1.'
      : 'With the mean of each feature subtracted and divided by its deviation, most would lie between -2 and 2.';
    return [
      OUT_OF_SCALE,
      `The inputs of this net go from ${formatAmount(min)} to ${formatAmount(max)}. Their mean is ${formatAmount(mean)} and their standard deviation, how far they usually are from it, ${formatAmount(std)}; about 0 and 1 is what the start weights expect. ${after}`,
    ];
  },
};

/** Of pixels some are bright; a table that ends lower has ages or areas. */
const BRIGHT = 250;

/** Whether they are the brightness of pixels, 0 to 255. */
const areBytes = ({ min = Number.NaN, max = Number.NaN }: Readonly<Record<string, number>>): boolean =>
  min >= 0 && max <= 255 && max > BRIGHT;
