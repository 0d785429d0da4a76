import { useEffect, useMemo, useRef } from 'preact/hooks';
import { BINS_PER_DECADE } from '../../src/protocol/histogramBins.js';
import { formatCount, formatNumber, formatRound, formatShare } from '../../src/protocol/numberText.js';
import { PointTip, usePointedCell } from '../components/pointedCell.js';
import { useWidth } from '../components/watchElement.js';
import { type Colors, useColors } from '../theme/colors.js';
import { type Band, type HistogramPicture, histogramPicture } from './histogramPicture.js';

const HEIGHT = 168;
const SIDE_WIDTH = 112;
/** CSS pixels between two labels of the scale. */
const LABEL_DISTANCE = 15;

interface Props {
  /** Of each column its batch, from 0. */
  readonly steps: Float64Array;
  /** HISTOGRAM_BINS a column. */
  readonly counts: Float32Array;
  /** The weight whose gradient it is, such as kernel. */
  readonly weight: string;
  /** The batch that is looked back on, from 0; null for the last one. */
  readonly past: number | null;
}

/**
 * How large the elements of a layer's gradient are, over batches: sizes from large to small and on to large negative ones, top to bottom;
 * the stronger the color, the more elements. Beside it the batch under the pointer, else the one that is shown.
 */
export function GradientHistogram({ steps, counts, weight, past }: Props) {
  const strip = useRef<HTMLCanvasElement>(null);
  const side = useRef<HTMLCanvasElement>(null);
  const [frame, width] = useWidth();
  const colors = useColors();
  const picture = useMemo(() => histogramPicture(counts), [counts]);
  const { columns, rows } = picture;
  const { cell, point, press, leave } = usePointedCell(rows.length, columns);
  const marked =
    past === null
      ? columns - 1
      : Math.max(
          0,
          steps.findLastIndex((step) => step <= past),
        );
  const shown = cell?.column ?? marked;
  const scale = globalThis.devicePixelRatio;
  const pixels = { width: Math.round(width * scale), height: Math.round(HEIGHT * scale) };
  useEffect(() => {
    if (strip.current) paintStrip(strip.current, picture, colors);
  }, [picture, colors, pixels.width, pixels.height]);
  useEffect(() => {
    if (side.current) paintSide(side.current, picture, shown, colors);
  }, [picture, colors, shown, pixels.height]);
  const summary = summarize(picture, steps, weight, marked);
  return (
    <figure class="histogram">
      <figcaption class="summary">{summary}</figcaption>
      <div class="strip">
        <div class="strip-scale" aria-hidden="true">
          {scaleLabels(picture).map(({ text, at }) => (
            <span key={text} style={{ top: `${at * 100}%` }}>
              {text}
            </span>
          ))}
        </div>
        <div class="strip-frame" ref={frame} style={{ height: `${HEIGHT}px` }}>
          <canvas
            ref={strip}
            {...pixels}
            tabIndex={0}
            role="img"
            aria-label={`${summary} Use the arrow keys to read single values.`}
            onPointerMove={point}
            onPointerLeave={leave}
            onKeyDown={press}
            onBlur={leave}
          />
          {past !== null && <div class="strip-mark" style={{ left: `${(100 * (marked + 0.5)) / columns}%` }} />}
          {cell && <CellTip picture={picture} row={cell.row} column={cell.column} step={steps[cell.column] ?? 0} />}
        </div>
        <div class="strip-side" aria-hidden="true" title="The batch under the pointer, else the one that is shown">
          <canvas ref={side} width={SIDE_WIDTH * scale} height={pixels.height} style={{ height: `${HEIGHT}px` }} />
          <span>batch {formatCount((steps[shown] ?? 0) + 1)}</span>
        </div>
        <div class="strip-axis" aria-hidden="true">
          <span>{formatCount((steps[0] ?? 0) + 1)}</span>
          <span>measured batches</span>
          <span>{formatCount((steps.at(-1) ?? 0) + 1)}</span>
        </div>
      </div>
      <div class="strip-legend" aria-hidden="true">
        <div
          class="strip-colors"
          title="Share of a batch’s elements that are of a row’s sizes; a power of ten has four rows"
        >
          <div class="strip-fade" />
          <div class="strip-ticks">
            <span>0%</span>
            <span>of elements per row</span>
            <span>{formatShare(picture.most)}</span>
          </div>
        </div>
        {picture.totals.includes(0) && (
          <span class="swatch-label">
            <span class="swatch" style={{ background: colors.error }} /> NaN
          </span>
        )}
      </div>
    </figure>
  );
}

interface TipProps {
  readonly picture: HistogramPicture;
  readonly row: number;
  readonly column: number;
  readonly step: number;
}

