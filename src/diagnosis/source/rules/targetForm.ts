import type { SourceModel } from '../../../protocol/source.js';
import type { SourceCall, SourceOrigins } from '../../../protocol/sourceValue.js';
import { Edits } from '../edits.js';
import { callsOfTargets, isOneHot, knownData, originsOf } from '../facts/knownData.js';
import { modelOutput } from '../facts/modelOutput.js';
import { lastPart } from '../facts/names.js';
import { isBefore } from '../facts/places.js';
import { type Loss, lossOf } from '../facts/training.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** Calls that leave class numbers class numbers, one a sample. */
const LEAVES_NUMBERS =
  /^(?:load_\w+|make_\w+|train_test_split|astype|array|asarray|to_numpy|copy|shuffle|permutation)$/;
/** Calls that make class numbers of columns again. */
const TAKES_BACK = /^(?:argmax|inverse_transform|idxmax)$/;

/** Targets in a form that the crossentropy does not take: a number a sample where it compares a column a class, or the other way round. */
export const targetForm: SourceRule = {
  id: 'target-form',
  find(model) {
    const [output, loss, targets] = [modelOutput(model), lossOf(model), originsOf(model, 'targets')];
    if (!output || output.units === null || output.units < 2 || !loss || !targets) return [];
    if (loss.name === 'categoricalCrossentropy' && areNumbers(targets)) return [ofNumbers(model, loss, output.units)];
    const isSparse = loss.name === 'sparseCategoricalCrossentropy';
    return isSparse && areColumns(model, targets) ? [ofColumns(model, loss, output.units)] : [];
  },
  lesson({ evidence: { units = Number.NaN, columns = Number.NaN } = {} }) {
    const here =
      columns === 1
        ? `The model gives ${units} numbers for each sample, and its target is 1 number. There is nothing to compare the others with, so training stops at the first batch.`
        : `The model gives ${units} numbers for each sample, and its target is ${columns} columns where 1 number is looked for. Training stops at the first batch.`;
    return [
      'Which of several classes is right can be written in two ways: as its number, such as 3, or as a row with a column for each class, 1 in that of the right one and 0 in the others (one-hot). They say the same. Each has a crossentropy of its own: the sparse one takes numbers, the other one rows.',
      here,
    ];
  },
};

/** Numbers of the classes of data that are known, which nothing on their way makes columns of. */
function areNumbers(targets: SourceOrigins): boolean {
  const known = knownData(targets);
  if (!known?.classes || known.classes < 2 || targets.hasArithmetic) return false;
  return targets.calls.every(({ callee }) => LEAVES_NUMBERS.test(lastPart(callee)));
}

/** Columns that are made before the fit; what comes after it may be for another one. */
function areColumns(model: SourceModel, targets: SourceOrigins): boolean {
  const [fit] = model.fits;
  const isEarly = ({ span }: SourceCall) => fit !== undefined && isBefore(span.end, fit.span.start);
  const calls = callsOfTargets(model, targets).filter(isEarly);
  return isOneHot({ calls }) && !targets.calls.some(({ callee }) => TAKES_BACK.test(lastPart(callee)));
}

function ofNumbers(model: SourceModel, loss: Loss, units: number): SourceFinding {
  return {
    ...common(model, loss, 'sparseCategoricalCrossentropy'),
    message: `Each target is the number of a class, and categorical crossentropy compares a column for each of ${units} classes.`,
    why: 'One number and a row of numbers do not fit each other, so training fails at the first batch.',
    help: 'Use sparse categorical crossentropy, which takes numbers, or make the targets one-hot.',
    evidence: { units, columns: 1 },
  };
}

function ofColumns(model: SourceModel, loss: Loss, units: number): SourceFinding {
  return {
    ...common(model, loss, 'categoricalCrossentropy'),
    message:
      'Each target has a column for each class, and sparse categorical crossentropy takes the number of the class.',
    why: 'A row of numbers is not one number, so training fails at the first batch.',
    help: 'Use categorical crossentropy, which takes one-hot targets, or leave the targets numbers.',
    evidence: { units, columns: units },
  };
}

const common = (model: SourceModel, loss: Loss, instead: string) => ({
  span: loss.span,
  severity: 'error' as const,
  category: 'loss' as const,
  fixes: new Edits(model).setLoss(loss, instead),
});
