import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EpochRecord, FitSummary } from '../../../protocol/fit.js';
import { eachBatch, fitColumns } from '../fitColumns.js';
import { OutputFile } from '../outputFile.js';
import { scalarsEvent, versionEvent } from './event.js';
import { tfRecord } from './tfRecord.js';

/** Batches whose gradients are written, evenly spread: TensorBoard itself shows 1,000 of a series. */
const MOST_ROWS = 1000;

interface LoggedFit {
  readonly summary: FitSummary;
  readonly epochs: readonly EpochRecord[];
}

/**
 * Writes a run's scalars as TensorBoard reads them, as Keras names them: `epoch_loss` of `train` and of `validation`, `batch_loss` of each batch; and
 * each variable's statistics of up to 1,000 batches under `gradNorm/dense_1/kernel`.
 * @returns the run's folder
 */
export function writeEventFiles(folder: string, directory: string, fits: readonly LoggedFit[], title: string): string {
  const run = join(folder, fileName(title));
  for (const fit of fits) {
    const own = fits.length === 1 ? run : join(run, `fit-${fit.summary.fit}`);
    const times = writeTraining(join(own, 'train'), directory, fit);
    if (fit.epochs.some(({ logs }) => Object.keys(logs).some(isValidation)))
      writeValidation(join(own, 'validation'), fit, times);
  }
  return run;
}

/** @returns when each epoch ended, in milliseconds since the fit's start, by the batches done by then */
function writeTraining(folder: string, directory: string, { summary, epochs }: LoggedFit): Map<number, number> {
  using events = new EventFile(folder, summary);
  let batches = 0;
  eachBatch(directory, summary, () => batches++);
  const stride = Math.max(1, Math.ceil(batches / MOST_ROWS));
  const columns = fitColumns(summary);
  const told = columns.filter(({ of }) => of === null);
  const statistics = columns.flatMap(({ of, read }) => (of ? [{ tag: `${of.statistic}/${of.variable}`, read }] : []));
  const times = new Map(epochs.map(({ step }) => [step, 0]));
  eachBatch(directory, summary, (row) => {
    if (times.has(row.step + 1)) times.set(row.step + 1, row.time);
    const scalars = told.map(({ name, read }) => [`batch_${name}`, read(row)] as const);
    const measured = row.step % stride === 0 ? statistics.map(({ tag, read }) => [tag, read(row)] as const) : [];
    events.add(row.time, row.step, [...scalars, ...measured]);
  });
  for (const { epoch, step, logs } of epochs) {
    const own = Object.entries(logs).filter(([name]) => !isValidation(name));
    events.add(
      times.get(step) ?? 0,
      epoch,
      own.map(([name, value]) => [`epoch_${name}`, value] as const),
    );
  }
  return times;
}

function writeValidation(folder: string, { summary, epochs }: LoggedFit, times: ReadonlyMap<number, number>): void {
  using events = new EventFile(folder, summary);
  for (const { epoch, step, logs } of epochs) {
    const own = Object.entries(logs).filter(([name]) => isValidation(name));
    events.add(
      times.get(step) ?? 0,
      epoch,
      own.map(([name, value]) => [`epoch_${name.slice(4)}`, value] as const),
    );
  }
}

const isValidation = (name: string): boolean => name.startsWith('val_');

/** Of names of people's only what every file system takes. */
const fileName = (title: string): string =>
  title.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^[-.]+|[-.]+$/g, '') || 'run';

class EventFile implements Disposable {
  private readonly file: OutputFile;

  constructor(
    folder: string,
    private readonly fit: Pick<FitSummary, 'startedAt'>,
  ) {
    mkdirSync(folder, { recursive: true });
    const { startedAt } = fit;
    this.file = new OutputFile(join(folder, `events.out.tfevents.${Math.floor(startedAt / 1000)}.gradlens`));
    this.file.write(tfRecord(versionEvent({ wallTime: startedAt / 1000 })));
  }

  /** @param time milliseconds since the fit started. What is NaN is left out: the plot has a gap there. */
  add(time: number, step: number, scalars: readonly (readonly [string, number])[]): void {
    const told = scalars.filter(([, value]) => !Number.isNaN(value));
    const wallTime = (this.fit.startedAt + time) / 1000;
    if (told.length > 0) this.file.write(tfRecord(scalarsEvent({ wallTime, step, scalars: told })));
  }

  [Symbol.dispose](): void {
    this.file[Symbol.dispose]();
  }
}
