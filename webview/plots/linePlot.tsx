import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { EpochEnd } from '../../src/protocol/dashboard/epochsPart.js';
import type { BatchRange } from '../../src/protocol/dashboard/parts.js';
import { useWidth } from '../components/watchElement.js';
import { useColors } from '../theme/colors.js';
import { PLOT_HEIGHT, type PlotSource, plotOptions } from './plotOptions.js';

interface Props {
  readonly data: uPlot.AlignedData;
  /** How many it holds. */
  readonly tracks: number;
  readonly log: boolean;
  readonly range: BatchRange;
  readonly ends: readonly EpochEnd[];
  /** The picture in words. */
  readonly label: string;
  onCursor(index: number | null): void;
  onZoom(zoom: BatchRange | null): void;
}

/** A curve over batches. Dragging zooms, a double click shows all; the plot is made anew only for another theme, scale or number of tracks. */
export function LinePlot(props: Props) {
  const [frame, width] = useWidth();
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const current = useRef(props);
  current.current = props;
  const colors = useColors();
  const { data, tracks, log, range, label } = props;
  const ready = width > 0;

  useEffect(() => {
    if (!host.current || !ready) return;
    const source: PlotSource = {
      range: () => current.current.range,
      epochEnds: () => current.current.ends,
      onCursor: (index) => current.current.onCursor(index),
      onZoom: (zoom) => current.current.onZoom(zoom),
    };
    const made = new uPlot(plotOptions({ width, tracks, log }, colors, source), current.current.data, host.current);
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
    };
  }, [ready, tracks, log, colors]);
  useEffect(() => plot.current?.setSize({ width, height: PLOT_HEIGHT }), [width]);
  useEffect(() => plot.current?.setData(data), [data, range.from, range.to]);

  return (
    <div class="plot-frame" ref={frame} style={{ height: `${PLOT_HEIGHT}px` }}>
      <div ref={host} role="img" aria-label={label} />
    </div>
  );
}
