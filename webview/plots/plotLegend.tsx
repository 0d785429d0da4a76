import { formatNumber } from '../format/number.js';

interface Props {
  readonly batch: number | null;
  readonly training: number | null;
  /** Null where the fit has no validation data. */
  readonly validation: { readonly value: number | null } | null;
}

/** Names the lines of a plot by their look and gives each one's value: the last, or the one under the pointer. */
export function PlotLegend({ batch, training, validation }: Props) {
  return (
    <dl class="plot-legend">
      <Entry
        kind="batch"
        label="batch"
        title="Each batch; where several share a pixel their mean as a line, least to greatest as a band"
        value={batch}
      />
      <Entry kind="training" label="epoch" title="Each epoch's mean on the training data" value={training} />
      {validation && (
        <Entry
          kind="validation"
          label="validation"
          title="On the validation data, after each epoch"
          value={validation.value}
        />
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
