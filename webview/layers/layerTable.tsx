import { type HeatUpdate, heatRow } from '../../src/protocol/dashboard/heatPart.js';
import { type FitView, type Latest, type LayerView, layerFigure } from '../../src/protocol/dashboard/parts.js';
import { heatRows } from '../heatmap/heatRows.js';
import type { Domain } from '../heatmap/normScale.js';
import { send } from '../host.js';
import { columns } from './layerColumns.js';
import { LayerRow } from './layerRow.js';

interface Props {
  /** Key of the track. */
  readonly track: string;
  readonly fit: FitView;
  readonly latest: Latest | null;
  readonly heat: HeatUpdate | null;
  readonly domain: Domain;
}

/** Every layer with what its gradient does. */
export function LayerTable({ track, fit, latest, heat, domain }: Props) {
  const rows = heatRows(fit);
  return (
    <table class="layers">
      <thead>
        <tr class="layer layer-head">
          {columns.map(({ name, label, title }) => (
            <th key={label} scope="col" class={`cell ${name}`} title={title}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fit.layers.map((layer, index) => {
          const row = rows[index] ?? null;
          return (
            <LayerRow
              key={layer.name}
              layer={layer}
              figureOf={latest && hasGradient(layer, latest, index) ? (name) => layerFigure(latest, index, name) : null}
              history={heat && row !== null ? heatRow(heat, row) : null}
              domain={domain}
              onReveal={() => send({ type: 'revealLayer', track, layer: index })}
            />
          );
        })}
      </tbody>
    </table>
  );
}

/** Whether the layer had a gradient on the last batch, be it NaN. */
const hasGradient = ({ weight }: LayerView, latest: Latest, layer: number): boolean =>
  weight !== null && !Number.isNaN(layerFigure(latest, layer, 'gradNaNs'));
