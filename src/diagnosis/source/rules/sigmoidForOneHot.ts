import { formatShare } from '../../../protocol/numberText.js';
import { areColumnsOfOne, callsOfTargets, isOneHot, originsOf } from '../facts/knownData.js';
import { modelOutput } from '../facts/modelOutput.js';
import { lossOf } from '../facts/training.js';
import { changeAnswer } from '../remedies/changedAnswer.js';
import type { SourceRule } from '../sourceRule.js';

/** A unit a class, each of which says yes or no by itself, for targets of which the source shows that one class excludes the others. */
export const sigmoidForOneHot: SourceRule = {
  id: 'sigmoid-for-one-hot',
  find(model) {
    const [output, loss, targets] = [modelOutput(model), lossOf(model), originsOf(model, 'targets')];
    if (!output || output.units === null || output.units < 2 || output.activation.name !== 'sigmoid') return [];
    if (loss?.name !== 'binaryCrossentropy' || loss.fromLogits !== false || !targets) return [];
    if (!isOneHot({ calls: callsOfTargets(model, targets) }) && !areColumnsOfOne(targets)) return [];
    const { units } = output;
    return [
      {
        span: loss.span,
        severity: 'warning',
        category: 'loss',
        message: `Each target is one of ${units} classes, but binary crossentropy judges each of the ${units} sigmoid units on its own.`,
        why: 'Their outputs need not add up to 1, so the classes do not compete, and the loss counts each unit alone.',
        help: 'Use softmax and categorical crossentropy.',
        evidence: { units },
        fixes: changeAnswer(model, 'softmax', 'categoricalCrossentropy', 'Use softmax and categorical crossentropy'),
      },
    ];
  },
  lesson: ({ evidence: { units = Number.NaN } = {} }) => [
    'Several sigmoid units are for questions that are independent, such as which of several things are in a picture: each says yes or no by itself. Where exactly one class is right, the classes have to compete. A softmax lets them: it makes shares of a whole, so that more for one class is less for all others.',
    `One-hot targets say for each sample that one of ${units} classes is right. With these ${units} units the model may say yes to all of them or to none. Of ${units} answers ${units - 1} are no, so saying no to everything is right in ${formatShare((units - 1) / units)} of them, and the loss is content with little.`,
  ],
};
