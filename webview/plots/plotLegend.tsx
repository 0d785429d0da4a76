import type { FitView } from '../../src/protocol/dashboard/parts.js';
import { formatNumber } from '../../src/protocol/numberText.js';
import { batchValue, epochValue, type TrackCurve } from './plotData.js';

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

interface Props {
  /** What the numbers are. */
  readonly titles: MetricTitles;
  readonly curve: TrackCurve;
  /** Batches done where the pointer is; null for the end. */
  readonly batches: number | null;
}

/** Names the lines of a plot by their look and gives each one's value: the last, or the one under the pointer. */
export function PlotLegend({ titles, curve, batches }: Props) {
  const { steps, training, validation } = curve;
  const atEpoch = (values: readonly number[] | null) => epochValue(steps, values, batches);
  return (
    <dl class="plot-legend">
      <Entry kind="batch" label="batch" title={titles.batch} value={batchValue(curve.batches, batches)} />
      <Entry kind="training" label="epoch" title={titles.training} value={atEpoch(training)} />
      {validation && (
        <Entry kind="validation" label="validation" title={titles.validation} value={atEpoch(validation)} />
      )}
    </dl>
  );
}

interface EntryProps {
  readonly kind: 'batch' | 'training' | 'validation';
  readonly label: string;
  readonly title: string;
  readonly value: number | null;
}

function Entry({ kind, label, title, value }: EntryProps) {
  return (
    <div class="legend-entry" title={title}>
      <dt>
        <span class={`legend-line legend-${kind}`} aria-hidden="true" /> {label}
      </dt>
      <dd>{value === null ? '–' : formatNumber(value)}</dd>
    </div>
  );
}
