import { contentsEntries } from '../contents/items.js';
import type { Machine } from '../machine.js';
import { usedAsList } from '../values/unknown.js';
import { isKind, modelOf, type Value } from '../values/values.js';

/** What a loop over a value goes over; null where that is not known. */
export function itemsOf(machine: Machine, value: Value): Value[] | null {
  if (typeof value === 'string') return [...value];
  if (isKind(value, 'list')) return value.lost ? null : [...value.items];
  if (isKind(value, 'dict')) return [...value.entries.keys()];
  const model = modelOf(value);
  if (model) return [...model.layers];
  if (isKind(value, 'array') || isKind(value, 'object')) return contentsEntries(machine, value, machine.root);
  usedAsList(machine, value, 2);
  return null;
}
