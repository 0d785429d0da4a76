import { HumanError } from '../errors/humanError.js';
import type { KerasCall, KerasValue } from '../protocol/keras.js';
import type { LayersModel } from '../tfjs/layersModel.js';
import { innerModel, type Sequential } from '../tfjs/tfjs.js';
import { bindArguments } from './arguments/bindArguments.js';
import type { KerasContext } from './kerasContext.js';
import { kerasProblem, tfjsReason } from './kerasProblem.js';
import { makeLoss, single } from './losses/makeLoss.js';
import { OutputFacts } from './losses/outputFacts.js';
import { makeMetrics } from './metrics/makeMetrics.js';
import { makeOptimizer } from './optimizers/makeOptimizer.js';
import { CurrentBatch } from './training/currentBatch.js';
import { KerasTraining } from './training/kerasTraining.js';

const order =
  'optimizer loss metrics loss_weights weighted_metrics run_eagerly steps_per_execution jit_compile sample_weight_mode target_tensors class_mode theano_mode experimental_run_tf_function auto_scale_loss';

/** Compiles a model as its source says. @throws {SourceError} where tfjs has nothing for the optimizer or the loss */
export function compileModel(model: Sequential, call: KerasCall, context: KerasContext): void {
  const args = bindArguments(call, { order }, context.version, 'lr');
  const inner = () => innerModel(model) as LayersModel;
  const [facts, batch] = [OutputFacts.of(context.tf, model), new CurrentBatch()];
  const wanted = { value: args.value('loss'), weight: lossWeight(args.value('loss_weights')) };
  const penalties = () => inner().calculateLosses();
  const loss = makeLoss(wanted, call, context, { facts, batch, penalties });
  const optimizer = makeOptimizer(
    args.value('optimizer'),
    call,
    context,
    () => innerModel(model)?.collectedTrainableWeights ?? [],
  );
  const units = model.outputs[0]?.shape.at(-1) ?? 1;
  if (units === 1 && loss.tfjsName === 'categoricalCrossentropy') {
    context.notes.warning(
      `Categorical cross-entropy needs an output for each class, and this model has one output, so the loss is always 0. For two classes, use 'binary_crossentropy' after a sigmoid; for more, use one output per class.`,
      call,
    );
  }
  const given = { metrics: args.value('metrics'), weighted: args.value('weighted_metrics') };
  const metrics = makeMetrics(given, call, { context, facts, batch, units });
  try {
    model.compile({ optimizer, loss: loss.tfjsName ?? loss.compute });
  } catch (error) {
    if (error instanceof HumanError) throw error;
    throw kerasProblem(call, `The model cannot be compiled: ${tfjsReason(error)}`);
  }
  const compiled = innerModel(model);
  if (compiled) new KerasTraining(context.tf, compiled, { loss, metrics, batch });
}

function lossWeight(value: KerasValue | undefined): number {
  const only = single(value);
  return typeof only === 'number' ? only : 1;
}
