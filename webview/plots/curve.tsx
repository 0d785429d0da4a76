import { useMemo, useState } from 'preact/hooks';
import { type EpochTable, epochEnds } from '../../src/protocol/dashboard/epochsPart.js';
import type { BatchRange } from '../../src/protocol/dashboard/parts.js';
import type { SeriesUpdate } from '../../src/protocol/dashboard/seriesPart.js';
import { formatCount, formatNumber } from '../../src/protocol/numberText.js';
import { Checkbox } from '../components/toolkit.js';
import { type Clock, X_UNITS } from './clock.js';
import { bestValue, curveText, valuesText } from './curveFigures.js';
import { LinePlot } from './linePlot.js';
import { type LineKind, plotData, trackCurve } from './plotData.js';
import { type MetricTitles, PlotLegend } from './plotLegend.js';
import type { XRange } from './plotOptions.js';

/** What one track has for a curve. */
export interface CurveSource {
  readonly clock: Clock;
  readonly batches: SeriesUpdate | undefined;
  readonly epochs: EpochTable;
}

interface Props {
  /** Key in the logs, such as `loss` or `acc`. */
  readonly name: string;
  readonly higherIsBetter: boolean;
  readonly titles: MetricTitles;
  /** Of each track; the legend and the marks of epochs are the main one's, which is the first. */
  readonly sources: readonly [CurveSource, ...CurveSource[]];
  /** 0 to below 1. */
  readonly smoothing: number;
  readonly log: boolean;
  onLog(): void;
  /** Batches to show, and the same on the x axis. */
  readonly batches: BatchRange;
  readonly range: XRange;
  /** On the x axis, of the batch that is looked back on; null for the last one. */
  readonly past: number | null;
  readonly hidden: readonly LineKind[];
  onToggle(line: LineKind): void;
  onZoom(zoom: XRange | null): void;
}

/** One metric over batches and epochs, in training and validation. */
export function Curve(props: Props) {
  const { name, higherIsBetter, titles, sources, smoothing, log, range, hidden, onLog, onToggle, onZoom } = props;
  const [cursor, setCursor] = useState<number | null>(null);
  const [hasFocus, setHasFocus] = useState(false);
  const curves = useMemo(
    () => sources.map(({ clock, batches, epochs }) => trackCurve(name, clock, batches, epochs, smoothing)),
    [name, smoothing, ...sources.flatMap(({ clock, batches, epochs }) => [clock, batches, epochs])],
  );
  const data = useMemo(() => plotData(curves.toReversed(), { log, hidden }), [curves, log, hidden]);
  const [{ epochs, clock }] = sources;
  const { unit } = clock;
  const [main, ...behind] = curves;
  const ends = useMemo(() => epochEnds(epochs).map((end) => ({ ...end, x: clock.toX(end.step) })), [epochs, clock]);
  const best = useMemo(() => main && bestValue(main, higherIsBetter), [main, higherIsBetter]) ?? null;
  const x = cursor === null ? null : (data[0][cursor] ?? null);
  const isMarked = best !== null && !hidden.includes(best.of) && (!log || best.value > 0);
  return (
    <figure class="curve" aria-label={name} onFocusIn={() => setHasFocus(true)} onFocusOut={() => setHasFocus(false)}>
      <figcaption class="curve-head">
        <span class="curve-name">{name}</span>
        <span class="curve-cursor muted">{x === null ? '' : X_UNITS[unit].text(x)}</span>
        <Checkbox
          label="Log"
          title={`Show ${name} on a logarithmic scale, which leaves out values of 0 and below`}
          checked={log}
          onChange={onLog}
        />
      </figcaption>
      <LinePlot
        data={data}
        tracks={curves.length}
        log={log}
        unit={unit}
        name={name}
        range={range}
        ends={ends}
        best={isMarked ? best : null}
        past={props.past}
        label={main ? curveText(name, main, { best, range: props.batches }) : name}
        onCursor={setCursor}
        onZoom={onZoom}
      />
      {/* The pointer is in all plots at once; only one of them says what is there. */}
      <span class="visually-hidden" role="status">
        {hasFocus && main && x !== null && valuesText(main, unit, x)}
      </span>
      {main && (
        <PlotLegend titles={titles} curve={main} behind={behind} x={x} hidden={hidden} onToggle={onToggle}>
          {best && (
            <span class="legend-best" title={`Best ${best.of} value of all epochs; a ring marks it in the plot`}>
              <span class={`legend-ring legend-ring-${best.of}`} aria-hidden="true" /> best {formatNumber(best.value)},
              epoch {formatCount(best.epoch)}
            </span>
          )}
        </PlotLegend>
      )}
    </figure>
  );
}
