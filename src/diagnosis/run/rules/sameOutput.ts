import { formatCount, formatNumber } from '../../../protocol/numberText.js';
import { SOFTMAX_OF_ONE } from '../../ideas.js';
import { changeActivations } from '../../source/remedies/changedActivations.js';
import { layerSubject, layerText } from '../layerName.js';
import { outputMedian } from '../layerWindow.js';
import type { RunRule } from '../runRule.js';
import { givesTheSame, SAME } from '../sameForAll.js';

/** The last layer puts out the same for every sample. */
export const sameOutput: RunRule = {
  id: 'same-output',
  find(fit, { learned }) {
    const last = fit.summary.layers.length - 1;
    const layer = fit.summary.layers[last];
    if (learned === 'unknown' || !layer) return [];
    const units = layer.outputShape.at(-1) ?? 1;
    const isSoftmax = units === 1 && layer.activation === 'softmax';
    // Keras computes a crossentropy of a softmax from what comes before it: that falls, and the answer is 1 all the same.
    if ((learned === 'much' && !isSoftmax) || !givesTheSame(fit)) return [];
    const [mean, std] = [outputMedian(fit, last, 'actMean', 'late'), outputMedian(fit, last, 'actStd', 'late')];
    const lost = fit.summary.layers.findIndex((_, index) => outputMedian(fit, index, 'actSame', 'late') === 1);
    const where = lost < 0 || lost === last ? '' : ` From ${layerText(fit, lost)} on, nothing of the input is left.`;
    return [
      {
        rule: sameOutput.id,
        category: isSoftmax ? 'activation' : 'layers',
        severity: 'error',
        message: `${layerSubject(fit, last)} outputs ${units === 1 ? formatNumber(mean) : `the same ${formatCount(units)} numbers`} for every sample.`,
        why: isSoftmax
          ? 'A softmax divides by the sum over its units: of one unit it is always 1.'
          : `Its answer does not depend on the input, so there is nothing to learn from.${where}`,
        help: isSoftmax
          ? 'Use sigmoid with one unit and binary crossentropy, or one unit a class.'
          : 'Look for the first layer whose outputs are all the same: it is dead or saturated.',
        layer: last,
        since: null,
        evidence: { mean, std, threshold: SAME },
      },
    ];
  },
  lesson({ category, evidence: { mean = Number.NaN, std = Number.NaN } }, fit) {
    const idea =
      category === 'activation'
        ? SOFTMAX_OF_ONE
        : 'A net that gives the same answer to every sample no longer looks at its inputs. Somewhere on the way their differences get lost: in a relu that is 0 for all of them, in a sigmoid or tanh that is at its end for all, or in weights that have shrunk to 0. What does not change the answer cannot be learned from.';
    return [
      idea,
      `Over all samples that were measured in this run the output was ${formatNumber(mean)}, give or take ${formatNumber(std)} from unit to unit: the same for each of them, but for rounding. Whatever the ${fit.summary.layers.length} layers compute, it makes no difference to the answer.`,
    ];
  },
  fixes: ({ category }, { model, layer }) =>
    category === 'activation' && layer ? changeActivations(model, [layer], 'sigmoid') : [],
};
