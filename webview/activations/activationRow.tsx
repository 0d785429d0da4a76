import { OUTPUT_COLUMNS, type OutputName, outputOf } from '../../src/protocol/activations.js';
import { type Activations, type LayerView, sharesOf } from '../../src/protocol/dashboard/parts.js';
import { formatNumber, formatShare, outputText } from '../../src/protocol/numberText.js';
import { Icon } from '../components/icon.js';
import { ShareTrend } from './shareTrend.js';

interface Props {
  readonly layer: LayerView;
  /** Index of the layer in the fit. */
  readonly index: number;
  readonly activations: Activations;
}

/** What one layer put out on the last measured batch. */
export function ActivationRow({ layer, index, activations }: Props) {
  const latest = {
    activations: { latest: { values: activations.layers } },
    ranks: { latest: { values: activations.ranks } },
  };
  const value = (name: OutputName): number => outputOf(latest, index, name);
  const zeros = value('actZeros');
  const saturated = value('actSaturated');
  const measured = !Number.isNaN(zeros);
  const { trouble = null, sentence } = activations.findings[index] ?? {};
  return (
    <tr class="activation" title={sentence}>
      <th scope="row" class="cell activation-name">
        {layer.label}
      </th>
      <td class="cell activation-share activation-zeros">
        <ShareBar share={zeros} words="are 0" />
      </td>
      <td class={`cell activation-share activation-saturated${Number.isNaN(saturated) ? ' activation-none' : ''}`}>
        <ShareBar share={saturated} words="saturated" />
      </td>
      <td class="cell activation-trend">
        {measured && (
          <ShareTrend shares={sharesOf(activations, index)} words={Number.isNaN(saturated) ? 'are 0' : 'saturated'} />
        )}
      </td>
      <td class={`cell activation-mean${measured ? '' : ' muted'}`}>
        {measured ? `${formatNumber(value('actMean'))} ± ${formatNumber(value('actStd'))}` : 'not measured'}
      </td>
      {OUTPUT_COLUMNS.map((figure) => (
        <td key={figure.name} class="cell activation-figure">
          <span class="activation-label">{figure.column}</span> {outputText(figure, value)}
        </td>
      ))}
      <td class="cell activation-trouble">
        {trouble && (
          <>
            <Icon name="warning" /> <span>{trouble}</span>
          </>
        )}
      </td>
    </tr>
  );
}

interface ShareProps {
  readonly share: number;
  /** What the share is of, behind the number. */
  readonly words: string;
}

/** A share as a number with its bar; a dash where there is none. */
function ShareBar({ share, words }: ShareProps) {
  if (Number.isNaN(share)) return <span class="muted">–</span>;
  return (
    <>
      <span class="share" aria-hidden="true">
        <span class="share-fill" style={{ width: `${share * 100}%` }} />
      </span>
      <span class="share-text">
        {formatShare(share)} <span class="share-words">{words}</span>
      </span>
    </>
  );
}
