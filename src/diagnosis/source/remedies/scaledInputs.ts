import type { SourceLayer, SourceModel } from '../../../protocol/source.js';
import type { SourceArgument } from '../../../protocol/sourceValue.js';
import { entryOf, layerArgument } from '../facts/layerArgument.js';
import type { SourceFix } from '../sourceRule.js';
import { insertLayer, type NewLayer } from './insertedLayer.js';

/** Names under which a first layer takes the shape of a sample. */
const SHAPES = ['inputShape', 'inputDim', 'batchInputShape'];

/** Divides bytes by 255 in the model itself, so that predictions are made of the same numbers. */
export const divideBytes = (model: SourceModel): SourceFix[] =>
  insertFirst(
    model,
    { className: 'Rescaling', given: [['scale', '1 / 255']] },
    'Divide the inputs by 255, in a first layer',
  );

/** Brings each feature to mean 0 and deviation 1 by batch normalization as a first layer, which learns both from the data. */
export const normalizeInputs = (model: SourceModel): SourceFix[] =>
  insertFirst(model, { className: 'BatchNormalization' }, 'Normalize the inputs, in a first layer');

function insertFirst(model: SourceModel, layer: NewLayer, title: string): SourceFix[] {
  const [first] = model.layers;
  if (!first) return [];
  if (entryOf(first)?.kind === 'input') return insertLayer(model, 'behind', first, layer, title);
  const shape = shapeOf(first);
  if (shape === undefined) return [];
  const given = [...(layer.given ?? []), ...(shape ? [shapeArgument(shape)] : [])];
  return insertLayer(model, 'before', first, { ...layer, given }, title);
}

/** The argument that gives the shape of a sample; null where there is none, undefined where the source leaves that open. */
function shapeOf(layer: SourceLayer): SourceArgument | null | undefined {
  const found = SHAPES.map((name) => layerArgument(layer, name));
  return found.find((argument) => argument) ?? (found.includes(undefined) ? undefined : null);
}

function shapeArgument({ name, text }: SourceArgument): readonly [string, string] {
  return /input_?dim/i.test(name ?? '') ? ['inputShape', `[${text}]`] : [name ?? 'inputShape', text];
}
