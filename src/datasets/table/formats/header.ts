import { type Cell, isDate, isMissing, numberOf } from '../cells.js';

/** Whether the first row names the columns, as it does where it is text above numbers, or unlike every row below it. */
export function hasHeader(rows: readonly (readonly Cell[])[], wanted: readonly string[]): boolean {
  const [first = [], ...rest] = rows;
  const names = first.map((cell) => String(cell ?? '').trim());
  if (wanted.length > 0 && wanted.every((name) => names.includes(name)) && !wanted.every(isNumber)) return true;
  if (rest.length === 0) return names.every((name) => name !== '' && !isNumber(name));
  const plain = names.map((name) => isNumber(name) || isDate(name));
  const isValue = (cell: Cell | undefined) => cell !== undefined && (isNumber(cell) || isDate(cell));
  const valueColumns = names.map((_, column) => rest.some((row) => isValue(row[column])));
  if (valueColumns.some(Boolean)) {
    return names.some((name, column) => valueColumns[column] && !plain[column] && !isMissing(name));
  }
  const unique = new Set(names).size === names.length && !names.includes('');
  return unique && names.every((name, column) => !rest.some((row) => String(row[column] ?? '').trim() === name));
}

function isNumber(cell: Cell): boolean {
  return !Number.isNaN(numberOf(cell, true));
}

/** Names for the columns: each once, `1`, `2`, ... where there is no header. */
export function columnNames(first: readonly Cell[], header: boolean): string[] {
  const used = new Set<string>();
  return first.map((cell, index) => {
    const wanted = header ? String(cell ?? '').trim() || String(index + 1) : String(index + 1);
    let name = wanted;
    for (let copy = 2; used.has(name); copy++) name = `${wanted}.${copy}`;
    used.add(name);
    return name;
  });
}
