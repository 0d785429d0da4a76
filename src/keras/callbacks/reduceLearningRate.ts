import type { Tfjs } from '../../trainer/tfjs/tfjs.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import { epochCallback, type KerasCallback } from './epochCallback.js';
import { Monitor } from './monitor.js';

export const reduceLearningRateOrder = 'monitor factor patience verbose mode min_delta cooldown min_lr epsilon';

/** Lowers the learning rate when the monitored number has not become better for `patience` epochs. */
export function reduceLearningRate(tf: Tfjs, args: BoundArguments): KerasCallback {
  const monitor = new Monitor(args, 1e-4);
  const [factor, patience] = [args.number('factor') ?? 0.1, args.number('patience') ?? 10];
  const [cooldown, least] = [args.number('cooldown') ?? 0, args.number('min_lr') ?? 0];
  let waited = 0;
  let resting = 0;

  return epochCallback(tf, {
    onTrainBegin: () => {
      monitor.best = monitor.worst;
      waited = 0;
      resting = 0;
    },
    onEpochEnd: (_, logs, { optimizer }) => {
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
      const rate = optimizer.learningRate;
      if (waited < patience || rate === undefined || rate <= least) return;
      optimizer.learningRate = Math.max(rate * factor, least);
      resting = cooldown;
      waited = 0;
    },
  });
}
