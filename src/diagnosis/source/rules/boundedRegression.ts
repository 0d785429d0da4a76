import { ACTIVATION_RANGES, rangeText } from '../../../layers/activationRange.js';
import { formatNumber, formatRound } from '../../../protocol/numberText.js';
import type { SourceModel } from '../../../protocol/source.js';
import type { SourceOrigins } from '../../../protocol/sourceValue.js';
import { outOfReach } from '../../ideas.js';
import { Edits } from '../edits.js';
import { possibleTargets, rangeOf, targetsOf } from '../facts/givenNumbers.js';
import { knownData, originsOf } from '../facts/knownData.js';
import { lossWords, unitsWords } from '../facts/layerWords.js';
import { modelOutput } from '../facts/modelOutput.js';
import { lastPart } from '../facts/names.js';
import { callArgument, fitArgument, lossOf } from '../facts/training.js';
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
    const shown = shownBy(model, bounds);
    if (shown === 'within' && activation.name !== 'relu') return [];
    const told = typeof shown === 'object' ? shown : null;
    // A unit that is 0 for every sample of a regression stays so, and nothing is left that could learn.
    const mayDie = activation.name === 'relu' && output.units === 1 && !reconstructs(model);
    const limits = activation.name === 'relu' ? 'no number below 0' : `numbers from ${bounds[0]} to ${bounds[1]}`;
    return [
      {
        span: activation.argument?.valueSpan ?? activationLayer.span,
        severity: told || mayDie ? 'warning' : 'hint',
        category: 'activation',
        message: `The last layer's ${activation.name} gives ${limits}, and ${told?.text ?? 'the loss is for any numbers'}.`,
        why:
          activation.name === 'relu'
            ? 'Where a sum is below 0 the output is 0 and has no gradient; a unit that is there for every sample never learns again.'
            : 'Targets beyond that cannot be reached, and near the ends the gradient vanishes.',
        help: 'Use no activation for numbers; for classes, a crossentropy.',
        ...(told?.evidence ? { evidence: told.evidence } : {}),
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

interface Shown {
  readonly text: string;
  readonly evidence?: Readonly<Record<string, number>>;
}

/** What the source shows of targets that are not all within bounds; `within` where all are, null where it shows neither. */
function shownBy(model: SourceModel, [low, high]: readonly [number, number]): Shown | 'within' | null {
  const targets = rangeOf(targetsOf(model));
  if (targets) {
    const [least, greatest] = targets;
    if (least >= low && greatest <= high) return 'within';
    return { text: `the targets go from ${least} to ${greatest}`, evidence: { least, greatest } };
  }
  if (possibleTargets(model)?.every((each) => each >= low && each <= high)) return 'within';
  const scale = reconstructs(model) ? scaleOfInputs(model) : null;
  if (scale && scale.least < low)
    return { text: `the inputs, which are also the targets, are scaled to ${scale.text}` };
  return targetsAreNumbers(model) ? { text: 'the targets are any numbers' } : null;
}

/** Whether the targets are those of a regression that the source names, as they come. */
function targetsAreNumbers(model: SourceModel): boolean {
  const origins = originsOf(model, 'targets');
  return origins !== null && knownData(origins)?.classes === 0 && !isScaled(origins);
}

const isScaled = ({ hasArithmetic, calls }: SourceOrigins): boolean =>
  hasArithmetic || calls.some(({ callee }) => /scale|normali|transform|log|tanh|sigmoid/i.test(callee));

/** What scalers of scikit-learn bring to 0 unless they are told not to, with the argument that tells them. */
const CENTERS: Readonly<Record<string, readonly [text: string, argument: string]>> = {
  StandardScaler: ['a mean of 0', 'withMean'],
  scale: ['a mean of 0', 'withMean'],
  RobustScaler: ['a median of 0', 'withCentering'],
};

/** Where the numbers that a scaler makes of the inputs begin, minus infinity where they spread about 0; null where none is told. */
function scaleOfInputs(model: SourceModel): { readonly least: number; readonly text: string } | null {
  const origins = originsOf(model, 'inputs');
  if (!origins || origins.hasArithmetic) return null;
  const scalers = origins.calls.filter(({ callee }) => /Scaler$|^sklearn.*\.scale$/.test(callee));
  const [scaler] = scalers;
  if (!scaler || scalers.length > 1) return null;
  const name = lastPart(scaler.callee);
  const centers = Object.hasOwn(CENTERS, name) ? CENTERS[name] : undefined;
  if (centers) {
    const [text, argument] = centers;
    const given = callArgument(scaler.arguments, argument, ['x', 'axis']);
    return given === null || given?.value === true ? { least: Number.NEGATIVE_INFINITY, text } : null;
  }
  if (name !== 'MinMaxScaler') return null;
  const least = callArgument(scaler.arguments, 'featureRange', ['featureRange'])?.elements?.[0]?.value;
  return typeof least === 'number' ? { least, text: `a minimum of ${formatNumber(least)}` } : null;
}

/** Whether a model is to give its inputs back, which may be in its activation's range. */
function reconstructs(model: SourceModel): boolean {
  const [fit] = model.fits;
  const [inputs, targets] = (['x', 'y'] as const).map((name) => fit && fitArgument(model, fit, name));
  return inputs?.path != null && inputs.path === targets?.path;
}
