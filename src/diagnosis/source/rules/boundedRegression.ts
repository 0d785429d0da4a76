import { ACTIVATION_RANGES, rangeText } from '../../../layers/activationRange.js';
import { formatRound } from '../../../protocol/numberText.js';
import type { SourceModel } from '../../../protocol/source.js';
import type { SourceOrigins } from '../../../protocol/sourceValue.js';
import { outOfReach } from '../../ideas.js';
import { Edits } from '../edits.js';
import { rangeOf, targetsOf } from '../facts/givenNumbers.js';
import { knownData, originsOf } from '../facts/knownData.js';
import { lossWords, unitsWords } from '../facts/layerWords.js';
import { modelOutput } from '../facts/modelOutput.js';
import { fitArgument, lossOf } from '../facts/training.js';
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
    const isRegression = targetsAreNumbers(model);
    // A unit that is 0 for every sample of a regression stays so, and nothing is left that could learn.
    const mayDie = activation.name === 'relu' && output.units === 1 && !reconstructs(model);
    const limits = activation.name === 'relu' ? 'no number below 0' : `numbers from ${bounds[0]} to ${bounds[1]}`;
    const others = isOutside
      ? `the targets go from ${targets[0]} to ${targets[1]}`
      : isRegression
        ? 'the targets are any numbers'
        : 'the loss is for any numbers';
    return [
      {
        span: activation.argument?.valueSpan ?? activationLayer.span,
        severity: isOutside || isRegression || mayDie ? 'warning' : 'hint',
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
  lesson({ evidence: { least = Number.NaN, greatest = Number.NaN } = {} }, model) {
    const { activation, units = null } = modelOutput(model) ?? {};
    const name = activation?.name ?? 'linear';
    const range = ACTIVATION_RANGES.get(name) ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const miss = Math.max(range[0] - least, greatest - range[1]);
    const targets = Number.isNaN(miss)
      ? 'If none of your targets lies outside of that, leave it as it is; one that does can never be reached.'
      : `The targets in this file go from ${least} to ${greatest}: the farthest is missed by ${formatRound(miss)}, however long it trains.`;
    return [
      outOfReach(name, rangeText(range)),
      `This model ends in ${unitsWords(units)} and is trained with ${lossWords(model, 'a loss for numbers')}, a loss for numbers of any size. ${targets}`,
    ];
  },
};

/** Whether the targets are those of a regression that the source names, as they come. */
function targetsAreNumbers(model: SourceModel): boolean {
  const origins = originsOf(model, 'targets');
  return origins !== null && knownData(origins)?.classes === 0 && !isScaled(origins);
}

const isScaled = ({ hasArithmetic, calls }: SourceOrigins): boolean =>
  hasArithmetic || calls.some(({ callee }) => /scale|normali|transform|log|tanh|sigmoid/i.test(callee));

/** Whether a model is to give its inputs back, which may be in its activation's range. */
function reconstructs(model: SourceModel): boolean {
  const [fit] = model.fits;
  const [inputs, targets] = (['x', 'y'] as const).map((name) => fit && fitArgument(model, fit, name));
  return inputs?.path != null && inputs.path === targets?.path;
}
