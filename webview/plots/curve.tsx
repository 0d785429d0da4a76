import { useMemo, useState } from 'preact/hooks';
import type { SeriesUpdate } from '../../src/protocol/dashboard.js';
import { formatCount, formatNumber } from '../../src/protocol/numberText.js';
import { Checkbox } from '../components/checkbox.js';
import { epochColumn, epochEnds } from '../state/epochColumns.js';
import type { EpochTable, Zoom } from '../state/model.js';
import { LinePlot } from './linePlot.js';
import type { MetricTitles } from './metricTitles.js';
import { batchValue, epochValue, plotData } from './plotData.js';
import { PlotLegend } from './plotLegend.js';

interface Props {
  /** Key in the logs, such as `loss` or `acc`. */
  readonly name: string;
  readonly titles: MetricTitles;
  readonly batches: SeriesUpdate | undefined;
  readonly epochs: EpochTable;
  /** Batches to show. */
  readonly range: Zoom;
  onZoom(zoom: Zoom | null): void;
}

/** One metric over batches and epochs, in training and validation. */
export function Curve({ name, titles, batches, epochs, range, onZoom }: Props) {
  const [log, setLog] = useState(false);
  const [cursor, setCursor] = useState<number | null>(null);
  const ends = useMemo(() => epochEnds(epochs), [epochs]);
  const lines = useMemo(() => {
    const steps = ends.map(({ step }) => step);
    return { steps, training: epochColumn(epochs, name), validation: epochColumn(epochs, `val_${name}`) };
  }, [epochs, ends, name]);
  const data = useMemo(() => plotData(batches, lines, log), [batches, lines, log]);
  const x = cursor === null ? null : (data[0][cursor] ?? null);
  const last = batchValue(batches, null);
  const summary = `${name} over ${formatCount(range.to)} batches; last ${last === null ? 'unknown' : formatNumber(last)}`;
  return (
    <figure class="curve">
      <figcaption class="curve-head">
        <span class="curve-name">{name}</span>
        <span class="curve-cursor muted">{x === null ? '' : `batch ${formatCount(Math.round(x))}`}</span>
        {name === 'loss' && (
          <Checkbox label="Log scale" title="Show the loss on a logarithmic scale" checked={log} onChange={setLog} />
        )}
      </figcaption>
      <LinePlot data={data} log={log} range={range} ends={ends} label={summary} onCursor={setCursor} onZoom={onZoom} />
      <PlotLegend
        titles={titles}
        batch={batchValue(batches, x)}
        training={epochValue(lines.steps, lines.training, x)}
        validation={lines.validation && { value: epochValue(lines.steps, lines.validation, x) }}
      />
    </figure>
  );
}
