import type { EpochRecord, FitSummary } from '../../protocol/fit.js';
import { isOfValidation } from '../../protocol/seriesKey.js';
import { type BatchRow, eachBatch, fitColumns } from './fitColumns.js';
import { writeOut } from './outputFile.js';

/** What of a run's series goes into a table. */
export interface CsvChoice {
  /** Names of columns; null takes loss, metrics, validation, and the gradient norm of each variable. */
  readonly series: readonly string[] | null;
}

interface CsvFit {
  readonly summary: FitSummary;
  readonly epochs: readonly EpochRecord[];
}

interface CsvColumn {
  readonly name: string;
  /** Whether it is written where nobody names columns. */
  readonly isUsual: boolean;
  readonly cell: (row: BatchRow) => string;
}

/** Series that a fit has by these names. */
export function chosenColumns(fit: CsvFit, { series }: CsvChoice): CsvColumn[] {
  return csvColumns(fit).filter(({ name, isUsual }) => (series ? series.includes(name) : isUsual));
}

/** Every series of a fit: what batches have, and between them what is known once an epoch, in the row of the epoch's last batch. */
export function csvColumns({ summary, epochs }: CsvFit): CsvColumn[] {
  const ofBatches = fitColumns(summary).map(({ name, of, read }) => ({
    name,
    isUsual: of === null || of.statistic === 'gradNorm',
    isOfVariable: of !== null,
    cell: (row: BatchRow) => numberCell(read(row)),
  }));
  const validation = [...new Set(epochs.flatMap(({ logs }) => Object.keys(logs).filter(isOfValidation)))];
  const atStep = new Map(epochs.map(({ step, logs }) => [step, logs]));
  const ofEpochs = validation.map((name) => ({
    name,
    isUsual: true,
    isOfVariable: false,
    cell: ({ step }: BatchRow) => {
      const value = atStep.get(step + 1)?.[name];
      return value === undefined ? '' : numberCell(value);
    },
  }));
  const own = ofBatches.filter(({ isOfVariable }) => !isOfVariable);
  return [...own, ...ofEpochs, ...ofBatches.slice(own.length)];
}

/**
 * Writes series of all fits as one table, a batch a row: fit, batch, epoch (all counted from 1), and seconds since the fit's start. A fit that has no such
 * series leaves its cells empty.
 */
export function writeCsv(path: string, directory: string, fits: readonly CsvFit[], choice: CsvChoice): void {
  const names = [...new Set(fits.flatMap((fit) => chosenColumns(fit, choice).map(({ name }) => name)))];
  writeOut(path, (add) => {
    add(csvLine(['fit', 'batch', 'epoch', 'seconds', ...names.map(nameCell)]));
    for (const fit of fits) {
      const columns = new Map(chosenColumns(fit, choice).map((column) => [column.name, column]));
      const ordered = names.map((name) => columns.get(name));
      eachBatch(directory, fit.summary, (row) => {
        const values = ordered.map((column) => column?.cell(row) ?? '');
        add(
          csvLine([
            `${fit.summary.fit}`,
            `${row.step + 1}`,
            `${row.epoch + 1}`,
            numberCell(row.time / 1000),
            ...values,
          ]),
        );
      });
    }
  });
}

/** As pandas and R read them: NaN, inf, and no digits that float32 does not have. */
function numberCell(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return String(Number(value.toPrecision(9)));
}

/** As RFC 4180 has it, but for its line end. */
const csvLine = (cells: readonly string[]): string => `${cells.join(',')}\n`;

/** A name that a spreadsheet would take for a formula gets a quote before it. */
function nameCell(name: string): string {
  const inert = /^[=+@\t\r-]/.test(name) ? `'${name}` : name;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
