import type { PythonNode } from '../../syntax/node.js';
import { keyOf } from '../expressions/collections.js';
import { braceFormat } from '../expressions/format.js';
import { type Machine, OutOfSteps } from '../machine.js';
import { itemsOf } from '../statements/iterate.js';
import { equal } from '../values/settled.js';
import { type Arguments, isKind, list, type PyDict, type PyList, tuple, type Value } from '../values/values.js';

/** Longest list or text that a method makes longer. */
const LONGEST = 2_000_000;

/** @throws {OutOfSteps} where the list would become very long */
function extend(items: Value[], more: readonly Value[]): void {
  if (items.length + more.length > LONGEST) throw new OutOfSteps();
  const count = more.length;
  for (let i = 0; i < count; i++) items.push(more[i] ?? null);
}

/** What is added but not known leaves a list of which entries are missing. */
function extendBy(machine: Machine, self: PyList, other: Value, node: PythonNode): void {
  const more = itemsOf(machine, other);
  if (isKind(other, 'list') && other.lost) self.lost ??= other.lost;
  if (more) extend(self.items, more);
  else self.lost ??= { node, reason: 'what is added to this list is known only when the program runs' };
}

/** A method of a list; undefined where its result is not known. */
export function listMethod(
  machine: Machine,
  self: PyList,
  name: string,
  args: Arguments,
  node: PythonNode,
): Value | undefined {
  const { items } = self;
  const [first = null, second = null] = args.positional;
  switch (name) {
    case 'append':
    case 'add':
      extend(items, [first]);
      return null;
    case 'extend':
    case 'update':
      extendBy(machine, self, first, node);
      return null;
    case 'insert':
      if (typeof first === 'number') items.splice(first, 0, second);
      return null;
    case 'pop':
      return items.splice(typeof first === 'number' ? first : -1, 1)[0];
    case 'reverse':
      items.reverse();
      return null;
    case 'copy':
      return { ...self, items: [...items] };
    case 'clear':
      items.length = 0;
      return null;
    case 'index':
      return items.findIndex((item) => equal(item, first) === true);
    case 'count':
      return items.filter((item) => equal(item, first) === true).length;
    default:
      return undefined;
  }
}

export function dictMethod(self: PyDict, name: string, args: Arguments): Value | undefined {
  const { entries } = self;
  const [first = null, second = null] = args.positional;
  const fallback = args.named.get('default') ?? second;
  switch (name) {
    case 'get':
      return entries.get(keyOf(first)) ?? fallback;
    case 'pop': {
      const value = entries.get(keyOf(first)) ?? fallback;
      entries.delete(keyOf(first));
      return value;
    }
    case 'setdefault': {
      const value = entries.get(keyOf(first)) ?? second;
      entries.set(keyOf(first), value);
      return value;
    }
    case 'update':
      if (isKind(first, 'dict')) for (const [key, value] of first.entries) entries.set(key, value);
      for (const [key, value] of args.named) entries.set(key, value);
      return null;
    case 'copy':
      return { kind: 'dict', entries: new Map(entries) };
    case 'keys':
      return list([...entries.keys()]);
    case 'values':
      return list([...entries.values()]);
    case 'items':
    case 'iteritems':
      return list([...entries].map(([key, value]) => tuple([key, value])));
    default:
      return undefined;
  }
}

const textMethods: Readonly<Record<string, (text: string, a: string, b: string) => Value>> = {
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  strip: (text) => text.trim(),
  capitalize: (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase(),
  title: (text) => text.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
  split: (text, by) => list(by ? text.split(by) : text.trim().split(/\s+/)),
  replace: (text, from, to) => (to.length > 1000 ? text : text.replaceAll(from, to)),
  startswith: (text, start) => text.startsWith(start),
  endswith: (text, end) => text.endsWith(end),
  isdigit: (text) => /^\d+$/.test(text),
};

export function stringMethod(self: string, name: string, args: Arguments): Value | undefined {
  if (name === 'format') return braceFormat(self, args.positional, args.named) ?? undefined;
  const [first, second] = args.positional;
  if (name === 'join') {
    const items = isKind(first, 'list') ? first.items : [];
    return items.every((item) => typeof item === 'string') ? items.join(self) : undefined;
  }
  const method = Object.hasOwn(textMethods, name) ? textMethods[name] : undefined;
  if (!method || (first !== undefined && typeof first !== 'string')) return undefined;
  if (self.length > LONGEST) return undefined;
  return method(self, first ?? '', typeof second === 'string' ? second : '');
}
