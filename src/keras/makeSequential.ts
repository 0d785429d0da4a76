import { HumanError } from '../errors/humanError.js';
import { SourceError } from '../errors/sourceError.js';
import type { KerasCall, KerasDeclaration } from '../protocol/keras.js';
import type { KerasLayer, KerasLayerReference } from '../protocol/kerasProgram.js';
import type { SourceSpan } from '../protocol/sourceSpan.js';
import type { Layer, Sequential, Tfjs } from '../tfjs/tfjs.js';
import { isStateful, withoutBatchSizes } from './batchSizes.js';
import { channelsOf } from './channels.js';
import type { KerasContext } from './kerasContext.js';
import { KerasNotes } from './kerasNotes.js';
import { kerasProblem, tfjsReason } from './kerasProblem.js';
import { makeLayer } from './layers/makeLayer.js';
import { watchNestedModel } from './layers/nestedCall.js';
import { MetricNames } from './metrics/metricNames.js';
import { remember } from './recipe/recipeOf.js';

export interface KerasModel {
  readonly model: Sequential;
  /** What compiling it later needs. */
  readonly context: KerasContext;
  readonly notes: KerasNotes;
}

/** What a Python Sequential is made of. */
export type SequentialDeclaration = Pick<KerasDeclaration, 'version' | 'location'> & {
  readonly layers: readonly KerasLayer[];
};

export interface MakeKerasModel {
  readonly tf: Tfjs;
  /** Those of the program's other models, where there are some. */
  readonly metricNames?: MetricNames;
  /** Told of each layer right after it is made, nested Sequentials' layers included. */
  assign(layer: Layer, span: SourceSpan): void;
  /** The layer or model that another model has already. @param inputShape what it is put on, the batch included; null for a first layer */
  layerAt?(reference: KerasLayerReference, inputShape: readonly (number | null)[] | null): Layer | Sequential;
}

/** The tfjs model that a Python Sequential declares, not compiled. @throws {SourceError} on the call that tfjs has nothing for */
export function makeSequential(declaration: SequentialDeclaration, options: MakeKerasModel): KerasModel {
  const { layers, version, location } = declaration;
  if (layers.length === 0) throw new SourceError('This model has no layers. Add one before training it.', location);
  const notes = new KerasNotes();
  const calls = layers.filter((layer) => layer.kind === 'call');
  const channels = channelsOf({ layers: calls, version }, notes);
  const { tf, assign, metricNames = new MetricNames() } = options;
  const context: KerasContext = { tf, version, channels, notes, metricNames, assign };
  const model = tf.sequential();
  for (const layer of isStateful(calls) ? layers : withoutBatchSizes(layers)) addLayer(model, layer, context, options);
  return { model, context, notes };
}

/** Puts a layer at a model's end. @throws {SourceError} on its call where it cannot be made, or does not fit */
export function addLayer(model: Sequential, layer: KerasLayer, context: KerasContext, options: MakeKerasModel): void {
  const shape = model.outputs[0]?.shape ?? null;
  const added = layer.kind === 'call' ? layerOf(layer, context) : options.layerAt?.(layer, shape);
  if (!added) throw new Error('No model has the layer that is used here');
  if (added instanceof context.tf.Sequential) watchNestedModel(added);
  try {
    model.add(added as Layer);
  } catch (error) {
    if (error instanceof HumanError || layer.kind === 'layer') throw error;
    throw kerasProblem(layer, `${layer.name} does not fit here: ${tfjsReason(error)}`);
  }
}

/** @throws {SourceError} on the call that tfjs has nothing for */
export function layerOf(call: KerasCall, context: KerasContext): Layer | Sequential {
  const layer = call.name === 'Sequential' ? nested(call, context) : known(call, context);
  context.assign(layer as Layer, call.span);
  return layer;
}

function known(call: KerasCall, context: KerasContext): Layer {
  const layer = makeLayer(call, context, layerOf);
  remember(layer, call, context);
  return layer;
}

/** A model as a layer: its layers are the positional list, or the argument `layers`. */
function nested(call: KerasCall, context: KerasContext): Sequential {
  const list = call.positional[0] ?? call.named.layers ?? [];
  const model = context.tf.sequential();
  for (const layer of Array.isArray(list) ? (list as KerasCall[]) : []) addLayer(model, layer, context, context);
  return model;
}
