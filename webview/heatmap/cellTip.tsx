import { type HeatUpdate, heatRow } from '../../src/protocol/dashboard/heatPart.js';
import type { FitView } from '../../src/protocol/dashboard/parts.js';
import { formatNumber } from '../../src/protocol/numberText.js';
import { type Cell, PointTip } from '../components/pointedCell.js';
import { batchesText } from '../format/batches.js';

interface Props {
  readonly fit: FitView;
  readonly heat: HeatUpdate;
  /** Row of the heat map's values; null for a layer without a gradient. */
  readonly row: number | null;
  readonly cell: Cell;
  readonly rows: number;
  readonly batches: number;
}

/** What the cell under the pointer stands for. */
export function CellTip({ fit, heat, row, cell, rows, batches }: Props) {
  const layer = fit.layers[cell.row];
  if (!layer) return null;
  const across = (cell.column + 0.5) / heat.columns;
  const down = (cell.row + 0.5) / rows;
  const norm = row === null ? null : (heatRow(heat, row)[cell.column] ?? Number.NaN);
  const first = (heat.from + cell.column) * heat.size + 1;
  const last = Math.min(first + heat.size - 1, Math.max(first, batches));
  return (
    <PointTip across={across} down={down}>
      <strong>{layer.label}</strong>
      <span>{norm === null ? layer.noGradient : `${layer.weight} ‖∇‖ ${formatNumber(norm)}`}</span>
      <span class="muted">{batchesText(first, last)}</span>
    </PointTip>
  );
}
