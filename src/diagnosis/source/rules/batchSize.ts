import type { SourceModel } from '../../../protocol/source.js';
import type { SourceSpan } from '../../../protocol/sourceSpan.js';
import type { SourceArgument, SourceCall } from '../../../protocol/sourceValue.js';
import { Edits } from '../edits.js';
import { samplesOf } from '../facts/givenNumbers.js';
import { batchSizeOf, shortWay } from '../facts/steps.js';
import { fitArgument } from '../facts/training.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

const USUAL_SIZE = 32;

/** Batches of one sample (noisy gradients, and nothing for batch normalization to normalize), or of more samples than there are. */
export const batchSize: SourceRule = {
  id: 'batch-size',
  find: (model) =>
    model.fits.flatMap((fit) => {
      const argument = fitArgument(model, fit, 'batchSize');
      if (argument?.value === 1) return [ofOne(model, fit, argument)];
      const [size, samples] = [batchSizeOf(model, fit), samplesOf(model, fit)];
      if (size === null || samples === null || size < samples) return [];
      const isShort = shortWay(model, fit) !== null;
      return isShort || (argument && size > samples)
        ? [tooLarge(argument?.valueSpan ?? fit.span, size, samples, isShort)]
        : [];
    }),
};

function ofOne(model: SourceModel, fit: SourceCall, argument: SourceArgument): SourceFinding {
  const normalizes = model.layers.some(({ className }) => className === 'BatchNormalization');
  return {
    span: argument.valueSpan,
    severity: normalizes ? 'warning' : 'hint',
    category: 'batch-size',
    message: 'Each batch is one sample.',
    why: normalizes
      ? 'Batch normalization subtracts the mean of the batch: of one sample nothing is left but what does not depend on it.'
      : 'A gradient of one sample is noisy, and most of the time goes into calling the steps.',
    help: `Use ${USUAL_SIZE} or so.`,
    evidence: { batchSize: 1, threshold: 1 },
    fixes: new Edits(model).setIn(
      fit,
      'batchSize',
      argument,
      String(USUAL_SIZE),
      `Set the batch size to ${USUAL_SIZE}`,
    ),
  };
}

function tooLarge(span: SourceSpan, size: number, samples: number, isShort: boolean): SourceFinding {
  return {
    span,
    severity: isShort ? 'warning' : 'hint',
    category: 'batch-size',
    message: `A batch holds ${size} samples, and there are ${samples}.`,
    why: 'Each epoch is one step on all of the data, so few steps are taken.',
    help: 'Use smaller batches or more epochs.',
    evidence: { batchSize: size, threshold: samples },
    fixes: [],
  };
}
