import { HumanError } from '../../errors/humanError.js';
import { nearest } from '../../errors/nearest.js';
import type { ColumnKind } from './columnKinds.js';
import type { TableSpec } from './openTableFile.js';
import type { TableFile } from './tableFile.js';

/** What is done with one column. */
export interface PlannedColumn extends Pick<ColumnKind, 'name' | 'decimalComma'> {
  /** Its place in the file. */
  readonly index: number;
  readonly role: 'input' | 'target';
  /** Kept as the number that it is, or as the index of its text. */
  readonly stored: 'number' | 'text';
  /** How a text column becomes inputs; null where its number of different texts decides. */
  readonly use: 'onehot' | 'index' | null;
}

/**
 * Inputs first, then targets. Dates, empty columns and what the spec skips are left out.
 *
 * @throws {HumanError} where a column that the spec names is not there, or nothing is left to learn from
 */
export function planColumns(file: TableFile, kinds: readonly ColumnKind[], spec: TableSpec): PlannedColumn[] {
  const uses = spec.columns ?? {};
  for (const name of [...spec.target, ...Object.keys(uses)]) checkColumn(name, file);
  const planned = kinds.flatMap((kind, index): PlannedColumn[] => {
    const { name, decimalComma } = kind;
    if (spec.target.includes(name)) {
      const stored = isStoredAsNumber(kind, uses[name]) ? 'number' : 'text';
      return [{ name, decimalComma, index, role: 'target', stored, use: null }];
    }
    const use = uses[name] ?? defaultUse(kind);
    if (use === 'skip') return [];
    const stored = use === 'number' ? 'number' : 'text';
    return [{ name, decimalComma, index, role: 'input', stored, use: use === 'number' || use === 'text' ? null : use }];
  });
  const inputs = planned.filter(({ role }) => role === 'input');
  const targets = spec.target.flatMap(
    (name) => planned.find((column) => column.role === 'target' && column.name === name) ?? [],
  );
  if (inputs.length === 0) throw new HumanError(nothingToLearnFrom(file.name, kinds, spec));
  return [...inputs, ...targets];
}

function isStoredAsNumber({ kind }: ColumnKind, use: string | undefined): boolean {
  return use === 'number' || (use === undefined && (kind === 'number' || kind === 'empty'));
}

function defaultUse({ kind }: ColumnKind): 'number' | 'text' | 'skip' {
  if (kind === 'number' || kind === 'boolean') return 'number';
  return kind === 'text' ? 'text' : 'skip';
}

function checkColumn(name: string, { name: file, columns, text }: TableFile): void {
  if (columns.includes(name)) return;
  const close = nearest(name, columns);
  const shown = columns
    .slice(0, 20)
    .map((column) => `"${column}"`)
    .join(', ');
  const more = columns.length > 20 ? `, and ${columns.length - 20} more` : '';
  const numbered = text?.header === false ? ' It has no header, so columns are numbered from 1.' : '';
  throw new HumanError(
    `${file} has no column "${name}".${close ? ` Did you mean "${close}"?` : ''} Its columns are ${shown}${more}.${numbered}`,
  );
}

function nothingToLearnFrom(file: string, kinds: readonly ColumnKind[], { target, columns }: TableSpec): string {
  const left = kinds.filter(({ name }) => !target.includes(name));
  if (left.length === 0) return `${file} has no column besides the target, so there is nothing to learn from.`;
  const reasons = left.slice(0, 6).map(({ name, kind }) => {
    const reason = columns?.[name] === 'skip' ? 'skipped' : kind === 'date' ? 'dates' : 'empty';
    return `"${name}" (${reason})`;
  });
  return `${file} has no column to learn from: ${reasons.join(', ')} are left out.`;
}
