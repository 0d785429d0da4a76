import { ACTIVATION_RANGES } from '../../../layers/activationRange.js';
import { Edits } from '../edits.js';
import { unitsWords, withActivation } from '../facts/layerWords.js';
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
  lesson(_, model) {
    const { units = null, activation } = modelOutput(model) ?? {};
    const [low, high] = ACTIVATION_RANGES.get(activation?.name ?? 'linear') ?? [
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ];
    const above = high > 1 ? ['An output of 3 counts as 1.'] : [];
    const below = low < 0 ? ['An output of -0.5 counts as 0.'] : [];
    return [
      'Binary crossentropy takes an output for the probability of “yes” and scores it by its logarithm: for a yes, an output near 1 costs almost nothing and one near 0 a lot. Logarithms only exist above 0, so whatever lies outside of 0 to 1 is cut off at the ends first. A sigmoid brings any number into that range.',
      `This model ends in ${unitsWords(units)} ${withActivation(activation?.name)}. ${[...above, ...below].join(' ')} Out there the loss stays the same whatever the output does, so the weights are not told which way to go.`,
    ];
  },
};
