import { expect, test } from 'vitest';
import type { TrainingModel } from '../../../src/tfjs/tfjs.js';
import { describeFit } from '../../../src/trainer/fit/fitArguments.js';

const model = { getDedupedMetricsNames: () => ['loss'] } as TrainingModel;
const [x, y] = [{ shape: [10, 2] }, { shape: [10, 1] }];

test.each([
  [0.25, { samples: 7, validation: 3 }, { inputs: x, targets: y, from: 7 }],
  [0, { samples: 10, validation: 0 }, null],
  // tfjs trains on all samples then.
  [1, { samples: 10, validation: 0 }, null],
  [1.5, { samples: 10, validation: 0 }, null],
  [-0.5, { samples: 10, validation: 0 }, null],
])('A fit with the validation split %d trains on what tfjs leaves to it', (validationSplit, setup, held) => {
  const fit = describeFit(model, [x, y], { validationSplit });
  expect(fit.call.setup).toMatchObject(setup);
  expect(fit.held).toEqual(held);
});

test.each([
  [2.5, 3],
  [Number.NaN, 0],
  [-1, 0],
  [Number.POSITIVE_INFINITY, null],
])('A fit of %d epochs has as many as tfjs goes through', (epochs, whole) => {
  const { call } = describeFit(model, [x, y], { epochs });
  expect([call.epochs, call.setup?.sourceEpochs]).toEqual([whole, whole]);
});
