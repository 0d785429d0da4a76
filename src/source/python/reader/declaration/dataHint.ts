import type { DataSpec } from '../../../../protocol/data.js';
import { relativePath } from '../library/tables.js';
import type { Machine } from '../machine.js';
import type { Columns, DataOrigin, PyArray } from '../values/arrays.js';
import { batchesOf } from '../values/batches.js';
import { isKind, type PyModel, type Value } from '../values/values.js';

/** The data that the source itself trains on, where GradLens can open the same; null where a person picks. */
export function dataHint(machine: Machine, model: PyModel): DataSpec | null {
  const folder = folderSpec(model.fit?.args.named.get('x'));
  if (folder) return folder;
  const [x, y] = ['x', 'y'].map((name) => arrayOf(model.fit?.args.named.get(name)));
  const loaded = machine.trace.data.flatMap(arraysIn);
  const inputs = x?.origin
    ? x
    : (loaded.findLast((array) => array.origin && array.origin === y?.origin) ??
      loaded.findLast((array) => array.origin));
  if (!inputs?.origin) return null;
  return specOf(inputs.origin, x?.origin ? x : null, y ?? null, loaded);
}

/** Images in folders: as they are unless the source scales them. */
function folderSpec(value: Value | undefined): DataSpec | null {
  const batches = batchesOf(value);
  const path = batches?.folder ? relativePath(batches.folder.path) : null;
  if (!batches?.folder || path === null) return null;
  const { height, width, grayscale } = batches.folder;
  const scaled = Math.abs(batches.scale - 1 / 255) < 1e-9;
  return {
    kind: 'images',
    path,
    size: [height, width],
    ...(grayscale ? { grayscale } : {}),
    ...(scaled ? {} : { normalize: 'none' as const }),
  };
}

function arrayOf(value: Value | undefined): PyArray | null {
  return isKind(value, 'array') ? value : null;
}

function arraysIn(value: Value, depth = 0): PyArray[] {
  if (isKind(value, 'array')) return [value];
  if (isKind(value, 'object')) return [...value.attributes.values()].flatMap((entry) => arraysIn(entry, 3));
  return isKind(value, 'list') && depth < 3 ? value.items.flatMap((item) => arraysIn(item, depth + 1)) : [];
}

function specOf(origin: DataOrigin, x: PyArray | null, y: PyArray | null, loaded: readonly PyArray[]): DataSpec | null {
  if (origin.kind === 'dataset') {
    if (origin.name === null) return null;
    const sample = x?.shape?.slice(1).filter((size) => size !== null) ?? [];
    const isChanged =
      sample.length > 0 && sample.length + 1 === x?.shape?.length && sample.join() !== origin.sample.join();
    return { kind: 'builtin', name: origin.name, ...(isChanged ? { reshape: sample } : {}) };
  }
  if (origin.kind === 'file') {
    const target = y?.origin?.kind === 'file' ? y.origin : null;
    if (!target) return null;
    return { kind: 'arrays', x: origin.path, y: target.path, ...names(origin.array, target.array) };
  }
  const column = loaded.findLast((array) => array.origin === origin && array.columns?.length === 1);
  const target =
    columnNames(y?.origin === origin ? y.columns : null, origin) ?? columnNames(column?.columns ?? null, origin);
  if (!target) return null;
  return {
    kind: 'table',
    path: origin.path,
    target,
    ...(origin.header === null ? {} : { header: origin.header }),
    ...(origin.delimiter === null ? {} : { delimiter: origin.delimiter }),
  };
}

function names(x: string | null, y: string | null): { xName?: string; yName?: string } {
  return { ...(x === null ? {} : { xName: x }), ...(y === null ? {} : { yName: y }) };
}

/** Names of columns; in a table without names they are `1`, `2`, ... */
function columnNames(columns: Columns, origin: Extract<DataOrigin, { kind: 'table' }>): string[] | null {
  if (!columns || columns.length === 0 || columns.length > 100) return null;
  const found = columns.map((column) => {
    if (typeof column === 'string') return column;
    if (column < 0) return null;
    return origin.header === false ? String(column + 1) : null;
  });
  return found.includes(null) ? null : found.filter((name) => name !== null);
}
