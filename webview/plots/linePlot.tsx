import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { useWidth } from '../components/watchElement.js';
import { useColors } from '../theme/colors.js';
import { X_UNITS, type XUnit } from './clock.js';
import type { BestValue } from './curveFigures.js';
import type { PlacedEpoch } from './epochTicks.js';
import { plotKey } from './plotKeys.js';
import { PlotMenu } from './plotMenu.js';
import { PLOT_HEIGHT, type PlotSource, plotOptions, type XRange } from './plotOptions.js';
import type { TrackLook } from './trackLook.js';

interface Props {
  readonly data: uPlot.AlignedData;
  /** Of the tracks that it holds, the main one last. */
  readonly looks: readonly TrackLook[];
  readonly log: boolean;
  readonly unit: XUnit;
  /** What the y axis measures. */
  readonly name: string;
  /** On the x axis. */
  readonly range: XRange;
  readonly ends: readonly PlacedEpoch[];
  readonly best: BestValue | null;
  /** On the x axis, of the batch that is looked back on; null for the last one. */
  readonly past: number | null;
  /** The picture in words. */
  readonly label: string;
  onCursor(index: number | null): void;
  onZoom(zoom: XRange | null): void;
}

/**
 * A curve over batches or epochs. Dragging zooms, a double click shows all, and keys do both; the plot is made anew only for another theme, scale, unit or
 * other tracks.
 */
export function LinePlot(props: Props) {
  const [frame, width] = useWidth();
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const current = useRef(props);
  current.current = props;
  const colors = useColors();
  const { data, looks, log, unit, name, range, best, past, label } = props;
  const ready = width > 0;
  const shape = looks.map((look) => (look.kind === 'run' ? look.slot : look.kind)).join();

  useEffect(() => {
    if (!host.current || !ready) return;
    const source: PlotSource = {
      range: () => current.current.range,
      epochEnds: () => current.current.ends,
      best: () => current.current.best,
      past: () => current.current.past,
      onCursor: (index) => current.current.onCursor(index),
      onZoom: (zoom) => current.current.onZoom(zoom),
    };
    const options = plotOptions({ width, looks: current.current.looks, log, unit, name }, colors, source);
    const made = new uPlot(options, current.current.data, host.current);
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
    };
  }, [ready, shape, log, unit, name, colors]);
  useEffect(() => plot.current?.setSize({ width, height: PLOT_HEIGHT }), [width]);
  useEffect(() => {
    plot.current?.setData(data);
    // Epochs may have ended though the scales are the same as before, as where a longer run is behind this one.
    plot.current?.redraw(false, true);
  }, [data, range.from, range.to, best?.x, past]);
  const press = (event: KeyboardEvent): void => {
    // With Ctrl, plus, minus, and 0 zoom the window.
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (plot.current && plotKey(plot.current, event.key, props)) event.preventDefault();
  };

  return (
    <div class="plot-frame" ref={frame} style={{ height: `${PLOT_HEIGHT}px` }}>
      <div
        ref={host}
        class="plot-host"
        role="img"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys read values off the picture, as they do of the heat map.
        tabIndex={0}
        aria-label={`${label}. Use the arrow keys to read values, plus and minus to zoom, Escape to show all.`}
        onKeyDown={press}
      />
      <PlotMenu name={name} xAxis={X_UNITS[unit].axis} plot={() => plot.current} />
    </div>
  );
}
