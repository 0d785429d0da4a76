import { formatCount, formatShare } from '../../../protocol/numberText.js';
import { changeAnswer } from '../../source/remedies/changedAnswer.js';
import type { RunRule } from '../runRule.js';
import { severalClasses } from '../severalClasses.js';

/** Samples of several classes at once, under a softmax or a loss that shares one whole among the classes. */
export const multiHotTargets: RunRule = {
  id: 'multi-hot-targets',
  find(fit) {
    const found = severalClasses(fit);
    if (!found) return [];
    const { several, samples, threshold, isSoftmax } = found;
    return [
      {
        rule: multiHotTargets.id,
        category: isSoftmax ? 'activation' : 'loss',
        severity: 'warning',
        message: `${formatShare(several / samples)} of the samples belong to several classes at once (multi-hot from ${formatShare(threshold)} on), but ${isSoftmax ? 'a softmax' : 'categorical crossentropy'} is for exactly one.`,
        why: isSoftmax
          ? 'A softmax shares 1 among all classes: where two are right, neither can be sure, and more for one is less for the other.'
          : 'The loss shares 1 among all classes: where two are right, more for one is less for the other.',
        help: 'Use sigmoid in the last layer and binary crossentropy: each class gets a yes or no of its own.',
        layer: fit.summary.layers.length - 1,
        since: null,
        evidence: { several, samples, share: several / samples, threshold },
      },
    ];
  },
  fixes: (_, { model }) => changeAnswer(model, 'sigmoid', 'binaryCrossentropy', 'Use sigmoid and binary crossentropy'),
  lesson({ evidence: { several = Number.NaN, samples = Number.NaN } }, { summary }) {
    const last = summary.layers.at(-1);
    const units = formatCount(last?.outputShape.at(-1) ?? 1);
    const shares =
      last?.activation === 'softmax'
        ? `The ${units} outputs have to come to 1 all the same`
        : `The loss takes the ${units} outputs as shares of 1 all the same`;
    return [
      'There are two kinds of questions about classes. In one exactly one answer is right, as for a digit: a softmax makes shares of a whole, and the classes compete for it. In the other any number of answers may be right, as for the things in a picture: then each class is a question of its own, with yes or no, and a sigmoid for each answers it. Binary crossentropy asks them one by one.',
      `Of ${formatCount(samples)} samples that were looked at here, ${formatCount(several)} have more than one class. ${shares}, so for a sample of two classes each gets half at best, and of three a third. No threshold tells from such shares which classes are there. With ${units} sigmoid units and binary crossentropy, a yes is an output above a half.`,
    ];
  },
};
