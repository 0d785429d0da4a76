import type { SourceModel } from '../../../protocol/source.js';
import { Edits } from '../edits.js';
import { possibleTargets } from '../facts/givenNumbers.js';
import { callsOfTargets, choosesClass, isOneHot, knownData, originsOf } from '../facts/knownData.js';
import { lossWords, unitsWords, withActivation } from '../facts/layerWords.js';
import { type ModelOutput, modelOutput } from '../facts/modelOutput.js';
import { type Loss, lossOf, metricsOf } from '../facts/training.js';
import { type Classes, FEWEST_FOR_UNITS, unitPerClass, unitPerClassHelp } from '../remedies/unitPerClass.js';
import type { SourceFix, SourceRule } from '../sourceRule.js';

/** A loss for numbers, where targets or accuracy show that classes are meant; of a softmax another rule tells. UMLAUT; NeuraLint, rule 12. */
export const regressionLossForClasses: SourceRule = {
  id: 'regression-loss-for-classes',
  find(model) {
    const [output, loss] = [modelOutput(model), lossOf(model)];
    if (!output || output.activation.name === 'softmax' || !loss?.isOfNumbers) return [];
    const shown = shownBy(model, output, loss);
    if (!shown) return [];
    const { classes } = shown;
    const { help, fixes } =
      classes && classes.count >= FEWEST_FOR_UNITS
        ? { help: unitPerClassHelp(classes), fixes: unitPerClass(model, output, loss, classes) }
        : crossentropyOf(model, output, loss);
    return [
      {
        span: loss.span,
        severity: shown.isCertain ? 'warning' : 'hint',
        category: 'loss',
        message: `The loss is for numbers, and ${shown.text}.`,
        why: 'Where the outputs are sure and wrong, this loss has next to no gradient; a crossentropy has its largest there.',
        help,
        fixes,
      },
    ];
  },
  lesson(_, model) {
    const { units = null, activation } = modelOutput(model) ?? {};
    return [
      'A loss for numbers asks how far an answer is from its target. Of classes the question is how much of the probability goes to the right one. Near 0 and 1 a sigmoid is flat, and a loss for numbers learns through that flat part: it corrects least where the answer is sure and wrong. A crossentropy makes up for that.',
      `This model ends in ${unitsWords(units)} ${withActivation(activation?.name)} and is trained with ${lossWords(model, 'a loss for numbers')}. Where the right answer is 1 and a sigmoid gives 0.01, a squared error pulls at the sum before it with 0.02, a crossentropy with 0.99, fifty times as hard.`,
    ];
  },
};

/** The crossentropy of as many outputs, with the activation that it takes. */
function crossentropyOf(model: SourceModel, output: ModelOutput, loss: Loss): { help: string; fixes: SourceFix[] } {
  const isOne = output.units === 1;
  const edits = new Edits(model);
  const [activation, better] = isOne
    ? (['sigmoid', 'binaryCrossentropy'] as const)
    : (['softmax', 'categoricalCrossentropy'] as const);
  const parts =
    output.activation.name === activation
      ? [edits.setLoss(loss, better)]
      : [edits.setActivation(output, activation), edits.setLoss(loss, better)];
  const all = parts.flat();
  const names = isOne ? 'sigmoid and binary crossentropy' : 'softmax and categorical crossentropy';
  const fixes = all.length < parts.length ? [] : [{ title: `Use ${names}`, edits: all.flatMap((each) => each.edits) }];
  return { help: `Use ${names}.`, fixes };
}

interface Shown {
  readonly text: string;
  readonly isCertain: boolean;
  /** How many there are, where that is known. */
  readonly classes?: Classes;
}

function shownBy(model: SourceModel, { units, activation }: ModelOutput, loss: Loss): Shown | null {
  const targets = originsOf(model, 'targets');
  const known = targets && knownData(targets);
  const areOneHot = targets !== null && isOneHot({ calls: callsOfTargets(model, targets) });
  if (areOneHot && units !== 1) return { text: 'the targets are one-hot classes', isCertain: true };
  const counts = model.compiles.some((compile) => metricsOf(model, compile).some(({ name }) => name === 'accuracy'));
  // Class numbers may be meant as numbers, but not where it is counted how many are right.
  const count = targets && !targets.hasArithmetic && !choosesClass(targets) ? known?.classes : null;
  if (count && (activation.name !== 'linear' || counts)) {
    const text = `the targets of ${known?.title} are ${count} classes`;
    return { text, isCertain: true, classes: { count, areOneHot } };
  }
  if (known?.classes === 0) return null;
  // The best constant answer to an absolute error is the median: of two classes the larger one, whatever the input.
  const isCertain = loss.name === 'meanAbsoluteError';
  const isProbability = activation.name === 'sigmoid' && units === 1;
  if (isProbability && areTwoClasses(possibleTargets(model))) return { text: 'the targets are 0 and 1', isCertain };
  if (!counts) return null;
  // Of several columns Keras and tfjs count the largest; what a sigmoid gives is rounded to a class.
  if (units !== null && units > 1 && activation.name !== 'relu')
    return { text: `accuracy is measured of ${units} outputs: classes are meant`, isCertain: false };
  return isProbability ? { text: 'accuracy is measured of a sigmoid: classes are meant', isCertain } : null;
}

const areTwoClasses = (targets: readonly number[] | null): boolean =>
  targets !== null &&
  [0, 1].every((each) => targets.includes(each)) &&
  targets.every((each) => each === 0 || each === 1);
