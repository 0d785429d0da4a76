import { outputFigure } from '../../protocol/activations.js';
import type { Activations } from '../../protocol/dashboard/parts.js';
import type { Fit } from '../../runs/types.js';

/** More than a trend of a table has pixels for is not sent. */
const MOST_COLUMNS = 96;

/** What the layers put out, as the page shows it; null before the first measured batch. */
export function activationsView({ samples, summary }: Pick<Fit, 'samples' | 'summary'>): Activations | null {
  const { latest, rows } = samples.activations;
  if (!latest) return null;
  const together = Math.max(1, Math.ceil(rows.length / MOST_COLUMNS));
  const columns = Math.ceil(rows.length / together);
  const shares = new Float32Array(summary.layers.length * columns);
  for (const layer of summary.layers.keys()) {
    const saturates = !Number.isNaN(outputFigure(latest.values, layer, 'actSaturated'));
    const shown = saturates ? 'actSaturated' : 'actZeros';
    for (let column = 0; column < columns; column += 1) {
      const joined = rows.slice(column * together, (column + 1) * together);
      const sum = joined.reduce((total, { values }) => total + outputFigure(values, layer, shown), 0);
      shares[layer * columns + column] = sum / joined.length;
    }
  }
  return { step: latest.step, layers: Float32Array.from(latest.values), columns, shares };
}
