import { type Cell, isBoolean, isDate, isMissing, numberOf } from './cells.js';

export interface ColumnKind {
  readonly name: string;
  readonly kind: 'number' | 'boolean' | 'text' | 'date' | 'empty';
  /** Numbers are written as `1,5`. */
  readonly decimalComma: boolean;
  readonly missing: number;
  /** Different values among the rows that were looked at. */
  readonly distinct: number;
}

/** Rows that tell what a column holds. */
export const KIND_ROWS = 2000;

/** A column of numbers may have so many other values among a hundred: they are taken for mistakes and reported where they stand. */
const MISTAKES = 0.05;

const DECIMAL_COMMA = /^\s*[+-]?\d+,\d+\s*$/;

/** Finds out from its first rows what each column of a table holds. */
export function columnKinds(columns: readonly string[], rows: readonly (readonly Cell[])[]): ColumnKind[] {
  return columns.map((name, column) => {
    const cells = rows.map((row) => row[column] ?? null).filter((cell) => !isMissing(cell));
    const decimalComma = cells.some((cell) => typeof cell === 'string' && DECIMAL_COMMA.test(cell));
    return {
      name,
      kind: kindOf(cells, decimalComma),
      decimalComma,
      missing: rows.length - cells.length,
      distinct: new Set(cells.map(String)).size,
    };
  });
}

function kindOf(cells: readonly Cell[], decimalComma: boolean): ColumnKind['kind'] {
  if (cells.length === 0) return 'empty';
  if (cells.every(isBoolean)) return 'boolean';
  if (cells.every(isDate)) return 'date';
  const others = cells.filter((cell) => cell instanceof Date || Number.isNaN(numberOf(cell, decimalComma))).length;
  return others <= cells.length * MISTAKES && others < Math.max(1, cells.length / 2) ? 'number' : 'text';
}
