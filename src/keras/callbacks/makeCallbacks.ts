import type { KerasValue } from '../../protocol/keras.js';
import type { KerasValues } from '../../protocol/kerasProgram.js';
import { bindArguments } from '../arguments/bindArguments.js';
import { isCall, isFunction } from '../arguments/isCall.js';
import { earlyStopping, earlyStoppingOrder } from './earlyStopping.js';
import type { FitCallback } from './fitCallback.js';
import { learningRateScheduler, learningRateSchedulerOrder } from './learningRateScheduler.js';
import { type KeepWeights, modelCheckpoint, modelCheckpointOrder } from './modelCheckpoint.js';
import { type OwnCallbackModel, ownCallback } from './ownCallback.js';
import { reduceLearningRate, reduceLearningRateOrder } from './reduceLearningRate.js';
import { terminateOnNaN } from './terminateOnNaN.js';

/** What a fit's callbacks do to its training; those that only look (`TensorBoard`) do nothing. */
export function makeCallbacks(
  value: KerasValue | undefined,
  version: 1 | 2 | 3,
  values: Pick<KerasValues, 'callbacks' | 'functions'>,
  model: OwnCallbackModel & { readonly keepWeights: KeepWeights },
): FitCallback[] {
  const list = Array.isArray(value) ? value.flat() : [value];
  return list.flatMap((each) => callback(each, version, values, model) ?? []);
}

function callback(
  value: KerasValue | undefined,
  version: 1 | 2 | 3,
  values: Pick<KerasValues, 'callbacks' | 'functions'>,
  model: OwnCallbackModel & { readonly keepWeights: KeepWeights },
): FitCallback | null {
  if (isFunction(value)) {
    const own = values.callbacks.get(value.id);
    return own ? ownCallback(own, model) : null;
  }
  if (!isCall(value)) return null;
  const bound = (order: string, extra: string) => bindArguments(value, { order }, version, extra);
  switch (value.name) {
    case 'EarlyStopping':
      return earlyStopping(bound(earlyStoppingOrder, ''));
    case 'ReduceLROnPlateau':
      return reduceLearningRate(bound(reduceLearningRateOrder, 'lr'));
    case 'LearningRateScheduler':
      return learningRateScheduler(bound(learningRateSchedulerOrder, ''), values);
    case 'ModelCheckpoint':
      return modelCheckpoint(bound(modelCheckpointOrder, ''), model.keepWeights);
    case 'TerminateOnNaN':
      return terminateOnNaN;
    default:
      return null;
  }
}
