import { usualBatchSize } from '../../source/remedies/changedTraining.js';
import { layerSubject } from '../layerName.js';
import type { RunRule } from '../runRule.js';

/** Samples a batch below which their mean and variance are too rough; Wu and He, Group Normalization, 2018. */
const FEWEST = 8;

/** Batch normalization over so few samples that its statistics are noise. */
export const smallBatchNormalization: RunRule = {
  id: 'small-batch-normalization',
  find(fit) {
    const { batchSize, layers } = fit.summary;
    const layer = layers.findIndex(
      ({ className, outputShape }) => className === 'BatchNormalization' && outputShape.length === 2,
    );
    if (layer < 0 || batchSize === null || batchSize >= FEWEST) return [];
    return [
      {
        rule: smallBatchNormalization.id,
        category: 'batch-size',
        severity: batchSize === 1 ? 'warning' : 'hint',
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
};
