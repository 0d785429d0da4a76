import { keyOf } from '../expressions/collections.js';
import { literalText, textOf } from '../expressions/format.js';
import { operate } from '../expressions/operators.js';
import { batchCount } from '../program/batchContents.js';
import { itemsOf } from '../statements/iterate.js';
import { batchesOf } from '../values/batches.js';
import { numeric } from '../values/numeric.js';
import { equal, isUnsettled, truth } from '../values/settled.js';
import { derive, deriveThrough, usedAsList } from '../values/unknown.js';
import { isKind, type Key, list, tuple, type Value } from '../values/values.js';
import { instanceOf } from './instanceOf.js';
import type { LibraryCall } from './library.js';

/** Longest range that is made in full. */
const LONGEST = 2_000_000;

/** A function of numbers; lists and tuples among the arguments are taken apart. */
export function ofNumbers(compute: (...numbers: number[]) => number): LibraryCall {
  return ({ machine, args, node }) => {
    const flat = args.positional.flatMap((value) => (isKind(value, 'list') ? value.items : [value]));
    const numbers = flat.map(numeric);
    if (numbers.length === 0 || numbers.includes(null)) return deriveThrough(machine, node, args.positional);
    const result = compute(...numbers.map(Number));
    return Number.isNaN(result) ? derive(machine, node, []) : result;
  };
}

const length: LibraryCall = ({ machine, args, node }) => {
  const [value] = args.positional;
  if (typeof value === 'string') return value.length;
  if (isKind(value, 'list')) return value.lost ? derive(machine, node, []) : value.items.length;
  if (isKind(value, 'dict')) return value.entries.size;
  const count = batchCount(batchesOf(value));
  if (count !== null) return count;
  if (isKind(value, 'array')) return value.shape?.[0] ?? derive(machine, node, [value]);
  if (isKind(value, 'object') && value.contents) {
    const items = itemsOf(machine, value);
    if (items) return items.length;
  }
  if (!isKind(value, 'unknown') || !value.parameterOf) return derive(machine, node, []);
  usedAsList(machine, value, 2);
  return derive(machine, node, [value]);
};

const range: LibraryCall = ({ machine, args, node }) => {
  const numbers = args.positional.map(numeric);
  if (numbers.includes(null) || numbers.length === 0) return deriveThrough(machine, node, args.positional);
  const [first = 0, second, step = 1] = numbers.map(Number);
  const [from, to] = second === undefined ? [0, first] : [first, second];
  const count = step === 0 ? 0 : Math.max(0, Math.ceil((to - from) / step));
  if (count > LONGEST) return deriveThrough(machine, node, args.positional);
  return list(Array.from({ length: count }, (_, i) => from + i * step));
};

/** A function of what can be gone over, once its entries are known. */
function ofItems(compute: (items: Value[], rest: readonly Value[]) => Value | undefined): LibraryCall {
  return ({ machine, args, node }) => {
    const [first = list([]), ...rest] = args.positional;
    const items = itemsOf(machine, first);
    return (items && compute(items, rest)) ?? deriveThrough(machine, node, args.positional);
  };
}

const zip: LibraryCall = ({ machine, args, node }) => {
  const columns = args.positional.map((value) => itemsOf(machine, value));
  const known = columns.flatMap((items) => (items ? [items] : []));
  if (known.length < columns.length || known.length === 0) return deriveThrough(machine, node, args.positional);
  const count = Math.min(...known.map((items) => items.length));
  return list(Array.from({ length: count }, (_, i) => tuple(known.map((items) => items[i] ?? null))));
};

const map: LibraryCall = ({ machine, args, node }) => {
  const [callee = null, over = null] = args.positional;
  const items = itemsOf(machine, over);
  if (!items) return deriveThrough(machine, node, [over]);
  return list(items.map((item) => machine.call(callee, { positional: [item], named: new Map() }, node)));
};

const sum: LibraryCall = ({ machine, args, node }) => {
  const items = itemsOf(machine, args.positional[0] ?? null) ?? [null];
  const total = items.reduce<Value | undefined>(
    (before, item) => operate('+', before ?? null, item),
    args.positional[1] ?? 0,
  );
  return total === undefined ? deriveThrough(machine, node, args.positional) : total;
};