function CellTip({ picture: { rows, columns, shares, totals }, row, column, step }: TipProps) {
  const band = rows[row];
  if (!band) return null;
  const share = shares[row * columns + column] ?? Number.NaN;
  return (
    <PointTip across={(column + 0.5) / columns} down={(row + 0.5) / rows.length}>
      <strong>{bandText(band)}</strong>
      <span>
        {Number.isNaN(share)
          ? 'no element is a number'
          : `${formatShare(share)} of ${formatCount(totals[column] ?? 0)} elements`}
      </span>
      <span class="muted">batch {formatCount(step + 1)}</span>
    </PointTip>
  );
}

function bandText({ sign, low, high }: Band): string {
  if (sign === 0) return `between ±${formatNumber(high, 2)}`;
  const [from, to] = sign > 0 ? [low, high] : [-high, -low];
  return `${formatNumber(from, 2)} to ${formatNumber(to, 2)}`;
}

/** What a batch’s gradient is like, in a sentence. */
function summarize(picture: HistogramPicture, steps: Float64Array, weight: string, column: number) {
  const { columns, medians, totals, rows, shares } = picture;
  const batch = `(batch ${formatCount((steps[column] ?? 0) + 1)})`;
  const total = totals[column] ?? 0;
  if (total === 0) return `No element of the ${weight}’s gradient is a number ${batch}.`;
  const around = rows.findIndex(({ sign }) => sign === 0);
  const near = shares[around * columns + column] ?? 0;
  const within = `within ±${formatRound(rows[around]?.high ?? 0)}`;
  const elements = `the ${formatCount(total)} elements of the ${weight}’s gradient`;
  if (near === 1) return `All of ${elements} are ${within} ${batch}.`;
  const median = formatNumber(medians[column] ?? Number.NaN, 2);
  return `Half of ${elements} are smaller than ${median} in size; ${formatShare(near)} are ${within} ${batch}.`;
}

interface ScaleLabel {
  readonly text: string;
  /** From the top, 0 to 1. */
  readonly at: number;
}

/** Whole powers of ten on both sides of 0, as many as have room. */
function scaleLabels({ rows }: HistogramPicture): ScaleLabel[] {
  const rowHeight = HEIGHT / rows.length;
  const step = BINS_PER_DECADE * Math.ceil(LABEL_DISTANCE / (BINS_PER_DECADE * rowHeight));
  const labels: ScaleLabel[] = [{ text: '0', at: 0.5 }];
  for (let row = 0; rows[row]?.sign === 1 && row * rowHeight < HEIGHT / 2 - LABEL_DISTANCE; row += step) {
    const at = row / rows.length;
    const text = formatRound(rows[row]?.high ?? 0);
    labels.push({ text, at }, { text: `-${text}`, at: 1 - at });
  }
  return labels;
}

/** Paints a cell for each band and column, then lets the canvas stretch the picture: the cost does not grow with its size. */
function paintStrip(canvas: HTMLCanvasElement, picture: HistogramPicture, colors: Colors): void {
  const { columns, rows, shares, totals, most } = picture;
  const context = canvas.getContext('2d');
  if (!context || columns === 0) return;
  const cells = new OffscreenCanvas(columns, rows.length);
  const brush = cells.getContext('2d');
  if (!brush) return;
  brush.fillStyle = colors.training;
  shares.forEach((share, at) => {
    if (!(share > 0)) return;
    brush.globalAlpha = strength(share, most);
    brush.fillRect(at % columns, Math.floor(at / columns), 1, 1);
  });
  brush.fillStyle = colors.error;
  brush.globalAlpha = 1;
  totals.forEach((total, column) => {
    if (total === 0) brush.fillRect(column, 0, 1, rows.length);
  });
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = false;
  context.drawImage(cells, 0, 0, width, height);
  rule(context, picture, colors);
}

/** A root, so that the tails are seen beside the bulk; the legend fades alike. */
const strength = (share: number, most: number): number => Math.min(1, Math.sqrt(share / most));

/** The shares of one column as bars on the strip's scale. */
function paintSide(canvas: HTMLCanvasElement, picture: HistogramPicture, column: number, colors: Colors): void {
  const { columns, rows, shares } = picture;
  const context = canvas.getContext('2d');
  if (!context) return;
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  rule(context, picture, colors);
  const own = rows.map((_, row) => shares[row * columns + column] ?? Number.NaN);
  const longest = Math.max(...own.filter((share) => share > 0), 0);
  if (longest === 0) return;
  const rowHeight = height / rows.length;
  context.fillStyle = colors.training;
  own.forEach((share, row) => {
    const top = Math.round(row * rowHeight);
    if (share > 0)
      context.fillRect(0, top, Math.max(1, (share / longest) * width), Math.round((row + 1) * rowHeight) - top);
  });
}

/** Faint lines at the labels of the scale. */
function rule(context: CanvasRenderingContext2D, picture: HistogramPicture, colors: Colors): void {
  const { width, height } = context.canvas;
  context.fillStyle = colors.foreground;
  context.globalAlpha = 0.14;
  for (const { at } of scaleLabels(picture)) context.fillRect(0, Math.round(at * height), width, 1);
  context.globalAlpha = 1;
}
