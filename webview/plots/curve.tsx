import { useMemo, useState } from 'preact/hooks';
import type { SeriesUpdate } from '../../src/protocol/dashboard.js';
import { Checkbox } from '../components/checkbox.js';
import { formatCount, formatNumber } from '../format/number.js';
import { epochColumn, epochEnds } from '../state/epochColumns.js';
import type { EpochTable, Zoom } from '../state/model.js';
import { LinePlot } from './linePlot.js';
import { COLUMN, plotData, valueAt } from './plotData.js';
import { PlotLegend } from './plotLegend.js';

interface Props {
  /** Key in the logs, such as `loss` or `acc`. */
  readonly name: string;
  readonly batches: SeriesUpdate | undefined;
  readonly epochs: EpochTable;
  /** Batches to show. */
  readonly range: Zoom;
  onZoom(zoom: Zoom | null): void;
}

/** One metric over batches and epochs, in training and validation. */
export function Curve({ name, batches, epochs, range, onZoom }: Props) {
  const [log, setLog] = useState(false);
  const [cursor, setCursor] = useState<number | null>(null);
  const ends = useMemo(() => epochEnds(epochs), [epochs]);
  const validation = useMemo(() => epochColumn(epochs, `val_${name}`), [epochs, name]);
  const data = useMemo(() => {
    const steps = ends.map(({ step }) => step);
    return plotData(batches, { steps, training: epochColumn(epochs, name), validation }, log);
  }, [batches, epochs, ends, validation, name, log]);
  const at = (column: number): number | null => valueAt(data, column, cursor);
  const x = cursor === null ? null : data[0][cursor];
  const last = valueAt(data, COLUMN.mean, null);
  const summary = `${name} over ${formatCount(range.to)} batches; now ${last === null ? 'not known' : formatNumber(last)}`;
  return (
    <figure class="curve">
      <figcaption class="curve-head">
        <span class="curve-name">{name}</span>
        <span class="curve-cursor muted">{typeof x === 'number' ? `batch ${formatCount(Math.round(x))}` : ''}</span>
        {name === 'loss' && (
          <Checkbox label="Log scale" title="Show the loss on a logarithmic scale" checked={log} onChange={setLog} />
        )}
      </figcaption>
      <LinePlot data={data} log={log} range={range} ends={ends} label={summary} onCursor={setCursor} onZoom={onZoom} />
      <PlotLegend
        entries={[
          {
            kind: 'batch',
            label: 'batch',
            title: 'Each batch: the mean as a line, least to greatest as a band',
            value: at(COLUMN.mean),
          },
          { kind: 'training', label: 'epoch', title: 'Mean of each epoch, training data', value: at(COLUMN.training) },
          ...(validation
            ? [
                {
                  kind: 'validation' as const,
                  label: 'validation',
                  title: 'After each epoch, validation data',
                  value: at(COLUMN.validation),
                },
              ]
            : []),
        ]}
      />
    </figure>
  );
}
