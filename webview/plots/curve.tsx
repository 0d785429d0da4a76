import { useMemo, useState } from 'preact/hooks';
import { epochEnds } from '../../src/protocol/dashboard/epochsPart.js';
import type { BatchRange } from '../../src/protocol/dashboard/parts.js';
import { formatCount, formatNumber } from '../../src/protocol/numberText.js';
import { CompareLegend, runsText } from '../compare/compareLegend.js';
import { Checkbox } from '../components/toolkit.js';
import { X_UNITS } from './clock.js';
import { bestValue, curveText, valuesText } from './curveFigures.js';
import { LinePlot } from './linePlot.js';
import { type CurveSource, type LineKind, plotData, trackCurve } from './plotData.js';
import { type MetricTitles, PlotLegend } from './plotLegend.js';
import type { XRange } from './plotOptions.js';

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
  /** Draws a run that is compared, or not. */
  onToggleRun(run: string): void;
  onZoom(zoom: XRange | null): void;
}

/** One metric over batches and epochs, in training and validation. */
export function Curve(props: Props) {
  const { name, higherIsBetter, titles, sources, smoothing, log, range, hidden, onLog, onToggle } = props;
  const [cursor, setCursor] = useState<number | null>(null);
  const [hasFocus, setHasFocus] = useState(false);
  const curves = useMemo(
    () => sources.map((source) => trackCurve(name, source, smoothing)),
    [
      name,
      smoothing,
      ...sources.flatMap(({ look, clock, batches, epochs, folds }) => [look, clock, batches, epochs, folds]),
    ],
  );
  const data = useMemo(() => plotData(curves.toReversed(), { log, hidden }), [curves, log, hidden]);
  const [{ epochs, clock }] = sources;
  const { unit } = clock;
  const [main, ...behind] = curves;
  const ends = useMemo(() => epochEnds(epochs).map((end) => ({ ...end, x: clock.toX(end.step) })), [epochs, clock]);
  const areCompared = main?.look.kind === 'run';
  const best = useMemo(() => main && bestValue(main, higherIsBetter), [main, higherIsBetter]) ?? null;
  const x = cursor === null ? null : (data[0][cursor] ?? null);
  const isMarked = !areCompared && best !== null && !hidden.includes(best.of) && (!log || best.value > 0);
  const labelOf = (): string => {
    if (areCompared) return `${name} of ${curves.length} runs at their ends: ${runsText(curves, null)}`;
    return main ? curveText(name, main, { best, range: props.batches }) : name;
  };
  const valuesLabel = (at: number) => {
    if (areCompared) return `${X_UNITS[unit].text(at)}: ${runsText(curves, at)}`;
    return main && valuesText(main, unit, at);
  };
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
        looks={curves.map(({ look }) => look).toReversed()}
        log={log}
        unit={unit}
        name={name}
        range={range}
        ends={ends}
        best={isMarked ? best : null}
        past={props.past}
        label={labelOf()}
        onCursor={setCursor}
        onZoom={props.onZoom}
      />
      {/* The pointer is in all plots at once; only one of them says what is there. */}
      <span class="visually-hidden" role="status">
        {hasFocus && x !== null && valuesLabel(x)}
      </span>
      {areCompared && (
        <CompareLegend
          titles={titles}
          curves={curves}
          x={x}
          hidden={hidden}
          onToggle={onToggle}
          onToggleRun={props.onToggleRun}
        />
      )}
      {main && !areCompared && (
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
