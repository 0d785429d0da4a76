import type { Tensor, Tfjs } from '../../trainer/tfjs/tfjs.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import { type CallbackModel, epochCallback, type KerasCallback } from './epochCallback.js';
import { Monitor } from './monitor.js';

export const earlyStoppingOrder =
  'monitor min_delta patience verbose mode baseline restore_best_weights start_from_epoch';

/** Ends training when the monitored number has not become better for `patience` epochs. */
export function earlyStopping(tf: Tfjs, args: BoundArguments): KerasCallback {
  const monitor = new Monitor(args, 0);
  const [patience, firstEpoch] = [args.number('patience') ?? 0, args.number('start_from_epoch') ?? 0];
  const restores = args.flag('restore_best_weights') ?? false;
  let best = monitor.worst;
  let waited = 0;
  let kept: Tensor[] | null = null;

  const keep = (model: CallbackModel) => {
    tf.dispose(kept ?? []);
    kept = model.getWeights().map((weight) => tf.keep(tf.clone(weight)));
  };
  const isAhead = (value: number) => monitor.isBetter(value, best);

  return epochCallback(tf, {
    onTrainBegin: () => {
      best = monitor.worst;
      waited = 0;
    },
    onEpochEnd: (epoch, logs, model) => {
      const value = monitor.read(logs);
      if (value === undefined || epoch < firstEpoch) return;
      if (restores && kept === null) keep(model);
      waited++;
      if (isAhead(value)) {
        best = value;
        if (restores) keep(model);
        // A baseline has to be passed before waiting starts anew.
        if (!args.has('baseline') || monitor.isBetter(value)) waited = 0;
        return;
      }
      if (waited < patience || epoch === 0) return;
      model.stopTraining = true;
      if (kept) model.setWeights(kept);
    },
    onTrainEnd: () => {
      tf.dispose(kept ?? []);
      kept = null;
    },
  });
}
