import { isAccuracy } from '../diagnosis/run/accuracy.js';
import type { BestValue } from '../protocol/runFile.js';
import { isOfValidation } from '../protocol/seriesKey.js';
import type { LoggedFit } from './types.js';

/**
 * The best value that the epochs of a run's fits have: the highest validation accuracy, else the lowest validation loss, else the highest accuracy, else
 * the last loss. Null before the first epoch.
 */
export function bestOf(fits: readonly LoggedFit[]): BestValue | null {
  const last = fits.findLast(({ epochs }) => epochs.length > 0);
  if (!last) return null;
  // Not each epoch is validated.
  const name = measuredBy([...new Set(last.epochs.flatMap(({ logs }) => Object.keys(logs)))]);
  const values = fits.flatMap((fit) => valuesOf(fit, name));
  if (name === 'loss') return values.at(-1) ?? null;
  const isBetter = name === 'val_loss' ? (a: number, b: number) => a < b : (a: number, b: number) => a > b;
  return values.reduce<BestValue | null>(
    (best, each) => (!best || isBetter(each.value, best.value) ? each : best),
    null,
  );
}

/** Which of a fit's logs tells how good it is. */
export function measuredBy(names: readonly string[]): string {
  const validation = names.filter(isOfValidation);
  const accuracy = (among: readonly string[]) => among.find((name) => isAccuracy(name.replace(/^val_/, '')));
  return accuracy(validation) ?? validation.find((each) => each === 'val_loss') ?? accuracy(names) ?? 'loss';
}

const valuesOf = ({ summary: { fit }, epochs }: LoggedFit, name: string): BestValue[] =>
  epochs.flatMap(({ epoch, logs: { [name]: value } }) =>
    value !== undefined && Number.isFinite(value) ? [{ name, value, fit, epoch }] : [],
  );
