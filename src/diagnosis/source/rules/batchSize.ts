import { formatCount } from '../../../protocol/numberText.js';
import type { SourceModel } from '../../../protocol/source.js';
import type { SourceSpan } from '../../../protocol/sourceSpan.js';
import type { SourceArgument } from '../../../protocol/sourceValue.js';
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
      if (argument?.value === 1) return [ofOne(model, argument)];
      const [size, samples] = [batchSizeOf(model, fit), samplesOf(model, fit)];
      if (size === null || samples === null || size < samples) return [];
      const isShort = shortWay(model, fit) !== null;
      return isShort || (argument && size > samples)
        ? [tooLarge(argument?.valueSpan ?? fit.span, size, samples, isShort)]
        : [];
    }),
  lesson({ evidence: { batchSize: size = Number.NaN, threshold = Number.NaN } = {} }) {
    if (size === 1) {
      return [
        'After each batch the weights take a step, in the direction that its samples ask for on average. One sample asks for what suits itself, so steps go to and fro; the mean over 32 is nearly six times as steady (the square root of 32). A computer works on 32 almost as fast as on one.',
        `Here a batch is 1 sample: 1,000 samples are 1,000 steps, and with ${USUAL_SIZE} in a batch they would be ${Math.ceil(1000 / USUAL_SIZE)}, in a small part of the time. Batch normalization, where there is any, subtracts the mean of the batch, and of 1 sample that leaves 0.`,
      ];
    }
    const smaller = threshold > USUAL_SIZE ? USUAL_SIZE : Math.ceil(threshold / 4);
    return [
      'An epoch goes through all samples once, batch by batch, and after each batch the weights take one step. Larger batches make steps steadier, but there are fewer of them, and learning takes as many steps as it takes. A batch with room for all samples makes one step an epoch.',
      `Here a batch could hold ${formatCount(size)} samples, and there are ${formatCount(threshold)}: each epoch is 1 step. With ${smaller} in a batch it would be ${Math.ceil(threshold / smaller)}.`,
    ];
  },
};

function ofOne(model: SourceModel, argument: SourceArgument): SourceFinding {
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
    fixes: new Edits(model).replace(argument, String(USUAL_SIZE), `Set the batch size to ${USUAL_SIZE}`),
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
