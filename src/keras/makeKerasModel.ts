import { HumanError } from '../errors/humanError.js';
import { SourceError } from '../errors/sourceError.js';
import type { KerasCall, KerasDeclaration } from '../protocol/keras.js';
import type { SourceSpan } from '../protocol/trainer.js';
import type { Layer, Sequential, Tfjs } from '../trainer/tfjs/tfjs.js';
import { isStateful, withoutBatchSizes } from './batchSizes.js';
import { channelsOf } from './channels.js';
import { compileModel } from './compileModel.js';
import type { KerasContext } from './kerasContext.js';
import { kerasProblem } from './kerasProblem.js';
import { makeLayer } from './layers/makeLayer.js';
import { tfjsReason } from './layers/tfjsReason.js';

export interface KerasModel {
  /** Compiled where the source compiles it. */
  readonly model: Sequential;
  /** What differs from Keras, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * The tfjs model that a Python Sequential declares.
 * @param assign told of each layer right after it is made, nested Sequentials' layers included
 * @throws {SourceError} on the call that tfjs has nothing for
 */
export function makeKerasModel(
  declaration: KerasDeclaration,
  { tf, assign }: { tf: Tfjs; assign(layer: Layer, span: SourceSpan): void },
): KerasModel {
  const { layers, version, compile, location } = declaration;
  if (layers.length === 0) throw new SourceError('This model has no layer. Add one before training it.', location);
  const notes = new Set<string>();
  const channels = channelsOf(declaration, notes);
  const context: KerasContext = { tf, version, channels, notes, assign };
  const model = sequential(isStateful(layers) ? layers : withoutBatchSizes(layers), context);
  if (compile) compileModel(model, compile, context);
  return { model, notes: [...notes] };
}

function sequential(calls: readonly KerasCall[], context: KerasContext): Sequential {
  const model = context.tf.sequential();
  for (const call of calls) {
    const layer = layerOf(call, context);
    try {
      model.add(layer as Layer);
    } catch (error) {
      if (error instanceof HumanError) throw error;
      throw kerasProblem(call, `${call.name} does not fit here: ${tfjsReason(error)}`);
    }
  }
  return model;
}

function layerOf(call: KerasCall, context: KerasContext): Layer | Sequential {
  const layer = call.name === 'Sequential' ? nested(call, context) : makeLayer(call, context, layerOf);
  context.assign(layer as Layer, call.span);
  return layer;
}

/** A model as a layer: its layers are the positional list, or the argument `layers`. */
function nested(call: KerasCall, context: KerasContext): Sequential {
  const list = call.positional[0] ?? call.named.layers ?? [];
  return sequential((Array.isArray(list) ? list : []) as KerasCall[], context);
}
