import { HumanError } from '../errors/humanError.js';
import type { KerasCall } from '../protocol/keras.js';
import { innerModel, type Sequential } from '../trainer/tfjs/tfjs.js';
import { bindArguments } from './arguments/bindArguments.js';
import type { KerasContext } from './kerasContext.js';
import { kerasProblem } from './kerasProblem.js';
import { tfjsReason } from './layers/tfjsReason.js';
import { type LossFunction, makeLoss } from './losses/makeLoss.js';
import { makeMetrics } from './metrics/makeMetrics.js';
import { makeOptimizer } from './optimizers/makeOptimizer.js';

const order =
  'optimizer loss metrics loss_weights weighted_metrics run_eagerly steps_per_execution jit_compile sample_weight_mode target_tensors class_mode theano_mode experimental_run_tf_function auto_scale_loss';

/** Compiles a model as its source says. @throws {SourceError} where tfjs has nothing for the optimizer or the loss */
export function compileModel(model: Sequential, call: KerasCall, context: KerasContext): void {
  const args = bindArguments(call, { order }, context.version, 'lr');
  const inner = () => innerModel(model);
  const loss = makeLoss(args.value('loss'), call, model, context);
  const optimizer = makeOptimizer(
    args.value('optimizer'),
    call,
    context,
    () => inner()?.collectedTrainableWeights ?? [],
  );
  const units = model.outputs[0]?.shape.at(-1) ?? null;
  const metrics = makeMetrics(args.value('metrics'), call, context, { loss: loss.tfjsName, units });
  try {
    model.compile({ optimizer, loss: loss.tfjsName ?? loss.compute, metrics });
  } catch (error) {
    if (error instanceof HumanError) throw error;
    throw kerasProblem(call, `The model cannot be compiled: ${tfjsReason(error)}`);
  }
  // tfjs's name decides which targets are taken; the number is Keras's.
  (inner() as unknown as { lossFunctions: LossFunction[] }).lossFunctions = [loss.compute];
}
