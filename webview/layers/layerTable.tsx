import type { FitView, HeatUpdate, Latest } from '../../src/protocol/dashboard.js';
import { heatRow, heatRows } from '../heatmap/rows.js';
import type { Domain } from '../heatmap/scale.js';
import { columns } from './columns.js';
import { isMeasured, layerFigure } from './layerFigure.js';
import { LayerRow } from './layerRow.js';

interface Props {
  readonly fit: FitView;
  readonly latest: Latest | null;
  readonly heat: HeatUpdate | null;
  readonly domain: Domain;
}

/** Every layer with what its gradient does. */
export function LayerTable({ fit, latest, heat, domain }: Props) {
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
              index={index}
              figureOf={latest && isMeasured(fit, latest, index) ? (name) => layerFigure(latest, index, name) : null}
              history={heat && row !== null ? heatRow(heat, row) : null}
              domain={domain}
            />
          );
        })}
      </tbody>
    </table>
  );
}
