import type { DepthView } from '../../src/protocol/dashboard/depthPart.js';
import type { WidthAnswer } from '../../src/protocol/depth/answers.js';
import { formatCount, formatCounted, formatNumber, formatShare } from '../../src/protocol/numberText.js';
import { numberText } from '../format/units.js';
import { DepthBar } from './depthBar.js';
import { labelOf } from './layerName.js';
import { NarrowerTable } from './narrower.js';
import { isWide, shareOf, totalsOf, type WidthTotals } from './widthShares.js';

type Layers = DepthView['layers'];

/** Each layer's share of the weights, the multiply-adds, and the time, and the net with a narrower first layer. */
export function Width({ answer, layers }: { readonly answer: WidthAnswer; readonly layers: Layers }) {
  const totals = totalsOf(answer, layers);
  const { times, first } = answer;
  return (
    <>
      <table class="depth-table depth-shares">
        <thead>
          <tr>
            <th scope="col">Layer</th>
            <th scope="col" title="The layer's weights and biases / those of all layers">
              weights
            </th>
            <th scope="col" title="Products of a value and a weight for one sample, forward / those of all layers">
              multiply-adds
            </th>
            <th scope="col" title="Measured: median time of the layer's own forward call / the sum over all layers">
              forward time of one batch
            </th>
          </tr>
        </thead>
        <tbody>
          {times.map(({ layer, milliseconds }) => (
            <tr key={layer}>
              <th scope="row">{labelOf(layers, layer)}</th>
              <td>
                <ParamShare count={layers[layer]?.params ?? 0} totals={totals} />
              </td>
              <td>
                <AddShare adds={layers[layer]?.multiplyAdds ?? null} totals={totals} />
              </td>
              <td>
                <TimeShare milliseconds={milliseconds} answer={answer} totals={totals} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="muted">
        Weights count biases too. Times are measured, each layer called by itself after a warm-up. A call has a cost of
        its own, however small the layer; a training step goes back, too, and takes longer.
      </p>
      {first && isWide(first, layers, totals) && <NarrowerTable first={first} totals={totals} layers={layers} />}
    </>
  );
}

function ParamShare({ count, totals }: { readonly count: number; readonly totals: WidthTotals }) {
  const share = shareOf(count, totals.params);
  const title = `Weights and biases of this layer / of all = ${formatCount(count)} / ${formatCount(totals.params)} = ${formatShare(share)}`;
  return <DepthBar share={share} text={`${formatCount(count)} · ${formatShare(share)}`} title={title} />;
}

function AddShare({ adds, totals }: { adds: Layers[number]['multiplyAdds']; totals: WidthTotals }) {
  if (!adds) return <span title="Not known for this layer, such as for one that is frozen">–</span>;
  const share = shareOf(adds.count, totals.multiplyAdds);
  const of = totals.isWhole ? 'all' : 'all layers where they are known';
  const title = `For one sample, forward: ${adds.how}. Of this layer / of ${of} = ${formatCount(adds.count)} / ${formatCount(totals.multiplyAdds)} = ${formatShare(share)}`;
  return <DepthBar share={share} text={`${formatCount(adds.count)} · ${formatShare(share)}`} title={title} />;
}

interface TimeProps {
  readonly milliseconds: number | null;
  readonly answer: WidthAnswer;
  readonly totals: WidthTotals;
}

function TimeShare({ milliseconds, answer: { repetitions, samples }, totals }: TimeProps) {
  const share = shareOf(milliseconds ?? 0, totals.milliseconds);
  const title = `Median of ${formatCounted(repetitions, 'call')} of this layer alone, forward, on one batch of ${formatCounted(samples, 'sample')} / the sum over all layers = ${numberText(milliseconds)} ms / ${formatNumber(totals.milliseconds)} ms = ${formatShare(share)}`;
  return <DepthBar share={share} text={`${numberText(milliseconds, 2)} ms · ${formatShare(share)}`} title={title} />;
}
