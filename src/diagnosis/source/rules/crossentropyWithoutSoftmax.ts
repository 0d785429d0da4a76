import type { SourceModel } from '../../../protocol/source.js';
import { Edits } from '../edits.js';
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
