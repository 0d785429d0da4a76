import type { ArrayContents, CallbackHook, CallbackHost, OwnCallback } from '../../protocol/kerasProgram.js';
import type { FitCallback, FitControl } from './fitCallback.js';

/** Where the model's own weights are reached, and where a callback's prints go. */
export type OwnCallbackModel = Pick<CallbackHost, 'getWeights' | 'setWeights' | 'print'>;

/** A callback that the source writes: its code is called in the process that read it. */
export function ownCallback(own: OwnCallback, model: OwnCallbackModel): FitCallback {
  const has = (hook: CallbackHook) => own.hooks.includes(hook);
  const run = (hook: CallbackHook, index: number | null, logs: Readonly<Record<string, number>>, fit: FitControl) =>
    own.call(hook, index, bothSpellings(logs), new Host(fit, model));
  return {
    ...(has('on_train_begin') && { trainBegin: (fit) => run('on_train_begin', null, {}, fit) }),
    ...(has('on_epoch_begin') && { epochBegin: (epoch, fit) => run('on_epoch_begin', epoch, {}, fit) }),
    ...(has('on_train_batch_begin') && { batchBegin: (batch, fit) => run('on_train_batch_begin', batch, {}, fit) }),
    ...(has('on_train_batch_end') && {
      batchEnd: (batch, logs, fit) => run('on_train_batch_end', batch, logs(), fit),
    }),
    ...(has('on_epoch_end') && { epochEnd: (epoch, logs, fit) => run('on_epoch_end', epoch, logs, fit) }),
    ...(has('on_train_end') && { trainEnd: (fit) => run('on_train_end', null, {}, fit) }),
  };
}

/** What is `acc` in Keras 1 is `accuracy` in Keras 2: code of either finds it. */
function bothSpellings(logs: Readonly<Record<string, number>>): Record<string, number> {
  const other = Object.entries(logs).map(([name, value]): [string, number] => [
    /accuracy$/.test(name) ? name.replace(/accuracy$/, 'acc') : name.replace(/\bacc$|_acc$/, (end) => `${end}uracy`),
    value,
  ]);
  return { ...Object.fromEntries(other), ...logs };
}

class Host implements CallbackHost {
  constructor(
    private readonly fit: FitControl,
    private readonly model: OwnCallbackModel,
  ) {}

  stopTraining(): void {
    this.fit.stopTraining();
  }

  get learningRate(): number | null {
    return this.fit.learningRate;
  }

  set learningRate(rate: number | null) {
    this.fit.learningRate = rate;
  }

  getWeights(path: readonly number[]): ArrayContents[] {
    return this.model.getWeights(path);
  }

  setWeights(path: readonly number[], weights: readonly ArrayContents[]): void {
    this.model.setWeights(path, weights);
  }

  print(text: string): void {
    this.model.print(text);
  }
}
