import type { LayerView } from '../../src/protocol/dashboard/parts.js';
import { formatCount } from '../../src/protocol/numberText.js';
import type { FigureName } from '../../src/protocol/statistics.js';
import type { Domain } from '../heatmap/scale.js';
import { NORM, OTHERS } from './columns.js';
import { Measure } from './measure.js';
import { NormChip } from './normChip.js';
import { Sparkline } from './sparkline.js';

interface Props {
  readonly layer: LayerView;
  /** Figures of the last batch; null where it had no gradient for the layer. */
  readonly figureOf: ((name: FigureName) => number) | null;
  readonly history: Float32Array | null;
  readonly domain: Domain;
  onReveal(): void;
}

export function LayerRow({ layer, figureOf, history, domain, onReveal }: Props) {
  return (
    <tr class="layer">
      <th scope="row" class="cell cell-name">
        {layer.revealable ? (
          <button type="button" class="link" title={`Show the line of ${layer.name} in the editor`} onClick={onReveal}>
            {layer.name}
          </button>
        ) : (
          <span title="The line that creates this layer is unknown">{layer.name}</span>
        )}
      </th>
      <td class="cell cell-class">
        {layer.className}
        {layer.activation && <span class="muted"> {layer.activation}</span>}
      </td>
      <td class="cell cell-shape">{layer.outputShape}</td>
      <td class="cell cell-params">
        {formatCount(layer.params)}
        <span class="cell-unit"> params</span>
      </td>
      <Measure figure={NORM} value={figureOf?.(NORM.name) ?? null} none={layer.noGradient ?? '–'}>
        {figureOf && <NormChip norm={figureOf(NORM.name)} domain={domain} />}
      </Measure>
      <td class="cell cell-trend">{history && <Sparkline norms={history} />}</td>
      {OTHERS.map((figure) => (
        <Measure key={figure.name} figure={figure} value={figureOf?.(figure.name) ?? null} none="–" />
      ))}
    </tr>
  );
}
