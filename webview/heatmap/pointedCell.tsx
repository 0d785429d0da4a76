import { useState } from 'preact/hooks';
import { type HeatUpdate, heatRow } from '../../src/protocol/dashboard/heatPart.js';
import type { FitView } from '../../src/protocol/dashboard/parts.js';
import { formatCount, formatNumber } from '../../src/protocol/numberText.js';

/** A cell of the heat map by layer and bucket. */
interface Cell {
  readonly layer: number;
  readonly column: number;
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The cell that the pointer or the arrow keys point at. */
export function usePointedCell(layers: number, columns: number) {
  const [cell, setCell] = useState<Cell | null>(null);
  const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));
  const point = (event: PointerEvent): void => {
    if (!(event.currentTarget instanceof Element)) return;
    const box = event.currentTarget.getBoundingClientRect();
    setCell({
      layer: within(Math.floor(((event.clientY - box.top) / box.height) * layers), layers),
      column: within(Math.floor(((event.clientX - box.left) / box.width) * columns), columns),
    });
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setCell(null);
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    setCell((old) => ({
      layer: old ? within(old.layer + move[0], layers) : 0,
      column: old ? within(old.column + move[1], columns) : columns - 1,
    }));
  };
  const shown = cell && cell.layer < layers && cell.column < columns ? cell : null;
  return { cell: shown, point, press, leave: () => setCell(null) };
}

interface Props {
  readonly fit: FitView;
  readonly heat: HeatUpdate;
  /** Row of the heat map's values; null for a layer without a gradient. */
  readonly row: number | null;
  readonly cell: Cell;
  readonly rows: number;
  readonly batches: number;
}

/** What the cell under the pointer stands for; on the side of it that has room. */
export function CellTip({ fit, heat, row, cell, rows, batches }: Props) {
  const layer = fit.layers[cell.layer];
  if (!layer) return null;
  const across = (cell.column + 0.5) / heat.columns;
  const down = (cell.layer + 0.5) / rows;
  const norm = row === null ? null : (heatRow(heat, row)[cell.column] ?? Number.NaN);
  const first = cell.column * heat.size + 1;
  const last = Math.min(first + heat.size - 1, Math.max(first, batches));
  return (
    <>
      <div class="heat-cross" style={{ left: `${across * 100}%`, top: `${down * 100}%` }} />
      <div
        class="tip"
        role="status"
        style={{
          left: `${across * 100}%`,
          top: `${down * 100}%`,
          transform: `translate(${across > 0.5 ? 'calc(-100% - 10px)' : '10px'}, ${down > 0.5 ? 'calc(-100% - 10px)' : '10px'})`,
        }}
      >
        <strong>{layer.name}</strong>
        <span>{norm === null ? layer.noGradient : `${layer.weight} ‖∇‖ ${formatNumber(norm)}`}</span>
        <span class="muted">
          {first === last ? `batch ${formatCount(first)}` : `batches ${formatCount(first)}–${formatCount(last)}, mean`}
        </span>
      </div>
    </>
  );
}
