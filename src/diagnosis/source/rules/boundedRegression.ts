import { ACTIVATION_RANGES } from '../../../layers/activationRange.js';
import { Edits } from '../edits.js';
import { rangeOf, targetsOf } from '../facts/givenNumbers.js';
import { modelOutput } from '../facts/modelOutput.js';
import { lossOf } from '../facts/training.js';
import type { SourceRule } from '../sourceRule.js';

/** Activations that are no usual last one of a regression; softplus and relu6 are put there on purpose. */
const JUDGED: ReadonlySet<string> = new Set(['relu', 'sigmoid', 'hardSigmoid', 'tanh', 'softsign']);

/** A regression whose outputs cannot reach all numbers: certain where the source shows targets that they do not reach. UMLAUT; DeepDiagnosis. */
export const boundedRegression: SourceRule = {
  id: 'bounded-regression',
  find(model) {
    const [output, loss] = [modelOutput(model), lossOf(model)];
    if (!output || !loss?.isOfNumbers) return [];
    const { activation, activationLayer } = output;
    const bounds = JUDGED.has(activation.name) ? ACTIVATION_RANGES.get(activation.name) : undefined;
    if (!bounds) return [];
    const targets = rangeOf(targetsOf(model));
    const isOutside = targets !== null && (targets[0] < bounds[0] || targets[1] > bounds[1]);
    if (targets && !isOutside && activation.name !== 'relu') return [];
    const limits = activation.name === 'relu' ? 'no number below 0' : `numbers from ${bounds[0]} to ${bounds[1]}`;
    const others = isOutside ? `the targets go from ${targets[0]} to ${targets[1]}` : 'the loss is for any numbers';
    return [
      {
        span: activation.argument?.valueSpan ?? activationLayer.span,
        severity: isOutside ? 'warning' : 'hint',
        category: 'activation',
        message: `The last layer's ${activation.name} gives ${limits}, and ${others}.`,
        why:
          activation.name === 'relu'
            ? 'Where a sum is below 0 the output is 0 and has no gradient; a unit that is there for every sample never learns again.'
            : 'Targets beyond that cannot be reached, and near the ends the gradient vanishes.',
        help: 'Use no activation for numbers; for classes, a crossentropy.',
        ...(isOutside ? { evidence: { least: targets[0], greatest: targets[1] } } : {}),
        fixes: new Edits(model).setActivation(output, 'linear'),
      },
    ];
  },
};
