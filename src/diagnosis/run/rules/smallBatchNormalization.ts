import { formatShare } from '../../../protocol/numberText.js';
import { usualBatchSize } from '../../source/remedies/changedTraining.js';
import { layerSubject } from '../layerName.js';
import type { RunRule } from '../runRule.js';

/** Samples a batch below which their mean and variance are too rough; Wu and He, Group Normalization, 2018. */
const FEWEST = 8;

/** Batch normalization over so few samples that its statistics are noise. */
export const smallBatchNormalization: RunRule = {
  id: 'small-batch-normalization',
  find(fit, { learned }) {
    const { batchSize, layers } = fit.summary;
    const layer = layers.findIndex(
      ({ className, outputShape }) => className === 'BatchNormalization' && outputShape.length === 2,
    );
    if (layer < 0 || batchSize === null || batchSize >= FEWEST) return [];
    return [
      {
        rule: smallBatchNormalization.id,
        category: 'batch-size',
        severity: batchSize === 1 && learned !== 'much' ? 'warning' : 'hint',
        message: `${layerSubject(fit, layer)} normalizes over batches of ${batchSize} (too few below ${FEWEST}).`,
        why:
          batchSize === 1
            ? 'Of one sample the deviation is 0: every output is the same, whatever the input.'
            : 'Mean and variance of so few samples are noise, and differ from those that are used to predict.',
        help: 'Use larger batches, or layer normalization.',
        layer,
        since: null,
        evidence: { batchSize, threshold: FEWEST },
      },
    ];
  },
  fixes: (_, { model }) => usualBatchSize(model),
  lesson({ evidence: { batchSize = Number.NaN } }) {
    const here =
      batchSize === 1
        ? 'Here a batch is 1 sample. It is its own mean, so 0 is left of it, whatever it was: the layer hides the inputs from all that comes after it.'
        : `Here a batch has ${batchSize} samples. The mean of so few is off by about ${formatShare(1 / Math.sqrt(batchSize))} of the deviation, so the same sample looks different in each batch that it is in. With 32 samples it would be ${formatShare(1 / Math.sqrt(32))}.`;
    return [
      'Batch normalization keeps numbers at a usual size: from each unit it subtracts the mean over the samples of the batch, and divides by their standard deviation, how far they usually are from it. Both are estimates, and rough ones where a batch has few samples. When the net predicts later, averages over many batches are used, which the net has then not been trained with.',
      here,
    ];
  },
};
