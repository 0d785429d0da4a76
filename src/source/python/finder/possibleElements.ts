import type { PythonNode } from '../syntax/node.js';
import type { DictionaryValue, ListValue, Value, Values } from './possibleValues.js';

/** A longer list is an accident of the analysis: a loop that appends a list to itself. */
const MAX_ELEMENTS = 1000;

/** What a list may hold, element by element; null where none of the alternatives is a list that the source shows. */
export function elementsIn(values: Values): Values[] | null {
  let found: Values[] | null = null;
  for (const value of values) {
    const elements = elementsOf(value);
    if (elements && !found) found = elements;
    else if (elements && found && found.length < MAX_ELEMENTS) found = [...found, ...elements];
  }
  return found;
}

function elementsOf(value: Value): Values[] | null {
  if (value.kind === 'list') return value.elements;
  if (value.kind === 'dictionary') return [...value.entries.keys()].map((key) => [{ kind: 'constant', value: key }]);
  return null;
}

/** Notes where the source mentions what it does not show. */
export function located(values: Values, node: PythonNode): Values {
  return values.some(isPlaceless) ? values.map((value) => (isPlaceless(value) ? { ...value, node } : value)) : values;
}

function isPlaceless(value: Value): boolean {
  return (value.kind === 'unknown' || value.kind === 'path') && !value.node;
}

export function grow(list: ListValue, elements: readonly Values[]): void {
  growBy(list.elements, elements);
}

/** Values under keys that are not known; a dictionary that takes itself up again and again would double each time. */
export function growOthers(dictionary: DictionaryValue, values: readonly Values[]): void {
  const known = new Set(dictionary.others);
  growBy(
    dictionary.others,
    [...new Set(values)].filter((each) => !known.has(each)),
  );
}

function growBy(elements: Values[], more: readonly Values[]): void {
  elements.push(...more.slice(0, Math.max(0, MAX_ELEMENTS - elements.length)));
}

/** Values, and those in the lists among them, each once: a list may hold itself. */
export function valuesInside(sets: Iterable<Values>): Value[] {
  const found = new Set<Value>();
  for (const values of sets) for (const value of values) found.add(value);
  for (const value of found) {
    if (value.kind !== 'list') continue;
    for (const element of value.elements) for (const inner of element) found.add(inner);
    if (found.size > MAX_ELEMENTS) break;
  }
  return [...found];
}
