import { ACTIVATION_RANGES } from '../../../layers/activationRange.js';
import type { Lesson } from '../../../protocol/lesson.js';
import type { SourceModel } from '../../../protocol/source.js';
import { Edits } from '../edits.js';
import { unitsWords, withActivation } from '../facts/layerWords.js';
import { type ModelOutput, modelOutput } from '../facts/modelOutput.js';
import { type Loss, lossOf } from '../facts/training.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** Activations whose outputs are no distribution over classes: they need not add up to 1, and all but the sigmoids may be 0 or less. */
const NO_DISTRIBUTION = /^(?:linear|relu|relu6|tanh|sigmoid|hardSigmoid|elu|selu|softsign|leakyrelu|prelu|swish|gelu)$/;

/** Crossentropy of exclusive classes takes a distribution: Keras's and tfjs's own rule. UMLAUT; NeuraLint, rule 8. */
export const crossentropyWithoutSoftmax: SourceRule = {
  id: 'crossentropy-without-softmax',
  find(model) {
    const [output, loss] = [modelOutput(model), lossOf(model)];
    if (!output || !loss || !/^(?:sparseC|c)ategoricalCrossentropy$/.test(loss.name)) return [];
    if (loss.fromLogits !== false || !NO_DISTRIBUTION.test(output.activation.name)) return [];
    return [output.units === 1 ? ofOneUnit(model, output, loss) : ofSeveral(model, output)];
  },
  lesson: (_, model) => lessonFor(modelOutput(model), lossOf(model)),
};

function ofSeveral(model: SourceModel, output: ModelOutput): SourceFinding {
  const { activation, activationLayer } = output;
  const given = activation.name === 'linear' ? 'no activation' : `the activation ${activation.name}`;
  const why = /sigmoid/i.test(activation.name)
    ? 'Each unit says yes or no by itself, so the outputs need not add up to 1 and the classes do not compete.'
    : 'The outputs may be negative or add up to anything; where one is 0 or less, the logarithm is cut off and nothing is learned from it.';
  return {
    span: activation.argument?.valueSpan ?? activationLayer.span,
    severity: 'warning',
    category: 'activation',
    message: `The last layer has ${given}, but categorical crossentropy takes probabilities that add up to 1.`,
    why,
    help: 'Use softmax in the last layer.',
    fixes: new Edits(model).setActivation(output, 'softmax'),
  };
}

function ofOneUnit(model: SourceModel, output: ModelOutput, loss: Loss): SourceFinding {
  const isSparse = loss.name.startsWith('sparse');
  return {
    span: loss.span,
    severity: 'error',
    category: 'loss',
    message: `The last layer has one unit, and ${isSparse ? 'sparse ' : ''}categorical crossentropy compares classes, each with a unit of its own.`,
    why: isSparse
      ? 'Only class 0 has a unit, so the other classes cannot be learned.'
      : 'One class alone always has all of the probability: the loss is the same for every output.',
    help: 'For two classes, use sigmoid and binary crossentropy; for more, one unit per class and softmax.',
    evidence: { units: 1 },
    fixes: /sigmoid/i.test(output.activation.name) ? new Edits(model).setLoss(loss, 'binaryCrossentropy') : [],
  };
}

function lessonFor(output: ModelOutput | null, loss: Loss | null): Lesson {
  const { units = null, activation } = output ?? {};
  if (units === 1) {
    const here = loss?.name.startsWith('sparse')
      ? 'This model ends in 1 unit, which is class 0. A sample of class 1 asks for a unit that is not there.'
      : 'This model ends in 1 unit. The loss divides by the sum over all classes first, and one number divided by itself is 1: the loss is 0 for any answer, with nothing left to make better.';
    return [
      'Categorical crossentropy is for questions with several answers of which one is right. Each answer has a unit, whose output is the share that the net gives to it, and the loss looks at the share of the right one. With a single unit there is nothing to share out.',
      here,
    ];
  }
  const low = ACTIVATION_RANGES.get(activation?.name ?? 'linear')?.[0] ?? Number.NEGATIVE_INFINITY;
  return [
    'Categorical crossentropy looks at the output of the right class and takes its logarithm: 1 costs nothing, and the closer to 0, the more it costs. That is fair only where the outputs are shares of one whole, so that more for one class is less for the others. A softmax makes such shares of any numbers: positive, and 1 in all.',
    `This model ends in ${unitsWords(units)} ${withActivation(activation?.name)}. ${shareText(activation?.name ?? 'linear', low, units)}`,
  ];
}

function shareText(activation: string, low: number, units: number | null): string {
  if (/sigmoid/i.test(activation))
    return `Each can be near 1 by itself, so together they may be anything from 0 to ${units ?? 'their number'}. The loss divides by that sum first: what it scores is not what the model answers.`;
  return low < 0
    ? 'They can be below 0, where there is no logarithm, and are cut off first. An answer of -0.2 and one of -0.1 are scored alike then, and nothing is learned from the difference.'
    : 'Those that are 0 have no logarithm and are cut off first, and where all of them are 0, nothing tells one class from another.';
}
