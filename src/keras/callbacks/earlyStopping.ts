import type { Tensor } from '../../tfjs/tfjs.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import type { FitCallback, FitControl } from './fitCallback.js';
import { Monitor } from './monitor.js';

export const earlyStoppingOrder =
  'monitor min_delta patience verbose mode baseline restore_best_weights start_from_epoch';

/** Ends training when the monitored number has not become better for `patience` epochs. */
export function earlyStopping(args: BoundArguments): FitCallback {
  const monitor = new Monitor(args, 0);
  const [patience, firstEpoch] = [args.number('patience') ?? 0, args.number('start_from_epoch') ?? 0];
  const restores = args.flag('restore_best_weights') ?? false;
  let best = monitor.worst;
  let waited = 0;
  let kept: Tensor[] | null = null;

  const drop = () => {
    for (const weight of kept ?? []) weight.dispose();
    kept = null;
  };
  const keep = (fit: FitControl) => {
    drop();
    kept = fit.getWeights();
  };

  return {
    trainBegin() {
      best = monitor.worst;
      waited = 0;
    },
    epochEnd(epoch, logs, fit) {
      const value = monitor.read(logs);
      if (value === undefined || epoch < firstEpoch) return;
      if (restores && kept === null) keep(fit);
      waited++;
      if (monitor.isBetter(value, best)) {
        best = value;
        if (restores) keep(fit);
        // A baseline has to be passed before waiting starts anew.
        if (!args.has('baseline') || monitor.isBetter(value)) waited = 0;
        return;
      }
      if (waited < patience || epoch === 0) return;
      fit.stopTraining();
      if (kept) fit.setWeights(kept);
    },
    trainEnd: drop,
  };
}
