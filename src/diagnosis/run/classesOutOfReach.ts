import { formatCount } from '../../protocol/numberText.js';
import type { FitFigures } from './fitFigures.js';
import { layerText } from './layerName.js';
import { lostClasses } from './lostClasses.js';
import type { RunFinding } from './runRule.js';

/** What is to be said of class numbers that the last layer has no unit for. */
export function classesOutOfReach(fit: FitFigures): Omit<RunFinding, 'rule'> | null {
  const found = lostClasses(fit);
  if (!found) return null;
  const { min, max, units, lost, samples } = found;
  const last = fit.summary.layers.length - 1;
  const isOffByOne = min === 1 && max === units;
  return {
    category: isOffByOne ? 'data' : 'layers',
    severity: 'error',
    message: `The targets contain class ${formatCount(max)}, but ${layerText(fit, last)} has ${units === 1 ? 'one unit' : `${formatCount(units)} units`}, for classes 0 to ${units - 1}.`,
    why: `${lost > 0 ? `${formatCount(lost)} of ${formatCount(samples)} samples are` : 'A sample of such a class is'} no class to the loss: nothing is learned of them.`,
    help: isOffByOne
      ? 'Classes count from 0: subtract 1 from each target.'
      : 'Give the last layer one unit for each class; classes count from 0.',
    layer: last,
    since: null,
    evidence: { min, max, units, lost, samples },
  };
}
