import { findLayer } from '../../../layers/catalogue.js';
import { explainLink, isEmpty } from '../../../layers/shapes/explainShape.js';
import { outputShape, takenRank } from '../../../layers/shapes/layerSizes.js';
import type { Shape, ShapedLayer } from '../../../layers/shapes/shapedLayer.js';
import { sourceInputShape, sourceShapedLayer } from '../../../layers/sourceShape.js';
import type { SourceLayer, SourceModel } from '../../../protocol/source.js';
import { entryOf } from '../facts/layerArgument.js';
import { layerAt, layerWords } from '../facts/layerWords.js';
import { insertLayer } from '../remedies/insertedLayer.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** A layer that cannot be put on the one before it: the framework throws. By the rules that the catalogue has, which a run is checked by too. */
export const shapeChain: SourceRule = {
  id: 'shape-chain',
  find(model): SourceFinding[] {
    const broken = firstBroken(model);
    if (!broken) return [];
    const { layer, text, lacksFlatten } = broken;
    const [what = text, ...help] = text.split(/(?<=\.) /);
    return [
      {
        span: layer.span,
        severity: isChannelsFirst(model) ? 'warning' : 'error',
        category: 'shape',
        message: what,
        why: isChannelsFirst(model)
          ? 'Channels come last unless Keras is set otherwise, and the input shape has them first: the model cannot be made.'
          : 'The model cannot be made.',
        help: help.join(' ') || 'Change the shape before it.',
        fixes: lacksFlatten
          ? insertLayer(model, 'before', layer, { className: 'Flatten' }, 'Add a Flatten before it')
          : [],
      },
    ];
  },
  lesson: ({ span }, model) => [
    'Each layer takes its numbers in a certain arrangement, its input shape: a row, a sequence of rows, or a grid, each of a certain size. What one layer gives has to be what the next one takes. Where it does not, there is nothing to compute, and the model cannot be made. Layers such as Flatten and Reshape change the arrangement in between.',
    `Up to it, the layers of this model fit each other. The first that cannot take what it is given is ${layerWords(model, layerAt(model, span))}. The sentence above has both shapes, the one that comes and the one that it needs.`,
  ],
};

/** Whether a picture's shape begins with 1 or 3: channels first, which a setting of Keras that no file shows can ask for. */
function isChannelsFirst({ layers: [first] }: SourceModel): boolean {
  const [, channels, ...space] = (first && sourceInputShape(first)) ?? [];
  return space.length === 2 && (channels === 1 || channels === 3) && space[1] !== 1 && space[1] !== 3;
}

/** Convolutions of Keras 2 take any number of dimensions before their own. */
function takesMore(layer: ShapedLayer, { length }: Shape, framework: SourceModel['framework']): boolean {
  const taken = takenRank(layer, length);
  const isConvolution = findLayer(layer.className)?.kind === 'convolution';
  return framework === 'keras' && isConvolution && taken !== null && length > taken;
}

function firstBroken({
  layers,
  framework,
}: SourceModel): { readonly layer: SourceLayer; readonly text: string; readonly lacksFlatten: boolean } | null {
  const [first] = layers;
  let input: Shape | undefined = first && sourceInputShape(first);
  let previous: { readonly layer: ShapedLayer; readonly line: number } | null = null;
  for (const [index, layer] of layers.entries()) {
    const shaped = layer.repeated || (index > 0 && !layer.follows) ? null : sourceShapedLayer(layer, framework);
    if (!shaped || !input) return null;
    // What a recurrent layer gives to one that takes sequences is another rule's.
    const isSequence = previous !== null && entryOf(layer)?.rank === 3 && input.length === 2;
    if (takesMore(shaped, input, framework)) return null;
    const text = isSequence ? null : explainLink({ layer: shaped, input, previous, isPython: framework === 'keras' });
    if (text) return { layer, text, lacksFlatten: takenRank(shaped, input.length) === 2 && input.length > 2 };
    const next: Shape | null = outputShape(shaped, input);
    if (!next || isEmpty(next)) return null;
    input = next;
    previous = { layer: shaped, line: layer.line };
  }
  return null;
}
