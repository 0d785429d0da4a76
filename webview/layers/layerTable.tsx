import { type HeatUpdate, heatRow } from '../../src/protocol/dashboard/heatPart.js';
import { type FitView, type Latest, type LayerView, layerFigure } from '../../src/protocol/dashboard/parts.js';
import type { FigureName } from '../../src/protocol/statistics.js';
import { heatRows } from '../heatmap/heatRows.js';
import type { Domain } from '../heatmap/normScale.js';
import { send } from '../host.js';
import type { Track } from '../pageModel.js';
import { columns } from './layerColumns.js';
import { LayerDetails } from './layerDetails.js';
import { LayerRow } from './layerRow.js';

interface Props {
  /** Key of the track. */
  readonly track: string;
  readonly fit: FitView;
  readonly latest: Latest | null;
  readonly heat: HeatUpdate | null;
  readonly domain: Domain;
  readonly samples: Track['layerSamples'];
  /** The batch that is looked back on, from 0; null for the last one. */
  readonly past: number | null;
  /** Indices of the layers whose rows are open. */
  readonly open: readonly number[];
  onOpen(layers: number[]): void;
}

/** Every layer with what its gradient does. */
export function LayerTable({ track, fit, latest, heat, domain, samples, past, open, onOpen }: Props) {
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
          const figureOf =
            latest && hasGradient(layer, latest, index) ? (name: FigureName) => layerFigure(latest, index, name) : null;
          const isOpen = open.includes(index);
          return [
            <LayerRow
              key={layer.name}
              layer={layer}
              figureOf={figureOf}
              history={heat && row !== null ? heatRow(heat, row) : null}
              mark={latest?.signs[index] ?? null}
              domain={domain}
              isOpen={isOpen}
              onToggle={() => onOpen(isOpen ? open.filter((other) => other !== index) : [...open, index])}
              onReveal={() => send({ type: 'revealLayer', track, layer: index })}
            />,
            isOpen && (
              <LayerDetails
                key={`details of ${layer.name}`}
                layer={layer}
                figureOf={figureOf}
                past={past}
                samplesOf={(stream) => samples?.[stream]?.find((each) => each.layer === index) ?? null}
              />
            ),
          ];
        })}
      </tbody>
    </table>
  );
}

/** Whether the layer had a gradient on the last batch, be it NaN. */
const hasGradient = ({ weight }: LayerView, latest: Latest, layer: number): boolean =>
  weight !== null && !Number.isNaN(layerFigure(latest, layer, 'gradNaNs'));
