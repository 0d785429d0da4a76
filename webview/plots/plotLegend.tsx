import { formatNumber } from '../../src/protocol/numberText.js';
import type { MetricTitles } from './metricTitles.js';
import { batchValue, epochValue, type TrackCurve } from './plotData.js';

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
