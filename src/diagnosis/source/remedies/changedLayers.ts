import type { SourceLayer, SourceModel } from '../../../protocol/source.js';
import { Edits } from '../edits.js';
import { activationOf } from '../facts/activation.js';
import { entryOf, isWeighted, layerArgument } from '../facts/layerArgument.js';
import { modelOutput } from '../facts/modelOutput.js';
import { inStyle } from '../facts/names.js';
import type { SourceFix } from '../sourceRule.js';
import { insertLayer } from './insertedLayer.js';

const DROPOUT_RATE = '0.3';
const TIMES_UNITS = 2;

/** Starts a layer's weights otherwise. */
export function initialize(model: SourceModel, layer: SourceLayer, initializer: string): SourceFix[] {
  const given = isWeighted(layer) ? layerArgument(layer, 'kernelInitializer') : undefined;
  if (given === undefined) return [];
  const edits = new Edits(model);
  const title = `Use the ${inStyle(model.framework, initializer)} initializer`;
  return edits.set(layer, 'kernelInitializer', given, edits.named(initializer), title);
}

/** Starts a layer's biases at 0, where the source starts them otherwise. */
export function plainBias(model: SourceModel, layer: SourceLayer): SourceFix[] {
  const given = isWeighted(layer) ? layerArgument(layer, 'biasInitializer') : null;
  const edits = new Edits(model);
  return given && given.value !== 'zeros'
    ? edits.set(layer, 'biasInitializer', given, edits.named('zeros'), 'Start the biases at 0')
    : [];
}

/** Brings what a layer puts out back to mean 0 and deviation 1. Of a layer without an activation the bias goes: batch normalization has one. @param name `layer 3 (Dense)` */
export function normalizeOutputs(model: SourceModel, layer: SourceLayer, name: string): SourceFix[] {
  const next = model.layers[model.layers.indexOf(layer) + 1];
  if (!next || entryOf(next)?.kind === 'normalization') return [];
  const title = `Add batch normalization after ${name}`;
  const bias = layerArgument(layer, 'useBias');
  const isLinear = isWeighted(layer) && activationOf(layer)?.name === 'linear' && bias !== undefined;
  const edits = new Edits(model);
  const without = isLinear
    ? edits.set(layer, 'useBias', bias, model.framework === 'tfjs' ? 'false' : 'False', title)
    : [];
  return insertLayer(model, 'behind', layer, { className: 'BatchNormalization' }, title).map((fix) => ({
    title,
    edits: [...without.flatMap((each) => each.edits), ...fix.edits],
  }));
}

/** Drops some of what the last hidden layer puts out. */
export function dropBeforeOutput(model: SourceModel): SourceFix[] {
  const output = modelOutput(model)?.layer;
  const before = output && model.layers[model.layers.indexOf(output) - 1];
  if (!before || model.layers.some((layer) => entryOf(layer)?.kind === 'regularization')) return [];
  const dropout = { className: 'Dropout', given: [['rate', DROPOUT_RATE]] } as const;
  return insertLayer(model, 'behind', before, dropout, 'Add dropout before the last layer');
}

/** Twice the units in each hidden layer. */
export function widen(model: SourceModel): SourceFix[] {
  const output = modelOutput(model)?.layer;
  const edits = new Edits(model);
  const hidden = model.layers.filter((layer) => layer !== output && entryOf(layer)?.kind === 'dense');
  const changes = hidden.flatMap((layer) => {
    const units = layerArgument(layer, 'units');
    return units && typeof units.value === 'number'
      ? edits.set(layer, 'units', units, String(TIMES_UNITS * units.value), '')
      : [];
  });
  if (!output || changes.length === 0 || changes.length < hidden.length) return [];
  const title =
    changes.length === 1
      ? 'Double the units of the hidden layer'
      : `Double the units of ${changes.length} hidden layers`;
  return [{ title, edits: changes.flatMap(({ edits: own }) => own) }];
}
