import { nearest } from '../../errors/nearest.js';
import type { SourceLocation } from '../../protocol/fit.js';
import { readSource } from '../userModule/sourceTexts.js';

/** Rows that a call's arguments are looked for in. */
const MOST_ROWS = 12;

/** The source's row, from the place on or as a whole; empty where it cannot be read. */
export function rowAt({ file, line }: SourceLocation): string {
  return rowsOf(file)[line - 1] ?? '';
}

/** `It has inputshape: did you mean inputShape?`; null where the call has no name near to that. */
export function misspeltKey(place: SourceLocation | null, wanted: string): string | null {
  const keys = place ? keysAt(place) : [];
  const meant = keys.includes(wanted) ? null : nearest(wanted, keys);
  return meant === null ? null : `It has "${meant}". Did you mean "${wanted}"?`;
}

/** Names of the options in the parentheses that a place is followed by. */
function keysAt({ file, line, column }: SourceLocation): string[] {
  const rows = rowsOf(file).slice(line - 1, line - 1 + MOST_ROWS);
  const text = rows.map((row, index) => (index === 0 ? row.slice(column - 1) : row)).join('\n');
  const start = text.indexOf('(');
  if (start < 0) return [];
  let depth = 0;
  let end = start;
  for (; end < text.length; end++) {
    if (text[end] === '(') depth++;
    if (text[end] === ')' && --depth === 0) break;
  }
  return [...text.slice(start, end).matchAll(/([A-Za-z_$][\w$]*)\s*:/g)].map(([, key = '']) => key);
}

function rowsOf(file: string): string[] {
  try {
    return readSource(file).split('\n');
  } catch {
    return [];
  }
}
