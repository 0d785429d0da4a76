import type { KerasValues } from '../../protocol/kerasProgram.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import { isFunction } from '../arguments/isCall.js';
import type { FitCallback } from './fitCallback.js';

export const learningRateSchedulerOrder = 'schedule verbose';

/** Sets the learning rate before each epoch, as a function of the source says: of the epoch, and of the rate so far. */
export function learningRateScheduler(
  args: BoundArguments,
  { functions }: Pick<KerasValues, 'functions'>,
): FitCallback {
  const value = args.value('schedule');
  const schedule = isFunction(value) ? functions.get(value.id) : undefined;
  if (!schedule) throw args.wrong('schedule', 'a function in this file', value ?? null);
  return {
    epochBegin(epoch, fit) {
      if (fit.learningRate !== null) fit.learningRate = schedule(epoch, fit.learningRate);
    },
    epochEnd(_, logs, fit) {
      if (fit.learningRate !== null) logs.lr = fit.learningRate;
    },
  };
}
