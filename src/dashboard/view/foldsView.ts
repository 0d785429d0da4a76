import { higherIsBetter } from '../../diagnosis/pairs/measure.js';
import type { FoldsView } from '../../protocol/dashboard/foldsPart.js';
import type { VersionedSource } from '../../protocol/dashboard/part.js';
import { foldsOf } from '../../runs/folds.js';
import type { LoggedFit } from '../../runs/types.js';

/** The folds that a fit is one of; nothing where it is none. */
export function openFolds(run: { readonly fits: readonly LoggedFit[] }, fit: LoggedFit): VersionedSource<FoldsView> {
  return {
    version() {
      const folds = foldsOf(run.fits, fit);
      return folds.length === 0 ? null : [folds.length, ...folds.map(({ epochs }) => epochs.length)].join();
    },
    read: () => foldsView(foldsOf(run.fits, fit)),
  };
}

/** What the epochs of folds have in common, and what each of them came to. */
export function foldsView(folds: readonly LoggedFit[]): FoldsView {
  const names = [...new Set(folds.flatMap(({ epochs }) => epochs.flatMap(({ logs }) => Object.keys(logs))))];
  const keys = names.map((name) => ({ name, higherIsBetter: higherIsBetter(name) }));
  const epochs = Math.max(0, ...folds.map((fold) => fold.epochs.length));
  const each = <T>(read: (key: FoldsView['keys'][number]) => readonly T[]): T[] => keys.flatMap((key) => read(key));
  const byEpoch = (of: (values: readonly number[]) => number) =>
    Float32Array.from(
      each(({ name }) =>
        Array.from({ length: epochs }, (_, epoch) =>
          of(folds.flatMap((fold) => finite(fold.epochs[epoch]?.logs[name]))),
        ),
      ),
    );
  const byFold = (of: (values: readonly number[], isHigherBetter: boolean) => number) =>
    Float32Array.from(
      each((key) =>
        folds.map((fold) =>
          of(
            fold.epochs.flatMap(({ logs }) => logs[key.name] ?? []),
            key.higherIsBetter,
          ),
        ),
      ),
    );
  return {
    fits: folds.map(({ summary }) => summary.fit),
    keys,
    epochs,
    mean: byEpoch((values) => values.reduce((sum, value) => sum + value, 0) / values.length),
    min: byEpoch((values) => (values.length === 0 ? Number.NaN : Math.min(...values))),
    max: byEpoch((values) => (values.length === 0 ? Number.NaN : Math.max(...values))),
    best: byFold((values, isHigherBetter) => bestOf(values.filter(Number.isFinite), isHigherBetter)),
    last: byFold((values) => values.at(-1) ?? Number.NaN),
  };
}

const finite = (value: number | undefined): number[] => (value !== undefined && Number.isFinite(value) ? [value] : []);

function bestOf(values: readonly number[], isHigherBetter: boolean): number {
  if (values.length === 0) return Number.NaN;
  return values.reduce((best, value) => ((isHigherBetter ? value > best : value < best) ? value : best));
}
