import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { EpochRecord, FitSummary } from '../../../protocol/fit.js';
import { isOfValidation } from '../../../protocol/seriesKey.js';
import type { LoggedFit } from '../../types.js';
import { fileName } from '../fileName.js';
import { eachBatch, fitColumns } from '../fitColumns.js';
import { writeOut } from '../outputFile.js';
import { scalarsEvent, versionEvent } from './event.js';
import { tfRecord } from './tfRecord.js';

/** Batches whose gradients are written, evenly spread: TensorBoard itself shows 1,000 of a series. */
const MOST_ROWS = 1000;

/**
 * Writes a run's scalars as TensorBoard reads them, as Keras names them: `epoch_loss` of `train` and of `validation`, `batch_loss` of each batch; and
 * each variable's statistics of up to 1,000 batches under `gradNorm/dense_1/kernel`.
 * @returns the run's folder
 */
export function writeEventFiles(folder: string, directory: string, fits: readonly LoggedFit[], title: string): string {
  const run = join(folder, `${fileName(title)}-${basename(directory)}`);
  for (const fit of fits) {
    const own = fits.length === 1 ? run : join(run, `fit-${fit.summary.fit}`);
    const times = writeTraining(join(own, 'train'), directory, fit);
    if (fit.epochs.some(({ logs }) => Object.keys(logs).some(isOfValidation)))
      writeValidation(join(own, 'validation'), fit, times);
  }
  return run;
}

/** @returns when each epoch ended, in milliseconds since the fit's start, by the batches done by then */
function writeTraining(folder: string, directory: string, { summary, epochs }: LoggedFit): Map<number, number> {
  let batches = 0;
  let knowsLoss = false;
  eachBatch(directory, summary, ({ loss }) => {
    batches++;
    knowsLoss ||= !Number.isNaN(loss);
  });
  const stride = Math.max(1, Math.ceil(batches / MOST_ROWS));
  const columns = fitColumns(summary);
  // A loop of one's own may apply gradients of a loss that nobody tells.
  const told = columns.filter(({ name, of }) => of === null && (knowsLoss || name !== 'loss'));
  const statistics = columns.flatMap(({ of, read }) => (of ? [{ tag: `${of.statistic}/${of.variable}`, read }] : []));
  const times = new Map(epochs.map(({ step }) => [step, 0]));
  writeEvents(folder, summary, (add) => {
    eachBatch(directory, summary, (row) => {
      if (times.has(row.step + 1)) times.set(row.step + 1, row.time);
      const scalars = told.map(({ name, read }) => [`batch_${name}`, read(row)] as const);
      const measured = row.step % stride === 0 ? statistics.map(({ tag, read }) => [tag, read(row)] as const) : [];
      // NaN where there was nothing to measure; of a loss it is news, which TensorBoard marks.
      add(row.time, row.step, [...scalars, ...measured.filter(([, value]) => !Number.isNaN(value))]);
    });
    addEpochs(add, epochs, times, (name) => (isOfValidation(name) ? null : `epoch_${name}`));
  });
  return times;
}

function writeValidation(folder: string, { summary, epochs }: LoggedFit, times: ReadonlyMap<number, number>): void {
  writeEvents(folder, summary, (add) =>
    addEpochs(add, epochs, times, (name) => (isOfValidation(name) ? `epoch_${name.slice(4)}` : null)),
  );
}

function addEpochs(
  add: AddScalars,
  epochs: readonly EpochRecord[],
  times: ReadonlyMap<number, number>,
  tagOf: (name: string) => string | null,
): void {
  for (const { epoch, step, logs } of epochs) {
    const scalars = Object.entries(logs).flatMap(([name, value]) => {
      const tag = tagOf(name);
      return tag === null ? [] : [[tag, value] as const];
    });
    add(times.get(step) ?? 0, epoch, scalars);
  }
}

/** @param time milliseconds since the fit started */
type AddScalars = (time: number, step: number, scalars: readonly (readonly [tag: string, value: number])[]) => void;

function writeEvents(folder: string, { startedAt }: FitSummary, write: (add: AddScalars) => void): void {
  mkdirSync(folder, { recursive: true });
  writeOut(join(folder, `events.out.tfevents.${Math.floor(startedAt / 1000)}.gradlens`), (out) => {
    out(tfRecord(versionEvent({ wallTime: startedAt / 1000 })));
    write((time, step, scalars) => {
      const wallTime = (startedAt + time) / 1000;
      if (scalars.length > 0) out(tfRecord(scalarsEvent({ wallTime, step, scalars })));
    });
  });
}
