import type { PythonNode } from './node.js';
import type { ListValue, Value, Values } from './values.js';

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
  list.elements.push(...elements.slice(0, Math.max(0, MAX_ELEMENTS - list.elements.length)));
}
