import type { FitView } from '../../src/protocol/dashboard/parts.js';

/** What the numbers of one curve are. */
export interface MetricTitles {
  readonly batch: string;
  readonly training: string;
  readonly validation: string;
}

const SEVERAL = 'where several batches share a pixel, the line is their mean and the band their range';

const PLAIN: MetricTitles = {
  batch: `Every batch; ${SEVERAL}`,
  training: 'Mean of each epoch on the training data',
  validation: 'On the validation data, after each epoch',
};

const HOW = {
  batches: 'mean over the batches of an epoch, as TensorFlow.js computes it',
  epoch: 'over the whole epoch, as Keras computes it',
};

/**
 * A loss is a mean in any case. Precision, recall and the like are not: their mean over batches, which tfjs takes, is another number
 * than theirs over the epoch.
 */
export function metricTitles(curve: string, { metricsOver }: Pick<FitView, 'metricsOver'>): MetricTitles {
  if (curve === 'loss' || metricsOver === null) return PLAIN;
  const how = HOW[metricsOver];
  return {
    batch: metricsOver === 'epoch' ? `The epoch so far, as Keras computes it; ${SEVERAL}` : PLAIN.batch,
    training: `On the training data: ${how}`,
    validation: `${PLAIN.validation}: ${how}`,
  };
}
