import { describe, expect, it } from 'vitest';
import type { FitCallback, FitControl } from '../../../src/keras/callbacks/fitCallback.js';
import { makeCallbacks } from '../../../src/keras/callbacks/makeCallbacks.js';
import type { KerasCall, KerasValue } from '../../../src/protocol/keras.js';
import type { KerasValues, OwnCallback } from '../../../src/protocol/kerasProgram.js';

const span = { file: 'model.py', start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };
const call = (name: string, named: KerasCall['named'] = {}): KerasCall => ({
  kind: 'call',
  name,
  positional: [],
  named,
  span,
});

class Fit implements FitControl {
  learningRate: number | null = 0.01;
  stopped = false;
  stopTraining(): void {
    this.stopped = true;
  }
  getWeights() {
    return [];
  }
  setWeights(): void {}
}

const none = { getWeights: () => [], setWeights: () => {}, keepWeights: () => {}, print: () => {} };

function made(value: KerasValue, values: Partial<KerasValues> = {}, print = (_: string) => {}): FitCallback {
  const all = { callbacks: new Map(), functions: new Map(), ...values };
  const [callback] = makeCallbacks([value], 2, all, { ...none, print });
  if (!callback) throw new Error('There is no callback');
  return callback;
}

/** Epochs until the callback ends training, which it is asked after each. */
function epochsUntilStop(named: KerasCall['named'], losses: readonly number[]): number {
  const callback = made(call('EarlyStopping', named));
  const fit = new Fit();
  callback.trainBegin?.(fit);
  for (const [epoch, loss] of losses.entries()) {
    callback.epochEnd?.(epoch, { val_loss: loss, loss }, fit);
    if (fit.stopped) return epoch + 1;
  }
  return losses.length;
}

describe('EarlyStopping', () => {
  it('waits as long as it is told to', () => {
    const falling = [5, 4, 3, 3.5, 3.2, 3.1, 2, 1];
    expect(epochsUntilStop({}, falling)).toBe(4);
    expect(epochsUntilStop({ patience: 3 }, falling)).toBe(6);
    expect(epochsUntilStop({ patience: 4 }, falling)).toBe(8);
    expect(epochsUntilStop({ min_delta: 2, patience: 2 }, falling)).toBe(3);
    expect(epochsUntilStop({ monitor: 'loss', mode: 'max', patience: 2 }, falling)).toBe(3);
    expect(epochsUntilStop({ monitor: 'val_accuracy' }, falling)).toBe(8);
    expect(epochsUntilStop({ start_from_epoch: 4 }, falling)).toBe(8);
    expect(epochsUntilStop({ baseline: 2.5, patience: 3 }, falling)).toBe(4);
  });
});

describe('ReduceLROnPlateau', () => {
  it('lowers the learning rate after a plateau, not below its end', () => {
    const callback = made(call('ReduceLROnPlateau', { factor: 0.1, patience: 2, min_lr: 0.0005 }));
    const fit = new Fit();
    callback.trainBegin?.(fit);
    const rates = [3, 2, 2, 2, 2, 2, 2].map((loss, epoch) => {
      callback.epochEnd?.(epoch, { val_loss: loss }, fit);
      return Number(fit.learningRate?.toPrecision(6));
    });
    expect(rates).toEqual([0.01, 0.01, 0.01, 0.001, 0.001, 0.0005, 0.0005]);
  });
});

describe('callbacks with code of the source', () => {
  it('set the rate before each epoch as the schedule says', () => {
    const schedule = { kind: 'function', id: 7, name: 'halve', span } as const;
    const functions = new Map([[7, (epoch = 0, rate = 0) => (epoch > 0 ? rate / 2 : rate)]]);
    const callback = made(call('LearningRateScheduler', { schedule }), { functions });
    const fit = new Fit();
    const rates = [0, 1, 2].map((epoch) => {
      callback.epochBegin?.(epoch, fit);
      return fit.learningRate;
    });
    expect(rates).toEqual([0.01, 0.005, 0.0025]);
    expect(() => made(call('LearningRateScheduler', { schedule: 'exponential' }))).toThrow(
      "schedule of LearningRateScheduler must be a function in this file, not 'exponential'.",
    );
  });

  it('hear of what they have methods for, and act on the fit', () => {
    const heard: unknown[] = [];
    const own: OwnCallback = {
      hooks: ['on_epoch_end', 'on_train_batch_end'],
      call(hook, index, logs, host) {
        heard.push([hook, index, logs]);
        host.print('seen');
        if (hook === 'on_epoch_end') host.stopTraining();
        host.learningRate = 0.5;
      },
    };
    const printed: string[] = [];
    const callbacks = new Map([[1, own]]);
    const callback = made({ kind: 'callback', id: 1, name: 'Stop', span }, { callbacks }, (text) => printed.push(text));
    const fit = new Fit();
    expect(Object.keys(callback).sort()).toEqual(['batchEnd', 'epochEnd']);
    callback.batchEnd?.(3, () => ({ loss: 2 }), fit);
    expect(fit).toMatchObject({ stopped: false, learningRate: 0.5 });
    callback.epochEnd?.(0, { loss: 1 }, fit);
    expect(fit.stopped).toBe(true);
    expect(heard).toEqual([
      ['on_train_batch_end', 3, { loss: 2 }],
      ['on_epoch_end', 0, { loss: 1 }],
    ]);
    expect(printed).toEqual(['seen', 'seen']);
  });

  it('find accuracy by both of its names', () => {
    let seen: Readonly<Record<string, number>> = {};
    const own: OwnCallback = {
      hooks: ['on_epoch_end'],
      call: (_hook, _index, logs) => {
        seen = logs;
      },
    };
    const callback = made({ kind: 'callback', id: 1, name: 'Look', span }, { callbacks: new Map([[1, own]]) });
    callback.epochEnd?.(0, { acc: 0.5, val_accuracy: 0.25, binary_accuracy: 1 }, new Fit());
    expect(seen).toMatchObject({ acc: 0.5, accuracy: 0.5, val_accuracy: 0.25, val_acc: 0.25, binary_accuracy: 1 });
  });

  it('end training where the loss is no number', () => {
    const callback = made(call('TerminateOnNaN'));
    const fit = new Fit();
    callback.batchEnd?.(0, () => ({ loss: 1 }), fit);
    expect(fit.stopped).toBe(false);
    callback.batchEnd?.(1, () => ({ loss: Number.NaN }), fit);
    expect(fit.stopped).toBe(true);
  });
});
