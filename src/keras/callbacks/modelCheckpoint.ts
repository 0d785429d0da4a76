import type { Tensor } from '../../tfjs/tfjs.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import type { FitCallback } from './fitCallback.js';
import { type Logs, Monitor } from './monitor.js';

export const modelCheckpointOrder =
  'filepath monitor verbose save_best_only save_weights_only mode save_freq options initial_value_threshold period loads';

/** Keeps weights under a number, and disposes of those that were kept under it before. */
export type KeepWeights = (number: number, weights: Tensor[]) => void;

/** Files that the program loads, each with the number that its weights are kept under; null for whichever is written last. */
function loadsOf(args: BoundArguments): (readonly [string | null, number])[] {
  const value = args.value('loads');
  return (Array.isArray(value) ? value : []).map(([path, number]) => [path, Number(number)]);
}

/** Keeps the weights after each epoch, or after those that were the best so far, for what the program loads later. */
export function modelCheckpoint(args: BoundArguments, keep: KeepWeights): FitCallback {
  const monitor = new Monitor(args, 0);
  const name = args.text('monitor') ?? 'val_loss';
  const mode = args.text('mode') ?? 'auto';
  // Unlike other callbacks, it takes higher values of no other metrics for better.
  const isHigherBetter = mode === 'max' || (mode !== 'min' && (name.includes('acc') || name.startsWith('fmeasure')));
  const bestOnly = args.flag('save_best_only') ?? false;
  const path = args.text('filepath') ?? '';
  const loads = loadsOf(args);
  let best = args.number('initial_value_threshold') ?? (isHigherBetter ? -Infinity : Infinity);

  return {
    epochEnd(epoch, logs, fit) {
      if (bestOnly) {
        const value = monitor.read(logs);
        if (value === undefined || !(isHigherBetter ? value > best : value < best)) return;
        best = value;
      }
      const written = formatted(path, epoch + 1, logs);
      for (const [wanted, number] of loads) if (wanted === null || wanted === written) keep(number, fit.getWeights());
    },
  };
}

/** `weights-{epoch:02d}-{val_loss:.2f}.h5` as Python writes it. */
function formatted(path: string, epoch: number, logs: Logs): string {
  return path.replace(
    /\{(\w+)(?::0?(\d*)(?:\.(\d+))?[dfg]?)?\}/g,
    (_, name: string, width?: string, digits?: string) => {
      const value = name === 'epoch' ? epoch : (logs[name] ?? Number.NaN);
      return (digits === undefined ? String(value) : value.toFixed(Number(digits))).padStart(Number(width ?? 0), '0');
    },
  );
}
