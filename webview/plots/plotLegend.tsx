import { formatNumber } from '../../src/protocol/numberText.js';
import type { MetricTitles } from './metricTitles.js';

interface Props {
  /** What the numbers are. */
  readonly titles: MetricTitles;
  readonly batch: number | null;
  readonly training: number | null;
  /** Null where the fit has no validation data. */
  readonly validation: { readonly value: number | null } | null;
}

/** Names the lines of a plot by their look and gives each one's value: the last, or the one under the pointer. */
export function PlotLegend({ titles, batch, training, validation }: Props) {
  return (
    <dl class="plot-legend">
      <Entry kind="batch" label="batch" title={titles.batch} value={batch} />
      <Entry kind="training" label="epoch" title={titles.training} value={training} />
      {validation && <Entry kind="validation" label="validation" title={titles.validation} value={validation.value} />}
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
