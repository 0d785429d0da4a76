import uPlot from 'uplot';
import { formatRound } from '../../src/protocol/numberText.js';
import type { Colors } from '../theme/colors.js';
import { X_UNITS, type XUnit } from './clock.js';
import type { BestValue } from './curveFigures.js';
import { epochTicks, type PlacedEpoch } from './epochTicks.js';
import { columnsOf } from './plotData.js';
import { markBest, markPast } from './plotMarks.js';
import type { TrackLook } from './trackLook.js';
import { trackSeries } from './trackSeries.js';

export const PLOT_HEIGHT = 200;

/** What a plot reads while it lives, so that it need not be made anew for each value. */
export interface PlotSource {
  /** On the x axis. */
  readonly range: () => XRange;
  readonly epochEnds: () => readonly PlacedEpoch[];
  readonly best: () => BestValue | null;
  /** On the x axis, of the batch that is looked back on; null for the last one. */
  readonly past: () => number | null;
  readonly onCursor: (index: number | null) => void;
  readonly onZoom: (zoom: XRange | null) => void;
}

/** A stretch of the x axis. */
export interface XRange {
  readonly from: number;
  readonly to: number;
}

const withAlpha = (color: string, percent: number): string => `color-mix(in srgb, ${color} ${percent}%, transparent)`;

interface PlotShape {
  readonly width: number;
  /** Of the tracks, the main one last. */
  readonly looks: readonly TrackLook[];
  readonly log: boolean;
  readonly unit: XUnit;
  /** What the y axis measures. */
  readonly name: string;
}

export function plotOptions(
  { width, looks, log, unit, name }: PlotShape,
  colors: Colors,
  source: PlotSource,
): uPlot.Options {
  const columns = looks.flatMap(columnsOf);
  const bandOf = (column: (typeof columns)[number]): number => 1 + columns.indexOf(column);
  return {
    width,
    height: PLOT_HEIGHT,
    legend: { show: false },
    // The label of an epoch's end stands beside the button in the corner.
    padding: [unit === 'epoch' ? 8 : 4, 42, 0, 0],
    scales: {
      x: {
        time: false,
        range: () => {
          const { from, to } = source.range();
          return [from, to > from ? to : from + 1];
        },
      },
      y: { distr: log ? 3 : 1, range: (_plot, low, high) => valueRange(low, high, log) },
    },
    axes: axes(colors, source, unit, name),
    series: [{}, ...looks.flatMap((look) => trackSeries(colors, look))],
    bands: columns.includes('max')
      ? [
          { series: [bandOf('foldMax'), bandOf('foldMin')], fill: withAlpha(colors.validation, 22) },
          { series: [bandOf('max'), bandOf('min')], fill: withAlpha(colors.raw, 25) },
        ]
      : [],
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      sync: { key: 'batches', scales: ['x', null] },
      points: { show: false },
      bind: { dblclick: () => unzoom(source) },
    },
    hooks: {
      draw: [(plot) => markPast(plot, source.past(), colors), (plot) => markBest(plot, source.best(), colors)],
      setCursor: [(plot) => source.onCursor(plot.cursor.idx ?? null)],
      setSelect: [(plot) => select(plot, source)],
    },
  };
}

function valueRange(low: number | null, high: number | null, log: boolean): uPlot.Range.MinMax {
  if (low === null || high === null) return log ? [0.1, 1] : [0, 1];
  if (log) return uPlot.rangeLog(low, low === high ? low * 10 : high, 10, false);
  return uPlot.rangeNum(low, high, 0.08, false);
}

function axes(colors: Colors, source: PlotSource, unit: XUnit, name: string): uPlot.Axis[] {
  const shared: uPlot.Axis = {
    stroke: colors.muted,
    font: `${colors.fontSize}px ${colors.fontFamily}`,
    labelFont: `${colors.fontSize}px ${colors.fontFamily}`,
    labelSize: 16,
    labelGap: 0,
    grid: { stroke: withAlpha(colors.muted, 18), width: 1 },
    ticks: { show: false },
  };
  const ends = (plot: uPlot, from: number, to: number): PlacedEpoch[] =>
    epochTicks(source.epochEnds(), from, to, plot.bbox.width / devicePixelRatio);
  return [
    {
      ...shared,
      label: X_UNITS[unit].axis,
      size: 22,
      gap: 4,
      values: (_plot, splits) =>
        splits.map((split) => (unit === 'time' || Number.isInteger(split) ? formatRound(split) : '')),
    },
    {
      ...shared,
      label: name,
      size: 50,
      gap: 4,
      values: (_plot, splits) => splits.map((split) => (split === null ? '' : formatRound(split))),
    },
    ...(unit === 'epoch' ? [] : [epochAxis(shared, ends)]),
  ];
}

/** Above the plot, where its x axis counts batches: the ends of epochs. */
function epochAxis(
  shared: uPlot.Axis,
  ends: (plot: uPlot, from: number, to: number) => readonly PlacedEpoch[],
): uPlot.Axis {
  return {
    ...shared,
    side: 0,
    scale: 'x',
    size: 20,
    gap: 2,
    grid: { ...shared.grid, dash: [2, 3] },
    splits: (plot, _axis, from, to) => ends(plot, from, to).map(({ x }) => x),
    values: (plot, splits) => {
      const { min = 0, max = 0 } = plot.scales.x ?? {};
      const names = new Map(ends(plot, min ?? 0, max ?? 0).map(({ x, epoch }) => [x, `e${epoch + 1}`]));
      return splits.map((split) => names.get(split) ?? '');
    },
  };
}

function select(plot: uPlot, source: PlotSource): void {
  const { left, width } = plot.select;
  if (width < 4) return;
  const from = Math.max(0, plot.posToVal(left, 'x'));
  const to = plot.posToVal(left + width, 'x');
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  if (to > from) source.onZoom({ from, to });
}

function unzoom(source: PlotSource): () => null {
  return () => {
    source.onZoom(null);
    return null;
  };
}
