import type { FitSummary } from '../../protocol/fit.js';
import { eachBatch, type FitColumn, fitColumns } from './fitColumns.js';
import { writeOut } from './outputFile.js';

/** What of a run's series goes into a table. */
export interface CsvChoice {
  /** Names of columns as `fitColumns` has them; null takes loss, metrics, and the gradient norm of each variable. */
  readonly series: readonly string[] | null;
}

/** Series that a fit has by these names. */
export function chosenColumns(summary: FitSummary, { series }: CsvChoice): FitColumn[] {
  const isChosen = ({ name, of }: FitColumn) =>
    series ? series.includes(name) : of === null || of.statistic === 'gradNorm';
  return fitColumns(summary).filter(isChosen);
}

/**
 * Writes series of all fits as one table, a batch a row: fit, batch, epoch (all counted from 1), and seconds since the fit's start. A fit that has no such
 * series leaves its cells empty.
 */
export function writeCsv(path: string, directory: string, fits: readonly FitSummary[], choice: CsvChoice): void {
  const names = [...new Set(fits.flatMap((fit) => chosenColumns(fit, choice).map(({ name }) => name)))];
  writeOut(path, (add) => {
    add(csvLine(['fit', 'batch', 'epoch', 'seconds', ...names.map(nameCell)]));
    for (const fit of fits) {
      const columns = new Map(chosenColumns(fit, choice).map((column) => [column.name, column]));
      const ordered = names.map((name) => columns.get(name));
      eachBatch(directory, fit, (row) => {
        const values = ordered.map((column) => (column ? numberCell(column.read(row)) : ''));
        add(csvLine([`${fit.fit}`, `${row.step + 1}`, `${row.epoch + 1}`, numberCell(row.time / 1000), ...values]));
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
