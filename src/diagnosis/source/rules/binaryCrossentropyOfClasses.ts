import { choosesClass, isOneHot, knownData, originsOf } from '../facts/knownData.js';
import { modelOutput } from '../facts/modelOutput.js';
import { lossOf } from '../facts/training.js';
import { FEWEST_FOR_UNITS, unitPerClass, unitPerClassHelp } from '../remedies/unitPerClass.js';
import type { SourceRule } from '../sourceRule.js';

/** One unit for targets of which the source shows that they are of more classes than two. */
export const binaryCrossentropyOfClasses: SourceRule = {
  id: 'binary-crossentropy-of-classes',
  find(model) {
    const [output, loss, targets] = [modelOutput(model), lossOf(model), originsOf(model, 'targets')];
    if (output?.units !== 1 || loss?.name !== 'binaryCrossentropy' || !targets || isOneHot(targets)) return [];
    const known = knownData(targets);
    if (!known?.classes || known.classes < FEWEST_FOR_UNITS || choosesClass(targets)) return [];
    const classes = { count: known.classes, areOneHot: false };
    return [
      {
        span: loss.span,
        severity: 'warning',
        category: 'loss',
        message: `The targets of ${known.title} are ${known.classes} classes, and binary crossentropy of one unit is for two.`,
        why: 'Targets of 2 and more are outside of what a sigmoid gives, so the loss falls without end and says nothing.',
        help: unitPerClassHelp(classes),
        evidence: { classes: known.classes, units: 1 },
        fixes: unitPerClass(model, output, loss, classes),
      },
    ];
  },
  lesson: ({ evidence: { classes = Number.NaN } = {} }) => [
    'Binary crossentropy of one unit is for questions with two answers: the unit gives the probability of “yes”, and the target is 1 for yes and 0 for no. A target of 2 would ask for twice as much as certain. The formula takes it all the same and rewards ever larger sums without end.',
    `The targets here are the numbers of ${classes} classes, 0 to ${classes - 1}, and this model has 1 unit to answer with. For ${classes - 2} of them there is no right answer that it could give. With a unit a class, a softmax shares out its probability among them: shares of a whole, the largest of which is the answer.`,
  ],
};
