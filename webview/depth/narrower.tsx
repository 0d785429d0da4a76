import type { DepthView } from '../../src/protocol/dashboard/depthPart.js';
import { formatCount, formatCounted, formatShare } from '../../src/protocol/numberText.js';
import { labelOf } from './layerName.js';
import { Measured } from './measured.js';
import { type FirstLayer, narrower, shareOf, type WidthTotals } from './widthShares.js';

type Layers = DepthView['layers'];

interface NarrowerProps {
  readonly first: FirstLayer;
  readonly totals: WidthTotals;
  readonly layers: Layers;
}

/** What the net would save with fewer units in its first layer. */
export function NarrowerTable({ first, totals, layers }: NarrowerProps) {
  const { layer, inputs, units, hasBias, places, next } = first;
  const rows = narrower(first);
  if (rows.length === 0) return <p>Layer {layer + 1} has one unit, so it cannot have fewer.</p>;
  const [bias, behind] = [hasBias ? ' + 1' : '', next ? ` + ${formatCount(next.units)}` : ''];
  const times = (count: number) => (count === 1 ? '' : ` × ${formatCount(count)}`);
  const sum = `${formatCount(inputs)}${bias}${behind}`;
  const adds = `${formatCount(inputs)}${times(places)}${next ? ` + ${formatCount(next.units)}${times(next.places)}` : ''}`;
  const where = next ? `here and in ${labelOf(layers, next.layer)}, which takes its units` : 'in this layer alone';
  return (
    <>
      <table class="depth-table depth-narrower">
        <thead>
          <tr>
            <th scope="col">{`${labelOf(layers, layer)} with fewer units`}</th>
            <th
              scope="col"
              class="number"
              title={`Units that go × (features${bias}${next ? ' + units of the next layer' : ''})`}
            >
              weights saved
            </th>
            <th scope="col" class="number" title="For one sample, forward">
              multiply-adds saved
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ units: left, savedParams, savedMultiplyAdds }) => (
            <tr key={left}>
              <th scope="row">{`${formatCounted(left, 'unit')}, not ${formatCount(units)}`}</th>
              <td class="number">
                <Measured
                  text={`${formatCount(savedParams)} · ${formatShare(shareOf(savedParams, totals.params))}`}
                  title={`(${formatCount(units)} − ${formatCount(left)}) × (${sum}) = ${formatCount(savedParams)}, of ${formatCount(totals.params)} in all layers`}
                />
              </td>
              <td class="number">
                <Measured
                  text={
                    totals.isWhole
                      ? `${formatCount(savedMultiplyAdds)} · ${formatShare(shareOf(savedMultiplyAdds, totals.multiplyAdds))}`
                      : formatCount(savedMultiplyAdds)
                  }
                  title={`(${formatCount(units)} − ${formatCount(left)}) × (${adds}) = ${formatCount(savedMultiplyAdds)}, of ${formatCount(totals.multiplyAdds)} in all layers${totals.isWhole ? '' : ' where they are known'}`}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="muted">
        Computed from the sizes, not measured: {where}. Whether fewer units learn as well, only a run shows.
      </p>
    </>
  );
}
