import { describe, expect, it } from 'vitest';
import type { FitSummary } from '../../../src/protocol/fit.js';
import { bestOf } from '../../../src/runs/bestValue.js';

/** A fit with these logs, an epoch each. */
const logged = (number: number, ...logs: Record<string, number>[]) => ({
  summary: { fit: number } as FitSummary,
  epochs: logs.map((each, epoch) => ({ fit: number, epoch, step: epoch, logs: each })),
});

describe('the best value of a run', () => {
  it('is the highest validation accuracy of all its fits, however the fit goes on', () => {
    const folds = [
      logged(1, { loss: 1, acc: 0.5, val_loss: 1, val_acc: 0.6 }, { loss: 0.5, acc: 0.9, val_loss: 2, val_acc: 0.7 }),
      logged(2, { loss: 1, acc: 0.5, val_loss: 1, val_acc: 0.65 }),
    ];
    expect(bestOf(folds)).toEqual({ name: 'val_acc', value: 0.7, fit: 1, epoch: 1 });
  });

  it('is the lowest validation loss where there is no accuracy', () => {
    const net = logged(1, { loss: 3, val_loss: 4 }, { loss: 2, val_loss: 1.5 }, { loss: 1, val_loss: 2 });
    expect(bestOf([net])).toEqual({ name: 'val_loss', value: 1.5, fit: 1, epoch: 1 });
  });

  it('is of validation where only some epochs have that', () => {
    const net = logged(1, { acc: 0.5, loss: 1 }, { acc: 0.8, loss: 1, val_acc: 0.7 }, { acc: 0.9, loss: 1 });
    expect(bestOf([net])).toEqual({ name: 'val_acc', value: 0.7, fit: 1, epoch: 1 });
  });

  it('is the highest accuracy, or the last loss, where there is no validation', () => {
    expect(bestOf([logged(1, { loss: 1, acc: 0.9 }, { loss: 2, acc: 0.8 })])?.name).toBe('acc');
    expect(bestOf([logged(1, { loss: 1 }, { loss: 2 })])).toEqual({ name: 'loss', value: 2, fit: 1, epoch: 1 });
  });

  it('passes over what is no number, and is none before the first epoch', () => {
    expect(bestOf([logged(1, { loss: 1, val_loss: 3 }, { loss: 1, val_loss: Number.NaN })])?.value).toBe(3);
    expect(bestOf([logged(1)])).toBeNull();
    expect(bestOf([])).toBeNull();
  });

  it('is of the metric that the last fit with epochs has', () => {
    expect(bestOf([logged(1, { loss: 9 }), logged(2, { loss: 1, val_loss: 2 }), logged(3)])?.name).toBe('val_loss');
  });

  it('is the first of several that are as good, and none where nothing is a number', () => {
    expect(bestOf([logged(1, { acc: 0.5 }, { acc: 0.9 }, { acc: 0.9 })])).toMatchObject({ value: 0.9, epoch: 1 });
    expect(bestOf([logged(1, { val_loss: 2 }, { val_loss: 1 }, { val_loss: 1 })])).toMatchObject({
      value: 1,
      epoch: 1,
    });
    expect(bestOf([logged(1, { val_mae: 3, loss: 4 }, { loss: 9 })])).toMatchObject({ name: 'loss', value: 9 });
    expect(bestOf([logged(1, { loss: Number.NaN })])).toBeNull();
  });
});
