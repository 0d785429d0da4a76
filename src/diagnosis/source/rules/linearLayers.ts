import type { SourceLayer, SourceModel } from '../../../protocol/source.js';
import type { SourceArgument } from '../../../protocol/sourceValue.js';
import { Edits } from '../edits.js';
import { activationOf } from '../facts/activation.js';
import { inputWidth } from '../facts/inputWidth.js';
import { entryOf, numberOf } from '../facts/layerArgument.js';
import { lineWords, onLine } from '../facts/layerWords.js';
import { oneLayer } from '../remedies/oneLayer.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/**
 * Whether a layer multiplies by a kernel, an affine map before its activation. Depthwise and separable convolutions are left out: they split a
 * convolution into linear ones on purpose.
 */
function isAffine(layer: SourceLayer): boolean {
  const entry = entryOf(layer);
  return entry?.computes === 'affine' && entry.weights?.split(' ').includes('kernel') === true;
}

/** Whether a layer only moves, repeats or leaves out numbers. With dropout, normalization or pooling between them two layers train otherwise than one. */
const moves = (layer: SourceLayer): boolean => entryOf(layer)?.kind === 'reshaping';

/**
 * Two layers with weights and nothing non-linear between them: W2(W1 x + b1) + b2 is (W2 W1)x + (W2 b1 + b2), one affine map, unless the first
 * is a bottleneck, which limits the rank on purpose. UMLAUT; NeuraLint, rule 9.
 */
export const linearLayers: SourceRule = {
  id: 'linear-layers',
  find(model) {
    const seen = new Set<SourceLayer>();
    return model.layers.flatMap((layer) => {
      if (seen.has(layer)) return [];
      const chain = chainFrom(model, layer);
      for (const { from } of chain) seen.add(from);
      return chain.length > 0 ? [finding(model, chain)] : [];
    });
  },
  lesson: ({ evidence: { layers = 2 } = {} }) => [
    'A layer without an activation multiplies its inputs by weights and adds up. Two of them in a row come to the same as one: its weights can be worked out from theirs. Only something that bends between them, as a relu does by making 0 of all that is negative, lets a net draw more than straight lines. That is what more layers are for.',
    `Here ${layers} layers in a row do so with nothing that bends between them. All that they can compute, 1 layer could, so the weights of the others take time and memory and add nothing. Only where one is made narrow on purpose, to let less through, is there a reason for it.`,
  ],
};

/** A layer without an activation, and the one with weights that takes what it gives. */
interface Link {
  readonly from: SourceLayer;
  readonly to: SourceLayer;
  /** False where the source leaves open whether it is a bottleneck. */
  readonly isCertain: boolean;
}

/** Layers in a row of which each is linear but for the last; empty where the first is not, or is a bottleneck. */
function chainFrom(model: SourceModel, first: SourceLayer): Link[] {
  const links: Link[] = [];
  for (let from = first; ; ) {
    const to = nextWeighted(model.layers, model.layers.indexOf(from));
    const isLinear = isAffine(from) && !from.repeated && activationOf(from)?.name === 'linear';
    const isBottleneck = isLinear && to ? narrows(model, from, to) : true;
    if (!to || isBottleneck) return links;
    links.push({ from, to, isCertain: isBottleneck === false });
    from = to;
  }
}

/** The layer with weights that a layer's outputs reach as they are; null where another comes first, or it is not certain. */
function nextWeighted(layers: readonly SourceLayer[], index: number): SourceLayer | null {
  for (const layer of layers.slice(index + 1)) {
    if (!layer.follows || layer.repeated || !layer.arguments) return null;
    if (isAffine(layer)) return layer;
    const isLinear = layer.className === 'Activation' && activationOf(layer)?.name === 'linear';
    if (!moves(layer) && !isLinear) return null;
  }
  return null;
}

/** Whether a layer is narrower than what is before it and after it; null where the source leaves that open. */
function narrows({ layers }: SourceModel, layer: SourceLayer, next: SourceLayer): boolean | null {
  const [own, after] = [widthOf(layer), widthOf(next)];
  if (own !== null && after !== null && own >= after) return false;
  const before = layers.slice(0, layers.indexOf(layer)).findLast(isAffine);
  const width = before ? widthOf(before) : inputWidth(layer);
  if (own !== null && width !== null && own >= width) return false;
  return own === null || after === null || width === null ? null : true;
}

const widthOf = (layer: SourceLayer): number | null => numberOf(layer, 'units') ?? numberOf(layer, 'filters');

function finding(model: SourceModel, chain: readonly Link[]): SourceFinding {
  const [first, ...others] = chain as readonly [Link, ...Link[]];
  const last = chain.at(-1)?.to ?? first.to;
  const write = new Edits(model);
  const relu = write.named('relu');
  const edits = chain
    .flatMap(({ from }) => write.set(from, 'activation', argumentOf(from), relu, ''))
    .flatMap((fix) => fix.edits);
  const added = argumentOf(first.from) ? 'Change the activation to relu' : `Add ${write.argument('activation', relu)}`;
  const title = others.length === 0 ? added : `${added} in ${chain.length} layers`;
  return {
    span: first.from.span,
    severity: chain.some(({ isCertain }) => isCertain) ? 'warning' : 'hint',
    category: 'activation',
    message: `${who(model, first, others.length, last)} can do no more than one layer: no activation stands between them.`,
    why: 'A linear map of a linear map is one linear map, so the additional weights buy nothing.',
    help: 'Give each but the last an activation, such as relu, or leave them out.',
    evidence: { layers: chain.length + 1 },
    fixes: [
      ...(edits.length < chain.length ? [] : [{ title, edits }]),
      ...oneLayer(model, [first.from, ...chain.map(({ to }) => to)]),
    ],
  };
}

const argumentOf = (layer: SourceLayer): SourceArgument | null => activationOf(layer)?.argument ?? null;

function who(model: SourceModel, { from, to }: Link, more: number, last: SourceLayer): string {
  if (more > 0) {
    const end = lineWords(model, last.line);
    return `This ${from.className} and the ${more + 1} layers with weights after it${end === null ? '' : `, to ${end},`}`;
  }
  return to.line === from.line
    ? `This ${from.className} and the ${to.className} after it`
    : `This ${from.className} and the ${to.className}${onLine(model, to.line, ' after it')}`;
}
