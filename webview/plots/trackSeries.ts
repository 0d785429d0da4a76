import type uPlot from 'uplot';
import { type Colors, runColor } from '../theme/colors.js';
import { columnsOf } from './plotData.js';
import { runDash, type TrackLook } from './trackLook.js';

const MOST_MARKS = 40;

/** How a track's lines are drawn, in the order of its columns. */
export function trackSeries(colors: Colors, look: TrackLook): uPlot.Series[] {
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
