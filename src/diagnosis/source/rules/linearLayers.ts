import type { SourceLayer, SourceModel } from '../../../protocol/source.js';
import { Edits } from '../edits.js';
import { activationOf } from '../facts/activation.js';
import { inputWidth } from '../facts/inputWidth.js';
import { numberOf } from '../facts/layerArgument.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/**
 * Layers that multiply by weights, each an affine map before its activation. Depthwise and separable convolutions are left out: they split a
 * convolution into linear ones on purpose.
 */
const WEIGHTED: ReadonlySet<string> = new Set([
  'Dense',
  'Conv1D',
  'Conv2D',
  'Conv3D',
  'Conv1DTranspose',
  'Conv2DTranspose',
  'Conv3DTranspose',
]);

/** Layers that only move or repeat numbers. With dropout, normalization or pooling between them two layers train otherwise than one. */
const MOVES = /^(?:Flatten|Reshape|Permute|RepeatVector|ZeroPadding[123]D|Cropping[123]D|UpSampling[123]D)$/;

/**
 * Two layers with weights and nothing non-linear between them: W2(W1 x + b1) + b2 is (W2 W1)x + (W2 b1 + b2), one affine map, unless the first
 * is a bottleneck, which limits the rank on purpose. UMLAUT; NeuraLint, rule 9.
 */
export const linearLayers: SourceRule = {
  id: 'linear-layers',
  find: (model) =>
    model.layers.flatMap((layer, index) => {
      const next = nextWeighted(model.layers, index);
      const isLinear = WEIGHTED.has(layer.className) && !layer.repeated && activationOf(layer)?.name === 'linear';
      if (!next || !isLinear) return [];
      const isBottleneck = narrows(model, layer, next);
      return isBottleneck ? [] : [finding(model, layer, next, isBottleneck === false)];
    }),
};

/** The layer with weights that a layer's outputs reach as they are; null where another comes first, or it is not certain. */
function nextWeighted(layers: readonly SourceLayer[], index: number): SourceLayer | null {
  for (const layer of layers.slice(index + 1)) {
    if (!layer.follows || layer.repeated || !layer.arguments) return null;
    if (WEIGHTED.has(layer.className)) return layer;
    const isLinear = layer.className === 'Activation' && activationOf(layer)?.name === 'linear';
    if (!MOVES.test(layer.className) && !isLinear) return null;
  }
  return null;
}

/** Whether a layer is narrower than what is before it and after it; null where the source leaves that open. */
function narrows({ layers }: SourceModel, layer: SourceLayer, next: SourceLayer): boolean | null {
  const [own, after] = [widthOf(layer), widthOf(next)];
  if (own !== null && after !== null && own >= after) return false;
  const before = layers.slice(0, layers.indexOf(layer)).findLast(({ className }) => WEIGHTED.has(className));
  const width = before ? widthOf(before) : inputWidth(layer);
  if (own !== null && width !== null && own >= width) return false;
  return own === null || after === null || width === null ? null : true;
}

const widthOf = (layer: SourceLayer): number | null => numberOf(layer, 'units') ?? numberOf(layer, 'filters');

function finding(model: SourceModel, layer: SourceLayer, next: SourceLayer, isCertain: boolean): SourceFinding {
  const other =
    next.line === layer.line ? `the ${next.className} after it` : `the ${next.className} on line ${next.line}`;
  const edits = new Edits(model);
  const argument = activationOf(layer)?.argument ?? null;
  const relu = edits.named('relu');
  const title = argument ? 'Change the activation to relu' : `Add ${edits.argument('activation', relu)}`;
  return {
    span: layer.span,
    severity: isCertain ? 'warning' : 'hint',
    category: 'activation',
    message: `This ${layer.className} and ${other} can do no more than one layer: no activation stands between them.`,
    why: 'A linear map of a linear map is one linear map, so the additional weights buy nothing.',
    help: 'Give it an activation, such as relu, or leave it out.',
    fixes: edits.set(layer, 'activation', argument, relu, title),
  };
}
