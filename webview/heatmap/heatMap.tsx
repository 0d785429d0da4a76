import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { HeatUpdate } from '../../src/protocol/dashboard/heatPart.js';
import type { BatchRange, FitView, Latest } from '../../src/protocol/dashboard/parts.js';
import { formatCount } from '../../src/protocol/numberText.js';
import { GradientSign } from '../components/gradientSign.js';
import { usePointedCell } from '../components/pointedCell.js';
import { useWidth } from '../components/watchElement.js';
import { zoomKey } from '../plots/plotKeys.js';
import { useColors } from '../theme/colors.js';
import { CellTip } from './cellTip.js';
import { HeatLegend } from './heatLegend.js';
import { heatRows, labelStep, rowHeight } from './heatRows.js';
import type { Domain } from './normScale.js';
import { makePalette, paintHeatMap } from './paintHeatMap.js';

interface Props {
  readonly fit: FitView;
  readonly heat: HeatUpdate | null;
  /** Of each layer, as of the last batch. */
  readonly signs: Latest['signs'];
  readonly domain: Domain;
  /** Batches done: the last bucket may hold fewer than the others. */
  readonly batches: number;
  /** The batch that is looked back on, from 0; null for the last one. */
  readonly past: number | null;
  /** Asked for by keys, and by a double click, which shows all. */
  onZoom(zoom: BatchRange | null): void;
}

/** Layers from first to last, top to bottom, over batches, left to right; color is the gradient norm's power of ten. */
export function HeatMap({ fit, heat, signs, domain, batches, past, onZoom }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [frame, width] = useWidth();
  const colors = useColors();
  const palette = useMemo(() => makePalette(colors), [colors]);
  const rows = heatRows(fit);
  const height = rowHeight(rows.length);
  const step = labelStep(height);
  const { cell, point, press, leave } = usePointedCell(rows.length, heat?.columns ?? 0);
  const scale = globalThis.devicePixelRatio;
  const pixels = { width: Math.round(width * scale), height: Math.round(height * rows.length * scale) };
  useEffect(() => {
    if (canvas.current && heat) paintHeatMap(canvas.current, heat, rows, domain, colors, palette);
  }, [heat, fit, domain.low, domain.high, colors, palette, pixels.width, pixels.height]);
  const shown = { from: heat ? heat.from * heat.size : 0, to: batches };
  if (heat) shown.to = Math.min(batches, (heat.from + heat.columns) * heat.size);
  const mark = past === null || !heat ? null : ((past + 0.5) / heat.size - heat.from) / heat.columns;
  const pressed = (event: KeyboardEvent): void => {
    const at = cell && heat && (heat.from + cell.column + 0.5) * heat.size;
    const zoom = zoomKey(event, at ?? null, shown);
    if (zoom === undefined) {
      press(event);
      return;
    }
    event.preventDefault();
    leave();
    onZoom(zoom && { from: Math.floor(zoom.from), to: Math.max(Math.floor(zoom.from) + 1, Math.ceil(zoom.to)) });
  };
  return (
    <figure class="heat">
      <div class="strip">
        <div class="heat-labels" aria-hidden="true" style={{ gridAutoRows: `${height}px` }}>
          {fit.layers.map(({ name, label }, layer) => (
            <span
              key={name}
              class={cell?.row === layer ? 'heat-label heat-label-on' : 'heat-label'}
              title={`${label} (${name})`}
            >
              {layer % step === 0 && <GradientSign mark={signs[layer] ?? null} />}
              {layer % step === 0 ? label : ''}
            </span>
          ))}
        </div>
        <div class="strip-frame" ref={frame} style={{ height: `${height * rows.length}px` }}>
          <canvas
            ref={canvas}
            {...pixels}
            tabIndex={0}
            role="img"
            aria-label={`Gradient norm of each layer over batches ${formatCount(shown.from)} to ${formatCount(shown.to)}. Use the arrow keys to read single values, plus and minus to zoom, Escape to show all.`}
            onPointerMove={point}
            onPointerLeave={leave}
            onKeyDown={pressed}
            onDblClick={() => onZoom(null)}
            onBlur={leave}
          />
          {mark !== null && mark >= 0 && mark <= 1 && <div class="strip-mark" style={{ left: `${100 * mark}%` }} />}
          {cell && heat && (
            <CellTip
              fit={fit}
              heat={heat}
              row={rows[cell.row] ?? null}
              cell={cell}
              rows={rows.length}
              batches={batches}
            />
          )}
        </div>
        <div class="strip-axis" aria-hidden="true">
          <span>{formatCount(shown.from)}</span>
          <span>batches</span>
          <span>{formatCount(shown.to)}</span>
        </div>
      </div>
      <HeatLegend domain={domain} />
    </figure>
  );
}
