import type { DataOrigin } from '../values/arrays.js';
import { isKind, type PyList, type Value } from '../values/values.js';

/** The four inputs of XOR, which GradLens has. */
export function exclusiveOr(rows: PyList): DataOrigin | null {
  const pairs = rows.items.map((row) =>
    isKind(row, 'list') && row.items.length === 2 ? row.items.map(Number).join() : '',
  );
  const isXor = pairs.length === 4 && ['0,0', '0,1', '1,0', '1,1'].every((pair) => pairs.includes(pair));
  return isXor ? { kind: 'dataset', name: 'xor', sample: [2] } : null;
}

export function classCount(value: Value | undefined): number | null {
  return isKind(value, 'list') ? new Set(value.items).size : null;
}
