import { formatNumber } from '../../../protocol/numberText.js';
import { SOFTMAX_OF_ONE } from '../../ideas.js';
import { changeActivations } from '../../source/remedies/changedActivations.js';
import { layerSubject } from '../layerName.js';
import { outputMedian } from '../layerWindow.js';
import type { RunRule } from '../runRule.js';

/** Deviation of the outputs relative to their size at which all of them are one number in float32. */
const SAME = 1e-6;

/** The last layer's one unit puts out the same for every sample. */
export const sameOutput: RunRule = {
  id: 'same-output',
  find(fit, { learned }) {
    const last = fit.summary.layers.length - 1;
    const layer = fit.summary.layers[last];
    if (learned === 'unknown' || learned === 'much' || layer?.outputShape.at(-1) !== 1) return [];
    const [mean, std] = [outputMedian(fit, last, 'actMean', 'late'), outputMedian(fit, last, 'actStd', 'late')];
    if (!(std <= SAME * Math.max(Math.abs(mean), Number.EPSILON))) return [];
    const isSoftmax = layer.activation === 'softmax';
    return [
      {
        rule: sameOutput.id,
        category: isSoftmax ? 'activation' : 'layers',
        severity: 'error',
        message: `${layerSubject(fit, last)} outputs ${formatNumber(mean)} for every sample.`,
        why: isSoftmax
          ? 'A softmax divides by the sum over its units: of one unit it is always 1.'
          : 'Its answer does not depend on the input, so there is nothing to learn from.',
        help: isSoftmax
          ? 'Use sigmoid with one unit and binary crossentropy, or one unit a class.'
          : 'Look for the first layer whose outputs are all the same: it is dead or saturated.',
        layer: last,
        since: null,
        evidence: { mean, std, threshold: SAME },
      },
    ];
  },
  lesson({ layer, evidence: { mean = Number.NaN, std = Number.NaN } }, fit) {
    const idea =
      fit.summary.layers[layer ?? -1]?.activation === 'softmax'
        ? SOFTMAX_OF_ONE
        : 'A net that gives the same answer to every sample no longer looks at its inputs. Somewhere on the way their differences get lost: in a relu that is 0 for all of them, in a sigmoid or tanh that is at its end for all, or in weights that have shrunk to 0. What does not change the answer cannot be learned from.';
    return [
      idea,
      `Over all samples that were measured in this run the output was ${formatNumber(mean)}, give or take ${formatNumber(std)}: the same for each of them, but for rounding. Whatever the ${fit.summary.layers.length} layers compute, it makes no difference to the answer.`,
    ];
  },
  fixes: ({ category }, { model, layer }) =>
    category === 'activation' && layer ? changeActivations(model, [layer], 'sigmoid') : [],
};
