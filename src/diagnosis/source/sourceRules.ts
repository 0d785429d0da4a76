import type { Lesson } from '../../protocol/lesson.js';
import type { SourceModel } from '../../protocol/source.js';
import { asSet, type Severities } from '../asSet.js';
import { disabledAt } from '../disabled.js';
import { isSamePlace } from './facts/places.js';
import { activationOverLogits } from './rules/activationOverLogits.js';
import { addTakesOne } from './rules/addTakesOne.js';
import { batchSize } from './rules/batchSize.js';
import { biasBeforeBatchNormalization } from './rules/biasBeforeBatchNormalization.js';
import { binaryCrossentropyOfClasses } from './rules/binaryCrossentropyOfClasses.js';
import { binaryCrossentropyWithoutSigmoid } from './rules/binaryCrossentropyWithoutSigmoid.js';
import { boundedRegression } from './rules/boundedRegression.js';
import { compileMissing } from './rules/compileMissing.js';
import { constantInitializer } from './rules/constantInitializer.js';
import { crossentropyWithoutSoftmax } from './rules/crossentropyWithoutSoftmax.js';
import { doubleActivation } from './rules/doubleActivation.js';
import { dropout } from './rules/dropout.js';
import { fewEpochs } from './rules/fewEpochs.js';
import { freezeAfterCompile } from './rules/freezeAfterCompile.js';
import { learningRate } from './rules/learningRate.js';
import { linearLayers } from './rules/linearLayers.js';
import { listAsArray } from './rules/listAsArray.js';
import { metrics } from './rules/metrics.js';
import { misspelledArgument } from './rules/misspelledArgument.js';
import { momentumAndDecay } from './rules/momentumAndDecay.js';
import { regressionLossForClasses } from './rules/regressionLossForClasses.js';
import { returnSequences } from './rules/returnSequences.js';
import { saturatingStack } from './rules/saturatingStack.js';
import { scalerFittedToTest } from './rules/scalerFittedToTest.js';
import { shapeChain } from './rules/shapeChain.js';
import { sigmoidForOneHot } from './rules/sigmoidForOneHot.js';
import { softmaxOfOneUnit } from './rules/softmaxOfOneUnit.js';
import { softmaxWithBinaryCrossentropy } from './rules/softmaxWithBinaryCrossentropy.js';
import { softmaxWithRegressionLoss } from './rules/softmaxWithRegressionLoss.js';
import { targetForm } from './rules/targetForm.js';
import { unscaledInputs } from './rules/unscaledInputs.js';
import { validationOnTraining } from './rules/validationOnTraining.js';
import { wideInput } from './rules/wideInput.js';
import type { SourceFinding, SourceRule } from './sourceRule.js';

/** All rules; each has a file of its own. */
const SOURCE_RULES: readonly SourceRule[] = [
  softmaxOfOneUnit,
  crossentropyWithoutSoftmax,
  binaryCrossentropyWithoutSigmoid,
  softmaxWithBinaryCrossentropy,
  softmaxWithRegressionLoss,
  activationOverLogits,
  binaryCrossentropyOfClasses,
  sigmoidForOneHot,
  targetForm,
  regressionLossForClasses,
  boundedRegression,
  doubleActivation,
  linearLayers,
  saturatingStack,
  learningRate,
  momentumAndDecay,
  constantInitializer,
  dropout,
  biasBeforeBatchNormalization,
  wideInput,
  returnSequences,
  shapeChain,
  metrics,
  batchSize,
  fewEpochs,
  validationOnTraining,
  unscaledInputs,
  scalerFittedToTest,
  listAsArray,
  addTakesOne,
  compileMissing,
  freezeAfterCompile,
  misspelledArgument,
];

/** Ids of all rules, as settings and comments name them. */
export const SOURCE_RULE_IDS: readonly string[] = SOURCE_RULES.map(({ id }) => id);

/** A finding, and the id of its rule. */
export interface RuledFinding extends SourceFinding {
  readonly rule: string;
  readonly model: SourceModel;
  readonly lesson: Lesson;
}

export interface Diagnosing {
  /** The text of the models' file, in which comments may switch rules off. */
  readonly text?: string;
  /** In place of the rules' own severities. */
  readonly severities?: Severities;
  /** Told of a rule that failed; the others go on. */
  readonly failed?: (rule: string, error: unknown) => void;
}

/** Whether a finding is about a model as it stands in its file. */
export const isOf = ({ model }: RuledFinding, { line, span }: SourceModel): boolean =>
  model.line === line && model.span.start.column === span.start.column;

/** What all rules have to say of the models of a file. */
export function diagnoseSource(
  models: readonly SourceModel[],
  { text = '', severities = {}, failed }: Diagnosing = {},
): RuledFinding[] {
  const lines = text.split('\n');
  const found = models
    .map((model) => asTrained(model, models))
    .flatMap((model) =>
      SOURCE_RULES.flatMap((rule) => {
        try {
          return rule.find(model).map(
            (finding): RuledFinding => ({
              ...finding,
              rule: rule.id,
              model,
              lesson: rule.lesson(finding, model),
            }),
          );
        } catch (error) {
          failed?.(rule.id, error);
          return [];
        }
      }),
    );
  return once(asSet(found, severities, ({ span }) => disabledAt(lines, span.start.line)));
}

/**
 * A model that nothing in its file fits, though another one is fitted there or has it as a layer, is trained as a part of something, as a GAN's
 * generator: what it is compiled with is never used.
 */
function asTrained(model: SourceModel, models: readonly SourceModel[]): SourceModel {
  if (model.fitLine !== null || model.fits.length > 0 || model.compiles.length === 0) return model;
  const isPart = models.some(
    (other) =>
      other !== model &&
      (other.fitLine !== null || other.layers.some(({ span }) => isSamePlace(span.start, model.span.start))),
  );
  return isPart ? { ...model, compiles: [] } : model;
}

/** What is said of a call that several models share is said once. */
function once(findings: readonly RuledFinding[]): RuledFinding[] {
  const keys = new Set<string>();
  return findings.filter(({ rule, span: { start } }) => {
    const key = `${rule}:${start.line}:${start.column}`;
    return !keys.has(key) && keys.add(key);
  });
}
