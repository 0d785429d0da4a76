import type { Progress } from '../../protocol/dashboard/parts.js';
import type { Fit } from '../../runs/types.js';

/** How far a fit is, counted from what has arrived. */
export function progress(fit: Fit): Progress {
  const { summary, latest, end } = fit;
  const batches = end?.batches ?? (latest ? latest.step + 1 : 0);
  const epochs = end?.epochs ?? fit.epochs.length;
  const total = summary.epochs === null ? null : Math.max(0, summary.epochs - summary.initialEpoch);
  const perEpoch = summary.batchesPerEpoch;
  const epoch = latest ? latest.epoch - summary.initialEpoch : 0;
  const intoEpoch = perEpoch === null ? null : Math.max(0, Math.min(perEpoch, batches - epoch * perEpoch));
  return {
    epochs,
    totalEpochs: total,
    batches,
    batch: latest && !end ? intoEpoch : null,
    batchesPerEpoch: perEpoch,
    fraction: fraction(epochs, total, batches, perEpoch),
    batchesPerSecond: end ? (end.seconds > 0 ? end.batches / end.seconds : null) : fit.batchesPerSecond,
    stepMode: fit.stepMode && { mode: fit.stepMode.mode, reason: fit.stepMode.reason },
    timeLeft: end ? null : fit.timeLeft,
  };
}

function fraction(epochs: number, total: number | null, batches: number, perEpoch: number | null): number | null {
  if (total === null || total === 0) return null;
  const done = perEpoch ? batches / perEpoch : epochs;
  return Math.max(0, Math.min(1, done / total));
}
