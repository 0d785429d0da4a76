import type { BoundArguments } from '../arguments/boundArguments.js';
import type { FitCallback } from './fitCallback.js';
import { Monitor } from './monitor.js';

export const reduceLearningRateOrder = 'monitor factor patience verbose mode min_delta cooldown min_lr epsilon';

/** Lowers the learning rate when the monitored number has not become better for `patience` epochs. */
export function reduceLearningRate(args: BoundArguments): FitCallback {
  const monitor = new Monitor(args, 1e-4);
  const [factor, patience] = [args.number('factor') ?? 0.1, args.number('patience') ?? 10];
  const [cooldown, least] = [args.number('cooldown') ?? 0, args.number('min_lr') ?? 0];
  let waited = 0;
  let resting = 0;

  return {
    trainBegin() {
      monitor.best = monitor.worst;
      waited = 0;
      resting = 0;
    },
    epochEnd(_, logs, fit) {
      if (fit.learningRate !== null) logs.lr = fit.learningRate;
      const value = monitor.read(logs);
      if (value === undefined) return;
      if (resting > 0) {
        resting--;
        waited = 0;
      }
      if (monitor.isBetter(value)) {
        monitor.best = value;
        waited = 0;
        return;
      }
      if (resting > 0) return;
      waited++;
      const rate = fit.learningRate;
      if (waited < patience || rate === null || rate <= least) return;
      fit.learningRate = Math.max(rate * factor, least);
      resting = cooldown;
      waited = 0;
    },
  };
}
