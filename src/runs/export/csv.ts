import { isOfValidation } from '../../protocol/seriesKey.js';
import type { LoggedFit } from '../types.js';
import { type BatchRow, eachBatch, type FitColumn, fitColumns } from './fitColumns.js';
import { writeOut } from './outputFile.js';

/** What of a run's series goes into a table. */
export interface CsvChoice {
  /** Names of columns; null takes loss, metrics, validation, and the gradient norm of each variable. */
  readonly series: readonly string[] | null;
}

interface CsvColumn {
  readonly name: string;
  /** Whether it is written where nobody names columns. */
  readonly isUsual: boolean;
  readonly cell: (row: BatchRow) => string;
}

/** Series that a fit has by these names. */
export function chosenColumns(fit: LoggedFit, { series }: CsvChoice): CsvColumn[] {
  return csvColumns(fit).filter(({ name, isUsual }) => (series ? series.includes(name) : isUsual));
}

/** Every series of a fit: loss and metrics, validation in the row of the epoch's last batch, and the statistics of each variable. */
export function csvColumns({ summary, epochs }: LoggedFit): CsvColumn[] {
  const columns = fitColumns(summary);
  const ofEpochs = new Map(epochs.map(({ step, logs }) => [step, logs]));
  const validation = new Set(epochs.flatMap(({ logs }) => Object.keys(logs).filter(isOfValidation)));
  return [
    ...columns.filter(({ of }) => of === null).map(batchColumn),
    ...[...validation].map((name) => ({
      name,
      isUsual: true,
      cell({ step }: BatchRow) {
        const value = ofEpochs.get(step + 1)?.[name];
        return value === undefined ? '' : numberCell(value);
      },
    })),
    ...columns.filter(({ of }) => of !== null).map(batchColumn),
  ];
}

const batchColumn = ({ name, of, read }: FitColumn): CsvColumn => ({
  name,
  isUsual: of === null || of.statistic === 'gradNorm',
  cell: (row) => numberCell(read(row)),
});

/**
 * Writes series of all fits as one table, a batch a row: fit, batch, epoch (all counted from 1), and seconds since the fit's start. A fit that has no such
 * series leaves its cells empty.
 */
export function writeCsv(path: string, directory: string, fits: readonly LoggedFit[], choice: CsvChoice): void {
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
