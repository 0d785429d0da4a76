import uPlot from 'uplot';
import type { EpochEnd } from '../../src/protocol/dashboard/epochsPart.js';
import { formatRound } from '../../src/protocol/numberText.js';
import { type Colors, runColor } from '../theme/colors.js';
import { X_UNITS, type XUnit } from './clock.js';
import type { BestValue } from './curveFigures.js';
import { columnsOf } from './plotData.js';
import { runDash, type TrackLook } from './trackLook.js';

export const PLOT_HEIGHT = 200;
const MOST_MARKS = 40;

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

/** An epoch's end on the x axis. */
export interface PlacedEpoch extends EpochEnd {
  readonly x: number;
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
    padding: [unit === 'epoch' ? 8 : 4, 20, 0, 0],
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

/** In the order of a track's columns. */
function trackSeries(colors: Colors, look: TrackLook): uPlot.Series[] {
  const edge: uPlot.Series = { stroke: 'transparent', width: 0, points: { show: false } };
  const dots = (color: string): uPlot.Series.Points => ({ show: isSparse, size: 5, stroke: color, fill: color });
  const foldEdge: uPlot.Series = {
    stroke: colors.behind,
    width: 1,
    dash: [1, 3],
    spanGaps: true,
    points: { show: false },
  };
  const looks = {
    foldMax: { ...foldEdge, label: 'greatest of the folds' },
    foldMin: { ...foldEdge, label: 'least of the folds' },
    foldMean: { ...foldEdge, label: 'mean of the folds', stroke: colors.foreground, width: 2, dash: [2, 3] },
    max: edge,
    min: edge,
    mean: { label: 'batch', stroke: colors.raw, width: 1, points: { show: false } },
    smooth: { label: 'batch, smoothed', stroke: colors.training, width: 1.5, points: { show: false } },
    training: { label: 'epoch', stroke: colors.training, width: 1.75, spanGaps: true, points: dots(colors.training) },
    validation: {
      label: 'validation',
      stroke: colors.validation,
      width: 1.75,
      dash: [6, 4],
      spanGaps: true,
      points: dots(colors.validation),
    },
    ...besideLooks(colors, look),
  };
  return columnsOf(look).map((column) => looks[column]);
}

/** Thin is what it learned on, thick what it did not; behind the main one all is gray, and validation dashed. */
function besideLooks(colors: Colors, look: TrackLook): { smooth?: uPlot.Series; validation?: uPlot.Series } {
  if (look.kind === 'main') return {};
  const points = { show: false };
  if (look.kind === 'behind') {
    const gray = { stroke: colors.behind, points };
    return {
      smooth: { ...gray, label: 'last run', width: 1.5 },
      validation: { ...gray, label: 'last run, validation', width: 1.25, dash: [6, 4], spanGaps: true },
    };
  }
  const own = { stroke: runColor(colors, look.slot), dash: runDash(look.slot), points };
  const label = `${look.slot + 1} ${look.name}`;
  return {
    smooth: { ...own, label, width: 1 },
    validation: { ...own, label: `${label}, validation`, width: 2.5, spanGaps: true },
  };
}

/** Whether epochs are few enough to be told apart, so that each gets a mark. */
function isSparse(plot: uPlot, column: number, from: number, to: number): boolean {
  let marks = 0;
  for (let index = from; index <= to; index += 1) marks += typeof plot.data[column]?.[index] === 'number' ? 1 : 0;
  return marks <= MOST_MARKS;
}

/** A line through the batch that is looked back on, as in the heat map. */
function markPast(plot: uPlot, x: number | null, colors: Colors): void {
  const { min, max } = plot.scales.x ?? {};
  if (x === null || min == null || max == null || x < min || x > max) return;
  const { ctx: context, bbox } = plot;
  const width = 2 * devicePixelRatio;
  context.save();
  context.fillStyle = colors.foreground;
  context.fillRect(plot.valToPos(x, 'x', true) - width / 2, bbox.top, width, bbox.height);
  context.restore();
}

/** A ring in the color of the line that has the best value. */
function markBest(plot: uPlot, best: BestValue | null, colors: Colors): void {
  const { min, max } = plot.scales.x ?? {};
  if (!best || min == null || max == null || best.x < min || best.x > max) return;
  const { ctx: context } = plot;
  context.save();
  context.strokeStyle = colors[best.of];
  context.fillStyle = colors.background;
  context.lineWidth = 2 * devicePixelRatio;
  context.beginPath();
  context.arc(plot.valToPos(best.x, 'x', true), plot.valToPos(best.value, 'y', true), 4.5 * devicePixelRatio, 0, 7);
  context.fill();
  context.stroke();
  context.restore();
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

const LABEL_WIDTH = 44;

/** The epoch ends that have room for a label, at round numbers of epochs. */
export function epochTicks(ends: readonly PlacedEpoch[], from: number, to: number, width: number): PlacedEpoch[] {
  const visible = ends.filter(({ x }) => x > from && x <= to);
  const room = Math.max(1, Math.floor(width / LABEL_WIDTH));
  const interval = roundUp(visible.length / room);
  return visible.filter(({ epoch }) => (epoch + 1) % interval === 0);
}

/** The next of 1, 2, 5, 10, 20, 50, ... */
function roundUp(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((digit) => digit * power >= value) ?? 10) * power;
}
