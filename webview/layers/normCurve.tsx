import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { SeriesUpdate } from '../../src/protocol/dashboard/seriesPart.js';
import { formatCount, formatNumber } from '../../src/protocol/numberText.js';
import { PointTip, usePointedCell } from '../components/pointedCell.js';
import { useWidth } from '../components/watchElement.js';
import { batchesText } from '../format/batches.js';
import { type Domain, scalePosition, trendDomain } from '../heatmap/normScale.js';
import { type Colors, useColors } from '../theme/colors.js';
import { strokeNorms } from './strokeNorms.js';

/** In CSS pixels. */
const HEIGHT = 72;

interface Props {
  readonly label: string;
  readonly help: string;
  readonly curve: SeriesUpdate;
  /** Batches done. */
  readonly batches: number;
}

/** A norm over batches on a logarithmic scale: a line of means, where several batches share a place, in the band of their least and greatest. */
export function NormCurve({ label, help, curve, batches }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [frame, width] = useWidth();
  const colors = useColors();
  const { mean, size, from } = curve;
  const domain = useMemo(() => curveDomain(curve), [curve]);
  const { cell, point, press, leave } = usePointedCell(1, mean.length);
  const scale = globalThis.devicePixelRatio;
  const pixels = { width: Math.round(width * scale), height: Math.round(HEIGHT * scale) };
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) paint(context, curve, domain, colors, scale);
  }, [curve, domain, colors, scale, pixels.width]);
  const last = mean.at(-1) ?? Number.NaN;
  const summary = `from ${formatNumber(mean[0] ?? Number.NaN)} to ${formatNumber(last)}`;
  const end = Math.min(batches, (from + mean.length) * size);
  const value = cell && (mean[cell.column] ?? Number.NaN);
  const start = (from + (cell?.column ?? 0)) * size;
  return (
    <figure class="norm-curve">
      <figcaption title={help}>
        {label} <span class="muted">{summary}</span>
      </figcaption>
      <div class="strip">
        <div class="strip-scale norm-scale" aria-hidden="true">
          <span>{formatNumber(10 ** domain.high, 2)}</span>
          <span>{formatNumber(10 ** domain.low, 2)}</span>
        </div>
        <div class="strip-frame" ref={frame} style={{ height: `${HEIGHT}px` }}>
          <canvas
            ref={canvas}
            {...pixels}
            tabIndex={0}
            role="img"
            aria-label={`${label} over batches, ${summary}, logarithmic. Use the arrow keys to read single values.`}
            onPointerMove={point}
            onPointerLeave={leave}
            onKeyDown={press}
            onBlur={leave}
          />
          {cell && value !== null && (
            <PointTip
              across={(cell.column + 0.5) / mean.length}
              down={1 - Math.max(0, Math.min(1, scalePosition(value, domain) ?? 0))}
            >
              <span>{formatNumber(value)}</span>
              <span class="muted">{batchesText(start + 1, Math.min(start + size, batches))}</span>
            </PointTip>
          )}
        </div>
        <div class="strip-axis" aria-hidden="true">
          <span>{formatCount(from * size)}</span>
          <span>batches</span>
          <span>{formatCount(end)}</span>
        </div>
      </div>
    </figure>
  );
}

/** Around the band, not the means alone. */
function curveDomain({ min, max }: SeriesUpdate): Domain {
  const all = new Float32Array(min.length + max.length);
  all.set(min);
  all.set(max, min.length);
  return trendDomain(all);
}

function paint(
  context: CanvasRenderingContext2D,
  { mean, min, max }: SeriesUpdate,
  domain: Domain,
  colors: Colors,
  scale: number,
): void {
  const { width, height } = context.canvas;
  context.clearRect(0, 0, width, height);
  const place = (norm: number): number | null => {
    const position = scalePosition(norm, domain);
    return position === null ? null : (1 - position) * (height - 4 * scale) + 2 * scale;
  };
  const column = width / Math.max(1, mean.length);
  context.fillStyle = colors.training;
  context.globalAlpha = 0.25;
  for (const [index, greatest] of max.entries()) {
    const [top, bottom] = [place(greatest), place(min[index] ?? Number.NaN)];
    if (top !== null && bottom !== null) context.fillRect(index * column, top, column, bottom - top);
  }
  context.globalAlpha = 1;
  context.strokeStyle = colors.training;
  context.lineWidth = 1.5 * scale;
  strokeNorms(context, mean, (index) => (index + 0.5) * column, place);
}
