import { useMemo, useState } from 'preact/hooks';
import { type EpochTable, epochEnds } from '../../src/protocol/dashboard/epochsPart.js';
import type { BatchRange } from '../../src/protocol/dashboard/parts.js';
import type { SeriesUpdate } from '../../src/protocol/dashboard/seriesPart.js';
import { formatCount, formatNumber } from '../../src/protocol/numberText.js';
import { Checkbox } from '../components/toolkit.js';
import { LinePlot } from './linePlot.js';
import { batchValue, plotData, trackCurve } from './plotData.js';
import { type MetricTitles, PlotLegend } from './plotLegend.js';

/** What one track has for a curve. */
interface CurveSource {
  readonly batches: SeriesUpdate | undefined;
  readonly epochs: EpochTable;
}

interface Props {
  /** Key in the logs, such as `loss` or `acc`. */
  readonly name: string;
  readonly titles: MetricTitles;
  /** Of each track; the legend and the marks of epochs are the main one's. */
  readonly sources: readonly [CurveSource, ...CurveSource[]];
  /** Batches to show. */
  readonly range: BatchRange;
  onZoom(zoom: BatchRange | null): void;
}

/** One metric over batches and epochs, in training and validation. */
export function Curve({ name, titles, sources, range, onZoom }: Props) {
  const [log, setLog] = useState(false);
  const [cursor, setCursor] = useState<number | null>(null);
  const curves = useMemo(
    () => sources.map(({ batches, epochs }) => trackCurve(name, batches, epochs)),
    [name, ...sources.flatMap(({ batches, epochs }) => [batches, epochs])],
  );
  const data = useMemo(() => plotData(curves, log), [curves, log]);
  const [{ batches, epochs }] = sources;
  const [main] = curves;
  const ends = useMemo(() => epochEnds(epochs), [epochs]);
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
      <LinePlot
        data={data}
        tracks={curves.length}
        log={log}
        range={range}
        ends={ends}
        label={summary}
        onCursor={setCursor}
        onZoom={onZoom}
      />
      {main && <PlotLegend titles={titles} curve={main} batches={x} />}
    </figure>
  );
}
