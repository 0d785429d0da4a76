import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { array, type Columns, type PyArray } from '../values/arrays.js';
import { type Index, limits } from '../values/indices.js';
import { numeric } from '../values/numeric.js';
import { isKind, list, type Value } from '../values/values.js';

/** `x[:1000]`, `data[:, 0:8]`, `x[..., np.newaxis]`, `frame['target']`. */
export function sliceArray(machine: Machine, node: PythonNode, value: PyArray, indices: readonly Index[]): PyArray {
  const byName = columnNames(indices.at(-1));
  const sliced = byName ? named(value, byName) : byPosition(value, indices, node);
  if (sliced.origin) machine.trace.data.push(sliced);
  return sliced;
}

function columnNames(index: Index | undefined): { names: string[]; single: boolean } | null {
  if (index?.kind !== 'index') return null;
  if (typeof index.value === 'string') return { names: [index.value], single: true };
  const items = isKind(index.value, 'list') ? index.value.items : [];
  const names = items.filter((item) => typeof item === 'string');
  return names.length > 0 && names.length === items.length ? { names, single: false } : null;
}

function named(value: PyArray, { names, single }: { names: string[]; single: boolean }): PyArray {
  const rows = value.shape?.[0] ?? null;
  return array(single ? [rows] : [rows, names.length], { ...value, columns: names });
}

function byPosition(value: PyArray, indices: readonly Index[], node: PythonNode): PyArray {
  const { shape } = value;
  if (!shape) return value;
  const dots = node.child('Ellipsis') !== undefined;
  const used = indices.filter((index) => !isNewAxis(index) && !isDots(index));
  const sizes: (number | null)[] = [];
  let axis = 0;
  for (const index of indices) {
    if (isDots(index)) for (let left = shape.length - used.length; left > 0; left--) sizes.push(shape[axis++] ?? null);
    else if (isNewAxis(index)) sizes.push(1);
    else sizes.push(...sizeOf(index, shape[axis++] ?? null));
  }
  if (!dots) sizes.push(...shape.slice(axis));
  return array(sizes, { ...value, columns: columnsOf(value, indices[1]) });
}

function isNewAxis(index: Index): boolean {
  return index.kind === 'index' && index.value === null;
}

function isDots(index: Index): boolean {
  return index.kind === 'index' && isKind(index.value, 'name') && index.value.path === 'Ellipsis';
}

/** Size of one axis after an index: none where it takes one entry. */
function sizeOf(index: Index, size: number | null): (number | null)[] {
  if (index.kind === 'index') {
    if (numeric(index.value) !== null) return [];
    return [isKind(index.value, 'list') ? index.value.items.length : null];
  }
  const bounds = [index.start, index.stop, index.step].map((bound) => (bound === null ? null : numeric(bound)));
  const [start = null, stop = null, step = null] = bounds;
  if (size === null) {
    const known = stop !== null && stop >= 0 && (start ?? 0) >= 0 && index.stop !== null;
    return [known ? Math.max(0, Number(stop) - (start ?? 0)) : null];
  }
  if ([index.start, index.stop, index.step].some((bound) => bound !== null && numeric(bound) === null)) return [null];
  const [from, to] = limits(size, start, stop, step ?? 1);
  return [Math.max(0, Math.ceil((to - from) / (step ?? 1)))];
}

/** Columns that an index of the second axis leaves. */
function columnsOf(value: PyArray, index: Index | undefined): Columns {
  if (value.origin?.kind !== 'table' || !index || value.columns?.length === 1) return value.columns;
  if (index.kind === 'index') {
    const at: Value[] = isKind(index.value, 'list') ? index.value.items : [index.value];
    const positions = list(at).items.flatMap((item) => numeric(item) ?? []);
    return positions.length === at.length ? positions.map((position) => value.columns?.at(position) ?? position) : null;
  }
  const start = numeric(index.start ?? 0);
  const stop = numeric(index.stop ?? undefined);
  if (value.columns || start === null || stop === null || stop < 0 || stop - start > 10_000) return null;
  return Array.from({ length: Math.max(0, stop - start) }, (_, i) => start + i);
}
