import { Edits } from '../edits.js';
import { modelOutput } from '../facts/modelOutput.js';
import { lossOf } from '../facts/training.js';
import type { SourceRule } from '../sourceRule.js';

/** Activations whose outputs leave 0 to 1. */
const NO_PROBABILITY = /^(?:linear|relu|relu6|tanh|elu|selu|softsign|softplus|leakyrelu|prelu|swish|gelu)$/;

/** Binary crossentropy takes probabilities: log(p) and log(1 - p) exist between 0 and 1 alone. UMLAUT; NeuraLint, rule 8. */
export const binaryCrossentropyWithoutSigmoid: SourceRule = {
  id: 'binary-crossentropy-without-sigmoid',
  find(model) {
    const [output, loss] = [modelOutput(model), lossOf(model)];
    if (!output || loss?.name !== 'binaryCrossentropy' || loss.fromLogits !== false) return [];
    const { activation, activationLayer } = output;
    if (!NO_PROBABILITY.test(activation.name)) return [];
    const given = activation.name === 'linear' ? 'no activation' : `the activation ${activation.name}`;
    return [
      {
        span: activation.argument?.valueSpan ?? activationLayer.span,
        severity: 'warning',
        category: 'activation',
        message: `The last layer has ${given}, but binary crossentropy takes probabilities from 0 to 1.`,
        why: 'Outputs outside of 0 to 1 are cut off there, and nothing is learned from them.',
        help: 'Use sigmoid in the last layer.',
        fixes: new Edits(model).setActivation(output, 'sigmoid'),
      },
    ];
  },
};
