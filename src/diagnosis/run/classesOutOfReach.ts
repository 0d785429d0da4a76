import { formatCount } from '../../protocol/numberText.js';
import { knownLoss } from '../losses.js';
import type { FitFigures } from './fitFigures.js';
import { layerText } from './layerName.js';
import type { RunFinding } from './runRule.js';

/** Class numbers that the last layer has no unit for. TensorFlow.js makes rows of zeros of them, which cost nothing whatever the net says. */
export function classesOutOfReach({ data, summary, isRandom }: FitFigures): Omit<RunFinding, 'rule'> | null {
  const targets = data?.targets;
  const last = summary.layers.length - 1;
  const units = summary.layers[last]?.outputShape.at(-1) ?? 0;
  if (!targets || isRandom || units < 1 || targets.kind !== 'class-numbers') return null;
  if (knownLoss(summary.loss)?.name !== 'sparseCategoricalCrossentropy' || targets.max < units) return null;
  const labels = targets.labels ?? [];
  const lost = targets.classes.reduce((sum, count, at) => ((labels[at] ?? 0) < units ? sum : sum + count), 0);
  const isOffByOne = targets.min === 1 && targets.max === units;
  return {
    category: isOffByOne ? 'data' : 'layers',
    severity: 'error',
    message: `The targets contain class ${formatCount(targets.max)}, but ${layerText({ summary }, last)} has ${units === 1 ? 'one unit' : `${formatCount(units)} units`}, for classes 0 to ${units - 1}.`,
    why: `${lost > 0 ? `${formatCount(lost)} of ${formatCount(targets.samples)} samples are` : 'A sample of such a class is'} no class to the loss: nothing is learned of them.`,
    help: isOffByOne
      ? 'Classes count from 0: subtract 1 from each target.'
      : 'Give the last layer one unit for each class; classes count from 0.',
    layer: last,
    since: null,
    evidence: { min: targets.min, max: targets.max, units, lost, samples: targets.samples },
  };
}
