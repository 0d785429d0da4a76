import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Scalar } from '../../../src/arrays/notKnown.js';
import { NdArray } from '../../../src/arrays/numpy/ndArray.js';
import { Index } from '../../../src/arrays/pandas/labels.js';
import { DataFrame, Series } from '../../../src/arrays/pandas/tables.js';
import { contentsOf } from '../../../src/source/python/reader/contents/contentsOf.js';
import { sourceArrays, trainEffort } from '../../../src/source/python/reader/contents/sourceArrays.js';
import { createInterpreter } from '../../../src/source/python/reader/interpreter.js';
import { Questions } from '../../../src/source/python/reader/questions/questions.js';
import { isKind, type Value } from '../../../src/source/python/reader/values/values.js';
import { parseProgram } from '../../../src/source/python/syntax/program.js';

interface Packed {
  readonly shape: readonly number[];
  readonly dtype: string;
  /** Doubles, in base64. */
  readonly data?: string;
  readonly entries?: readonly Scalar[];
}

export type Described =
  | ({ readonly kind: 'array' } & Packed)
  | { readonly kind: 'scalar'; readonly value: Scalar }
  | { readonly kind: 'list'; readonly items: readonly Described[] }
  | { readonly kind: 'column'; readonly name: Scalar; readonly rows: Packed; readonly values: Packed }
  | {
      readonly kind: 'table';
      readonly names: readonly Scalar[];
      readonly rows: Packed;
      readonly columns: readonly Packed[];
    };

export interface Case {
  readonly source: string;
  readonly values: Readonly<Record<string, Described>>;
}

export function casesOf(group: string): Record<string, Case> {
  const file = join(import.meta.dirname, '../../fixtures/arrays', `${group}.json.gz`);
  return JSON.parse(gunzipSync(readFileSync(file)).toString());
}

const FILES = join(import.meta.dirname, '../../../scripts/kerasFixtures/arrays/files');

/** The variables that a program leaves. */
export function variablesOf(source: string, effort = trainEffort): Map<string, Value> {
  const root = parseProgram(source, 'case.py').root;
  const questions = new Questions(
    new Map(),
    'case.py',
    () => ({ line: 1, column: 0 }),
    () => [],
  );
  const arrays = sourceArrays(join(FILES, 'case.py'), effort, null);
  const machine = createInterpreter(root, root, questions, arrays, effort);
  machine.attempt(() => machine.run(root.children, machine.module));
  return machine.module.variables;
}

function packed(array: NdArray): Packed {
  return { shape: array.shape, dtype: array.dtype, entries: array.scalars().map(plain) };
}

function plain(value: Scalar): Scalar {
  return typeof value === 'number' && Number.isNaN(value) ? null : value;
}

/** A value of the interpreter as the fixtures describe it; a text where it is not known. */
export function described(value: Value | undefined): Described | string {
  if (value === undefined) return 'not there';
  if (value === null || typeof value !== 'object') return { kind: 'scalar', value: plain(value) };
  if (isKind(value, 'list')) {
    const items = value.items.map(described);
    const open = items.find((item) => typeof item === 'string');
    return open === undefined ? { kind: 'list', items: items as Described[] } : open;
  }
  const contents = contentsOf(value);
  if (contents instanceof NdArray) return { kind: 'array', ...packed(contents) };
  if (contents instanceof Index) return { kind: 'array', ...packed(contents.toArray()) };
  if (contents instanceof Series)
    return {
      kind: 'column',
      name: contents.name,
      rows: packed(contents.index.toArray()),
      values: packed(contents.values),
    };
  if (contents instanceof DataFrame)
    return {
      kind: 'table',
      names: contents.columns.labels,
      rows: packed(contents.index.toArray()),
      columns: contents.data.map(packed),
    };
  if (isKind(value, 'array') || isKind(value, 'unknown')) return value.lost?.reason ?? 'its numbers are not known';
  return `a ${value.kind}`;
}

/** The same with numbers in place of bytes. */
export function unpacked(value: Described): Described {
  if (value.kind === 'array') return { kind: 'array', ...numbersOf(value) };
  if (value.kind === 'list') return { kind: 'list', items: value.items.map(unpacked) };
  if (value.kind === 'column') return { ...value, rows: numbersOf(value.rows), values: numbersOf(value.values) };
  if (value.kind === 'table') return { ...value, rows: numbersOf(value.rows), columns: value.columns.map(numbersOf) };
  return value;
}

