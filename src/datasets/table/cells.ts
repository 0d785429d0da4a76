/** One value of a table as its file has it. */
export type Cell = string | number | boolean | Date | null;

const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '?', '-', '#n/a', 'nil', '.']);

export function isMissing(cell: Cell | undefined): boolean {
  if (cell === null || cell === undefined) return true;
  if (typeof cell === 'number') return Number.isNaN(cell);
  return typeof cell === 'string' && cell.length <= LONGEST_MISSING && MISSING.has(cell.trim().toLowerCase());
}

/** Longer text is no word for a missing value, blanks around it included. */
const LONGEST_MISSING = 12;

const BOOLEANS: Readonly<Record<string, number>> = { true: 1, false: 0 };

/** A cell as a number, booleans as 0 and 1; NaN where it is none, infinities included. */
export function numberOf(cell: Cell, decimalComma = false): number {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : Number.NaN;
  if (typeof cell === 'boolean') return cell ? 1 : 0;
  if (typeof cell !== 'string') return Number.NaN;
  const value = Number(decimalComma ? cell.replace(',', '.') : cell);
  // What is blank counts as 0 for JavaScript.
  if (value === 0) return cell.trim() === '' ? Number.NaN : 0;
  if (Number.isFinite(value)) return value;
  return BOOLEANS[cell.trim().toLowerCase()] ?? Number.NaN;
}

export function isBoolean(cell: Cell): boolean {
  return typeof cell === 'boolean' || (typeof cell === 'string' && Object.hasOwn(BOOLEANS, cell.trim().toLowerCase()));
}

/** 2024-05-31, 2024-05-31T10:00:00Z, 31.05.2024, 5/31/24 10:00, and times alone. */
const DATE =
  /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2}))([T ]\d{1,2}:\d{2}.*)?$|^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AP]M)?$/i;

export function isDate(cell: Cell): boolean {
  return cell instanceof Date || (typeof cell === 'string' && DATE.test(cell.trim()));
}

/** A cell as the label of a class. */
export function labelOf(cell: Cell): string {
  if (cell instanceof Date) return cell.toISOString();
  return String(cell).trim();
}