const dict: LibraryCall = ({ machine, args, node }) => {
  const entries = new Map<Key, Value>();
  const [first] = args.positional;
  if (isKind(first, 'dict')) for (const [key, value] of first.entries) entries.set(key, value);
  else if (first !== undefined) {
    const pairs = itemsOf(machine, first);
    if (!pairs) return deriveThrough(machine, node, args.positional);
    for (const pair of pairs) {
      if (isKind(pair, 'list')) entries.set(keyOf(pair.items[0] ?? null), pair.items[1] ?? null);
    }
  }
  for (const [key, value] of args.named) entries.set(key, value);
  return { kind: 'dict', entries };
};

const toNumber =
  (whole: boolean): LibraryCall =>
  ({ machine, args, node }) => {
    const [value = 0] = args.positional;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : numeric(value);
    if (number === null || Number.isNaN(number)) return deriveThrough(machine, node, args.positional);
    return whole ? Math.trunc(number) : number;
  };

const toText: LibraryCall = ({ machine, args, node }) => {
  const [value = ''] = args.positional;
  const text = isUnsettled(value) ? null : textOf(value);
  return text === null ? deriveThrough(machine, node, args.positional) : text;
};

const toTruth: LibraryCall = ({ machine, args, node }) => {
  const known = truth(args.positional[0] ?? false);
  return known === undefined ? deriveThrough(machine, node, args.positional) : known;
};

const copy = (asTuple: boolean) => ofItems((items) => (asTuple ? tuple(items) : list(items)));

function sorted(items: Value[]): Value | undefined {
  if (items.some((item) => typeof item !== 'number' && typeof item !== 'string')) return undefined;
  return list(
    [...items].sort((a, b) => (Number(a) < Number(b) || (typeof a === 'string' && String(a) < String(b)) ? -1 : 1)),
  );
}

function distinct(items: Value[]): Value {
  return list(
    items.filter((item, i) => items.findIndex((other) => equal(item, other) === true) === i || isUnsettled(item)),
  );
}

function round(number: number, digits = 0): number {
  const scaled = number * 10 ** digits;
  const rounded = Math.round(scaled);
  const even = Math.abs(scaled % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
  return even / 10 ** digits;
}

const attributeOf: LibraryCall = ({ machine, args, node }) => {
  const [value = null, name, fallback] = args.positional;
  if (typeof name !== 'string') return derive(machine, node, []);
  const found = machine.attribute(value, name, node);
  return isKind(found, 'unknown') && fallback !== undefined ? fallback : found;
};

const print: LibraryCall = ({ machine, args }) => {
  machine.trace.program.live?.host.print(args.positional.map((value) => textOf(value) ?? '?').join(' '));
  return null;
};

export const builtins: Readonly<Record<string, LibraryCall>> = {
  len: length,
  range,
  xrange: range,
  zip,
  map,
  sum,
  dict,
  enumerate: ofItems((items, [start]) => list(items.map((item, i) => tuple([i + (numeric(start) ?? 0), item])))),
  reversed: ofItems((items) => list(items.reverse())),
  sorted: ofItems(sorted),
  set: ofItems(distinct),
  list: copy(false),
  tuple: copy(true),
  int: toNumber(true),
  long: toNumber(true),
  float: toNumber(false),
  str: toText,
  repr: ({ args }) => literalText(args.positional[0] ?? null) ?? undefined,
  bool: toTruth,
  max: ofNumbers(Math.max),
  min: ofNumbers(Math.min),
  abs: ofNumbers(Math.abs),
  round: ofNumbers(round),
  pow: ofNumbers((a = 0, b = 1) => a ** b),
  isinstance: instanceOf,
  getattr: attributeOf,
  print,
  all: ofItems((items) => (items.some(isUnsettledItem) ? undefined : items.every((item) => truth(item) === true))),
  any: ofItems((items) => (items.some(isUnsettledItem) ? undefined : items.some((item) => truth(item) === true))),
};

function isUnsettledItem(item: Value): boolean {
  return truth(item) === undefined;
}
