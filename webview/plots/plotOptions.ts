import uPlot from 'uplot';
import type { EpochEnd } from '../../src/protocol/dashboard/epochsPart.js';
import type { BatchRange } from '../../src/protocol/dashboard/parts.js';
import { formatRound } from '../../src/protocol/numberText.js';
import type { Colors } from '../theme/colors.js';
import { columnOf, TRACK_COLUMNS } from './plotData.js';

export const PLOT_HEIGHT = 160;
const MOST_MARKS = 40;

/** What a plot reads while it lives, so that it need not be made anew for each value. */
export interface PlotSource {
  readonly range: () => BatchRange;
  readonly epochEnds: () => readonly EpochEnd[];
  readonly onCursor: (index: number | null) => void;
  readonly onZoom: (zoom: BatchRange | null) => void;
}

const withAlpha = (color: string, percent: number): string => `color-mix(in srgb, ${color} ${percent}%, transparent)`;

interface PlotShape {
  readonly width: number;
  readonly tracks: number;
  readonly log: boolean;
}

export function plotOptions({ width, tracks, log }: PlotShape, colors: Colors, source: PlotSource): uPlot.Options {
  const eachTrack = Array.from({ length: tracks }, (_, track) => track);
  return {
    width,
    height: PLOT_HEIGHT,
    legend: { show: false },
    padding: [4, 20, 0, 0],
    scales: {
      x: {
        time: false,
        range: () => {
          const { from, to } = source.range();
          return [from, Math.max(to, from + 1)];
        },
      },
      y: { distr: log ? 3 : 1, range: (_plot, low, high) => valueRange(low, high, log) },
    },
    axes: axes(colors, source),
    series: [{}, ...eachTrack.flatMap(() => trackSeries(colors))],
    bands: eachTrack.map((track) => ({
      series: [columnOf(track, 'max'), columnOf(track, 'min')],
      fill: withAlpha(colors.training, 22),
    })),
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      sync: { key: 'batches', scales: ['x', null] },
      points: { show: false },
      bind: { dblclick: () => unzoom(source) },
    },
    hooks: {
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

function axes(colors: Colors, source: PlotSource): uPlot.Axis[] {
  const shared: uPlot.Axis = {
    stroke: colors.muted,
    font: `${colors.fontSize}px ${colors.fontFamily}`,
    grid: { stroke: withAlpha(colors.muted, 18), width: 1 },
    ticks: { show: false },
  };
  const ends = (plot: uPlot, from: number, to: number): EpochEnd[] =>
    epochTicks(source.epochEnds(), from, to, plot.bbox.width / devicePixelRatio);
  return [
    {
      ...shared,
      size: 24,
      gap: 4,
      values: (_plot, splits) => splits.map((split) => (Number.isInteger(split) ? formatRound(split) : '')),
    },
    {
      ...shared,
      size: 50,
      gap: 4,
      values: (_plot, splits) => splits.map((split) => (split === null ? '' : formatRound(split))),
    },
    {
      ...shared,
      side: 0,
      scale: 'x',
      size: 20,
      gap: 2,
      grid: { stroke: withAlpha(colors.muted, 30), width: 1, dash: [2, 3] },
      splits: (plot, _axis, from, to) => ends(plot, from, to).map(({ step }) => step),
      values: (plot, splits) => {
        const names = new Map(
          ends(plot, plot.scales.x?.min ?? 0, plot.scales.x?.max ?? 0).map(({ step, epoch }) => [
            step,
            `e${epoch + 1}`,
          ]),
        );
        return splits.map((split) => names.get(split) ?? '');
      },
    },
  ];
}

/** In the order of a track's columns. */
function trackSeries(colors: Colors): uPlot.Series[] {
  const edge: uPlot.Series = { stroke: 'transparent', width: 0, points: { show: false } };
  const dots = (color: string): uPlot.Series.Points => ({ show: isSparse, size: 5, stroke: color, fill: color });
  const looks = {
    max: edge,
    min: edge,
    mean: { stroke: withAlpha(colors.training, 55), width: 1, points: { show: false } },
    training: { stroke: colors.training, width: 1.75, spanGaps: true, points: dots(colors.training) },
    validation: {
      stroke: colors.validation,
      width: 1.75,
      dash: [6, 4],
      spanGaps: true,
      points: dots(colors.validation),
    },
  };
  return TRACK_COLUMNS.map((column) => looks[column]);
}

/** Whether epochs are few enough to be told apart, so that each gets a mark. */
function isSparse(plot: uPlot, column: number, from: number, to: number): boolean {
  let marks = 0;
  for (let index = from; index <= to; index += 1) marks += typeof plot.data[column]?.[index] === 'number' ? 1 : 0;
  return marks <= MOST_MARKS;
}

function select(plot: uPlot, source: PlotSource): void {
  const { left, width } = plot.select;
  if (width < 4) return;
  const from = Math.max(0, Math.floor(plot.posToVal(left, 'x')));
  const to = Math.ceil(plot.posToVal(left + width, 'x'));
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
export function epochTicks(ends: readonly EpochEnd[], from: number, to: number, width: number): EpochEnd[] {
  const visible = ends.filter(({ step }) => step > from && step <= to);
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
