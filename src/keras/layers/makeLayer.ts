import { HumanError } from '../../errors/humanError.js';
import { nearest } from '../../errors/nearest.js';
import { findLayer, layerNames } from '../../layers/catalogue.js';
import { isPretrained, PRETRAINED } from '../../layers/families/models.js';
import type { KerasCall } from '../../protocol/keras.js';
import { layerWeightsNotDone } from '../../protocol/kerasNotDone.js';
import { codeOf } from '../../tfjs/layerCode.js';
import type { Layer, Sequential, Tfjs } from '../../tfjs/tfjs.js';
import { bindArguments } from '../arguments/bindArguments.js';
import { noteUnread } from '../arguments/noteUnread.js';
import type { KerasContext } from '../kerasContext.js';
import { kerasProblem, tfjsReason } from '../kerasProblem.js';
import { regularizer } from '../values/regularizers.js';
import { penalizeActivity } from './activityRegularizer.js';
import type { MakeLayer } from './layerMaker.js';
import { layerMaker } from './layerMakers.js';

/**
 * The layer that a call makes.
 * @param makeInner makes what a wrapper holds
 * @throws {SourceError} on the call's place where tfjs has nothing for it
 */
export function makeLayer(call: KerasCall, context: KerasContext, makeInner: MakeLayer): Layer {
  const known = findLayer(call.name);
  const make = known && layerMaker(known.className);
  if (!known || !make) throw kerasProblem(call, whyUnsupported(call.name));
  const args = bindArguments(withoutOldestForm(call), known, context.version);
  if (args.has('weights')) context.notes.notDone(layerWeightsNotDone, call);
  try {
    const layer = make(args, context, makeInner);
    const penalty = regularizer(args.value('activity_regularizer'), call, context);
    if (penalty) penalizeActivity(context.tf, layer, penalty);
    dropMasks(context.tf, layer);
    if (known.kind !== 'augmentation') noteUnread(args, context.notes);
    return layer;
  } catch (error) {
    if (error instanceof HumanError) throw error;
    throw kerasProblem(call, `${call.name} cannot be created: ${tfjsReason(error)}`);
  }
}

/** One sentence for a class that GradLens makes no layer of tfjs of. */
function whyUnsupported(name: string): string {
  const reason = findLayer(name)?.unsupported ?? (isPretrained(name) ? PRETRAINED : null);
  if (reason) return `${reason}.`;
  const meant = nearest(name, layerNames);
  const hint = meant ? `Did you mean ${meant}?` : 'Use a Keras layer that does the same.';
  return `tfjs and GradLens have no layer ${name}. ${hint}`;
}

/** Before Keras 1, `Dense(784, 10)` named inputs and units. */
function withoutOldestForm(call: KerasCall): KerasCall {
  const [inputs, units, ...rest] = call.positional;
  if (call.name !== 'Dense' || typeof inputs !== 'number' || typeof units !== 'number') return call;
  return { ...call, positional: [units, ...rest], named: { input_dim: inputs, ...call.named } };
}

/** A layer that knows nothing of masks ends them, as in Keras; tfjs refuses to build it. */
function dropMasks(tf: Tfjs, layer: Layer | Sequential): void {
  const own = codeOf(layer);
  if (!own.supportsMasking && own.computeMask === tf.layers.Layer.prototype.computeMask) own.computeMask = () => null;
}