function numbersOf({ shape, dtype, data, entries }: Packed): Packed {
  if (data === undefined) return { shape, dtype, entries: entries ?? [] };
  const bytes = new Uint8Array(Buffer.from(data, 'base64'));
  const numbers = [...new Float64Array(bytes.buffer)];
  return { shape, dtype, entries: numbers.map((number) => (dtype === 'bool' ? number === 1 : plain(number))) };
}

/** What differs, in words; null where nothing does. Numbers may differ by rounding. */
export function difference(own: Described | string, real: Described, at = ''): string | null {
  if (typeof own === 'string') return `${at} is not known: ${own}`;
  if (own.kind === 'list' && real.kind === 'array') return difference(asArray(own), real, at);
  if (own.kind === 'array' && real.kind === 'list') return difference(own, asArray(real), at);
  if (own.kind === 'array' && real.kind === 'array') return packedDifference(own, real, at);
  if (own.kind === 'scalar' && real.kind === 'scalar')
    return isNear(own.value, real.value, 1e-9) ? null : `${at}: ${own.value} for ${real.value}`;
  if (own.kind === 'list' && real.kind === 'list') return listDifference(own.items, real.items, at);
  if (own.kind === 'column' && real.kind === 'column') {
    const name = own.name === real.name ? null : `${at} is named ${own.name} for ${real.name}`;
    return (
      name ?? packedDifference(own.rows, real.rows, `${at}.index`) ?? packedDifference(own.values, real.values, at)
    );
  }
  if (own.kind === 'table' && real.kind === 'table') return tableDifference(own, real, at);
  return `${at} is a ${own.kind} for a ${real.kind}`;
}

function listDifference(own: readonly Described[], real: readonly Described[], at: string): string | null {
  if (own.length !== real.length) return `${at} has ${own.length} entries for ${real.length}`;
  return firstOf(own.map((item, i) => difference(item, real[i] as Described, `${at}[${i}]`)));
}

type Table = Extract<Described, { kind: 'table' }>;

function tableDifference(own: Table, real: Table, at: string): string | null {
  if (own.names.join('|') !== real.names.join('|')) return `${at} has the columns ${own.names} for ${real.names}`;
  const columns = own.columns.map((column, i) =>
    packedDifference(column, real.columns[i] as Packed, `${at}.${own.names[i]}`),
  );
  return packedDifference(own.rows, real.rows, `${at}.index`) ?? firstOf(columns);
}

function asArray(list: Described): Described {
  if (list.kind !== 'list') return list;
  const entries = list.items.map((item) => (item.kind === 'scalar' ? item.value : '?'));
  return { kind: 'array', shape: [entries.length], dtype: 'list', entries };
}

const firstOf = (found: readonly (string | null)[]) => found.find((each) => each !== null) ?? null;

/** Types that hold other numbers must be the same; whole numbers and floats of 64 bits hold the same here. */
const kindOf = (dtype: string) =>
  /^(?:int64|float64|list|uint64)$/.test(dtype) ? 'number' : /^(?:object|str|<U\d+)$/.test(dtype) ? 'text' : dtype;

function packedDifference(own: Packed, real: Packed, at: string): string | null {
  if (own.shape.join() !== real.shape.join()) return `${at} has the shape (${own.shape}) for (${real.shape})`;
  const [a, b] = [kindOf(own.dtype), kindOf(real.dtype)];
  const isNumeric = real.entries?.every((entry) => typeof entry !== 'string') === true;
  if (a !== b && !(b === 'text' && isNumeric) && own.dtype !== 'list' && real.dtype !== 'list' && real.shape[0] !== 0)
    return `${at} is of ${own.dtype} for ${real.dtype}`;
  const bound = real.dtype === 'float32' ? 2e-6 : 1e-9;
  const wrong = (own.entries ?? []).findIndex((entry, i) => !isNear(entry, real.entries?.[i] ?? null, bound));
  return wrong < 0 ? null : `${at} has ${own.entries?.[wrong]} for ${real.entries?.[wrong]} at ${wrong}`;
}

function isNear(own: Scalar, real: Scalar, bound: number): boolean {
  if (typeof own !== 'number' || typeof real !== 'number')
    return own === real || (own !== null && real !== null && Number(own) === Number(real));
  return own === real || Math.abs(own - real) <= bound * Math.max(1, Math.abs(real));
}
