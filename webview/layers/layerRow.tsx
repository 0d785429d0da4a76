import type { LayerView } from '../../src/protocol/dashboard.js';
import { formatCount, formatNumber, formatShare } from '../format/number.js';
import type { Domain } from '../heatmap/scale.js';
import { send } from '../host.js';
import { Measure } from './measure.js';
import { NormChip } from './normChip.js';
import { Sparkline } from './sparkline.js';

interface Props {
  readonly layer: LayerView;
  readonly index: number;
  /** Gradient norm, update ratio and share of zeros on the last batch. */
  readonly values: Float32Array | null;
  readonly history: Float32Array | null;
  readonly domain: Domain;
}

export function LayerRow({ layer, index, values, history, domain }: Props) {
  const [norm = Number.NaN, ratio = Number.NaN, zeros = Number.NaN] = values ?? [];
  // A gradient of NaN still has a share of zeros; one that the last batch did not have has none.
  const measured = values !== null && layer.weight !== null && !Number.isNaN(zeros);
  return (
    <tr class="layer">
      <th scope="row" class="cell cell-name">
        {layer.revealable ? (
          <button
            type="button"
            class="link"
            title={`Show the line of ${layer.name} in the editor`}
            onClick={() => send({ type: 'revealLayer', layer: index })}
          >
            {layer.name}
          </button>
        ) : (
          <span title="Where it was created is not known">{layer.name}</span>
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
      <Measure id="norm" text={measured ? formatNumber(norm) : (layer.noGradient ?? '–')} muted={!measured}>
        {measured && <NormChip norm={norm} domain={domain} />}
      </Measure>
      <td class="cell cell-trend">{history && <Sparkline norms={history} />}</td>
      <Measure id="ratio" text={measured ? formatNumber(ratio) : '–'} muted={!measured} />
      <Measure id="zeros" text={measured ? formatShare(zeros) : '–'} muted={!measured} />
    </tr>
  );
}
