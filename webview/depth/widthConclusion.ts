import type { DepthView } from '../../src/protocol/dashboard/depthPart.js';
import type { WidthAnswer } from '../../src/protocol/depth/answers.js';
import { formatCount, formatCounted, formatShare } from '../../src/protocol/numberText.js';
import { labelOf } from './layerName.js';
import { isWide, narrower, shareOf, totalsOf } from './widthShares.js';

type Layers = DepthView['layers'];

/** What the lesson comes to, in a sentence or two. */
export function widthConclusion(answer: WidthAnswer, layers: Layers): string {
  const totals = totalsOf(answer, layers);
  const { params } = totals;
  const paramsOf = (index: number) => layers[index]?.params ?? 0;
  const weighted = answer.times.map(({ layer }) => layer).filter((layer) => paramsOf(layer) > 0);
  const [at] = weighted;
  if (at === undefined) return 'This net has no weights, so no layer has a share of them.';
  const share = shareOf(paramsOf(at), params);
  const { first } = answer;
  if (!first)
    return `This lesson does not apply: the first layer with weights, ${labelOf(layers, at)}, is not Dense. It has ${formatShare(share)} of the weights.`;
  const { inputs, units, widestBehind } = first;
  const features = formatCounted(inputs, 'feature');
  if (!isWide(first, layers, totals)) {
    const most = weighted.reduce((best, each) => (paramsOf(each) > paramsOf(best) ? each : best));
    return `This lesson does not apply: layer ${at + 1} takes ${features} and has ${formatShare(share)} of the weights, under half. The largest share, ${formatShare(shareOf(paramsOf(most), params))}, is in ${labelOf(layers, most)}.`;
  }
  const sits = `${formatShare(share)} of the weights sit in layer ${at + 1}`;
  const why =
    inputs > Math.max(units, widestBehind)
      ? `because the input has ${features}`
      : `which has ${formatCounted(units, 'unit')} for ${features}`;
  const [half] = narrower(first);
  const saves = half
    ? ` With ${formatCounted(half.units, 'unit')}, not ${formatCount(units)}, the net would have ${formatShare(shareOf(half.savedParams, params))} fewer weights.`
    : '';
  return `${sits}, ${why}.${saves}`;
}
