import type { FitView, LayerView } from '../../src/protocol/dashboard/parts.js';
import { formatNumber } from '../../src/protocol/numberText.js';
import { Icon } from '../components/icon.js';
import { explainOutput, outputTrouble } from './explainOutput.js';
import type { LayerOutput } from './layerOutput.js';
import { ShareBar } from './shareBar.js';
import { ShareTrend } from './shareTrend.js';

interface Props {
  readonly fit: FitView;
  readonly layer: LayerView;
  /** Index of the layer in the fit. */
  readonly index: number;
  readonly output: LayerOutput;
}

export function OutputRow({ fit, layer, index, output }: Props) {
  const { zeros, saturated, mean, deviation, shares } = output;
  const measured = !Number.isNaN(zeros);
  const trouble = outputTrouble(fit, index, output);
  return (
    <tr class="output" title={explainOutput(fit, index, output)}>
      <th scope="row" class="cell output-name">
        {layer.name}
        {layer.activation && <span class="muted"> {layer.activation}</span>}
      </th>
      <td class="cell output-share output-zeros">
        <ShareBar share={zeros} words="are 0" />
      </td>
      <td class={`cell output-share output-saturated${Number.isNaN(saturated) ? ' output-none' : ''}`}>
        <ShareBar share={saturated} words="saturated" />
      </td>
      <td class="cell output-trend">
        {measured && <ShareTrend shares={shares} words={Number.isNaN(saturated) ? 'are 0' : 'saturated'} />}
      </td>
      <td class={`cell output-mean${measured ? '' : ' muted'}`}>
        {measured ? `${formatNumber(mean)} ± ${formatNumber(deviation)}` : 'not measured'}
      </td>
      <td class="cell output-trouble">
        {trouble && (
          <>
            <Icon name="warning" /> <span>{trouble}</span>
          </>
        )}
      </td>
    </tr>
  );
}
