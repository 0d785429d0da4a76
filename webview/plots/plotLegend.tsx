import { formatNumber } from '../format/number.js';

export interface LegendEntry {
  readonly kind: 'batch' | 'training' | 'validation';
  readonly label: string;
  readonly title: string;
  readonly value: number | null;
}

/** Names the lines of a plot by their look and gives each one's value: the last, or the one under the pointer. */
export function PlotLegend({ entries }: { readonly entries: readonly LegendEntry[] }) {
  return (
    <dl class="plot-legend">
      {entries.map(({ kind, label, title, value }) => (
        <div key={kind} class="legend-entry" title={title}>
          <dt>
            <span class={`legend-line legend-${kind}`} aria-hidden="true" /> {label}
          </dt>
          <dd>{value === null ? '–' : formatNumber(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
